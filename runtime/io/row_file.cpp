#include "runtime/io/row_file.h"

#include <utility>

#include <fmt/format.h>

namespace sextant::io {

RowFile::RowFile(const ir::Module& book, uint32_t list, const ir::SourceLayout& list_layout)
    : layout(list_layout) {
  const ir::List& rows = book.lists[list];
  const ir::Field& key = book.fields[book.key_field];
  module.name = rows.name;
  module.enums = book.enums;
  ir::Slot slot = book.slots[key.first_slot];
  slot.name = fmt::format("{} of {}", key.name, rows.name);
  slot.field = 0;
  module.slots.push_back(std::move(slot));
  for (ir::Slot column : rows.slots) {
    ++column.field;
    module.slots.push_back(std::move(column));
  }
  layout.fields.insert(layout.fields.begin(), layout.key);
  layout.as_of.reset();
}

}  // namespace sextant::io
