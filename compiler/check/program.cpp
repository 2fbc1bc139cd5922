#include "compiler/check/program.h"

#include <algorithm>

namespace sextant::check {

std::optional<uint32_t> RowRecord::Find(const std::string& field) const {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& known) { return known.name == field; });
  return found == fields.end() ? std::nullopt
                               : std::optional(static_cast<uint32_t>(found - fields.begin()));
}

const Field* Program::field(const Ref& ref) const {
  switch (ref.kind) {
    case RefKind::kField:
      return &fields[ref.index];
    case RefKind::kRowField:
      return &rows_of(ref.index).fields[ref.part];
    default:
      return nullptr;
  }
}

}  // namespace sextant::check
