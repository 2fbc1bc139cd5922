#include "runtime/kernels/values.h"

#include <cstring>

#include "compiler/ir/module.h"

namespace sextant::kernels {
namespace {

// byte = bit(rows[0]) | bit(rows[1]) << 1 | …
template <class Bit>
void WriteBits(const uint32_t* rows, int64_t count, uint8_t* bytes, const Bit& bit) {
  for (int64_t i = 0; i < count; i += 8) {
    unsigned byte = 0;
    for (int64_t k = 0; k < 8; ++k) {
      byte |= static_cast<unsigned>(bit(rows[i + k])) << k;
    }
    bytes[i / 8] = static_cast<uint8_t>(byte);
  }
}

template <class Word>
void WriteWords(const std::vector<Word>& words, const uint32_t* rows, int64_t count, Word* to) {
  for (int64_t i = 0; i < count; ++i) {
    to[i] = words[rows[i]];
  }
}

}  // namespace

Values::Values(const TableRows::Output& output) : Values(output.store, output.values.size()) {
  for (std::size_t row = 0; row < output.values.size(); ++row) {
    if (output.values[row].state == TableRows::Value::State::kKnown) {
      Set(row, output.values[row].word);
    }
  }
}

Values Values::Numbers(uint32_t rows) {
  Values values(Store::kWord64, rows);
  for (uint32_t row = 0; row < rows; ++row) {
    values.Set(row, int64_t{row} + 1);
  }
  return values;
}

Values Values::Reasons(const std::vector<int32_t>& reasons) {
  Values values(Store::kWord32, reasons.size());
  for (std::size_t row = 0; row < reasons.size(); ++row) {
    if (reasons[row] != ir::kNoReason) {
      values.Set(row, reasons[row]);
    }
  }
  return values;
}

void Values::Write(const uint32_t* rows, int64_t first, int64_t count,
                   const abi::TableLane& lane) const {
  switch (store_) {
    case Store::kWord64:
      WriteWords(words_, rows, count, static_cast<int64_t*>(lane.values) + first);
      break;
    case Store::kWord32:
      WriteWords(narrow_, rows, count, static_cast<int32_t*>(lane.values) + first);
      break;
    case Store::kBit:
      WriteBits(rows, count, static_cast<uint8_t*>(lane.values) + first / 8,
                [this](uint32_t row) { return narrow_[row] != 0; });
      break;
  }
  if (lane.validity != nullptr) {
    WriteBits(rows, count, lane.validity + first / 8, [this](uint32_t row) { return known_[row]; });
  }
}

Values::Values(Store store, std::size_t rows)
    : store_(store),
      words_(store == Store::kWord64 ? rows + 1 : 0),
      narrow_(store == Store::kWord64 ? 0 : rows + 1),
      known_(rows + 1) {}

void Values::Set(std::size_t row, int64_t word) {
  known_[row] = 1;
  if (store_ == Store::kWord64) {
    words_[row] = word;
  } else {
    narrow_[row] = static_cast<int32_t>(word);
  }
}

void SetAllKnown(const abi::TableLane& lane, int64_t first, int64_t count) {
  if (lane.validity != nullptr) {
    std::memset(lane.validity + first / 8, 0xff, static_cast<std::size_t>(count / 8));
  }
}

}  // namespace sextant::kernels
