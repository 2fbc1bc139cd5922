#include "tests/bench/latency/one_record.h"

#include <bit>

#include "compiler/ir/storage.h"
#include "tests/bench/common/fail.h"

namespace sextant::bench {
namespace {

// A range that is open at an end counts as one of a thousand there.
int64_t Middle(const ir::Slot& slot) {
  const int64_t low = slot.low.value_or(slot.high.value_or(0) - 1000);
  const int64_t high = slot.high.value_or(low + 1000);
  return low + (high - low) / 2;
}
double FloatMiddle(const ir::Slot& slot) {
  const double low = slot.float_low.value_or(slot.float_high.value_or(0) - 1000);
  return (low + slot.float_high.value_or(low + 1000)) / 2;
}

int64_t WordOf(const ir::Slot& slot) {
  if (slot.type.kind == types::Kind::kFloat) {
    return std::bit_cast<int64_t>(FloatMiddle(slot));
  }
  if (slot.type.kind == types::Kind::kText) {
    Fail("no text for `" + slot.name + "`");
  }
  return slot.type.kind == types::Kind::kEnum || slot.type.kind == types::Kind::kBool
             ? 0
             : Middle(slot);
}

}  // namespace

// Whole numbers of any width lie at the start of a word, the least significant byte first.
OneRecord::OneRecord(const ir::Module& module) {
  for (const ir::Slot& slot : module.slots) {
    words_.push_back(WordOf(slot));
  }
  batch_.rows = 1;
  for (const int64_t& word : words_) {
    abi::InputColumn column;
    column.values = &word;
    batch_.columns.push_back(column);
  }
}

}  // namespace sextant::bench
