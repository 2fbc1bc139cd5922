#include "runtime/interp/texts.h"

#include <algorithm>

namespace sextant::interp {
namespace {

std::string_view TextAt(const abi::InputColumn& column, int64_t row) {
  const int32_t* const at = column.text_offsets + column.offset + row;
  return {column.text_bytes + at[0], static_cast<std::size_t>(at[1] - at[0])};
}

}  // namespace

Texts::Texts(const ir::Module& module) : module_(module) {
  for (uint32_t list = 0; list < module.lists.size(); ++list) {
    for (uint32_t slot = 0; slot < module.lists[list].slots.size(); ++slot) {
      if (module.lists[list].slots[slot].type.kind == types::Kind::kText) {
        of_rows_.emplace_back(list, slot);
      }
    }
  }
}

int64_t Texts::OfRow(uint32_t list, uint32_t slot, int64_t row) const {
  const auto at = std::ranges::find(of_rows_, std::pair(list, slot)) - of_rows_.begin();
  return -1 - (row * static_cast<int64_t>(of_rows_.size()) + at);
}

std::string_view Texts::Get(const abi::InputBatch& batch, int64_t record, int64_t ref) const {
  const auto slots = static_cast<int64_t>(module_.slots.size());
  if (ref >= slots) {
    return module_.texts[static_cast<std::size_t>(ref - slots)];
  }
  if (ref >= 0) {
    return TextAt(batch.columns[static_cast<std::size_t>(ref)], record);
  }
  const auto columns = static_cast<int64_t>(of_rows_.size());
  const int64_t place = -1 - ref;
  const auto [list, slot] = of_rows_[static_cast<std::size_t>(place % columns)];
  const abi::InputList& rows = batch.lists[list];
  return TextAt(rows.columns[slot], rows.begin(record) + place / columns);
}

}  // namespace sextant::interp
