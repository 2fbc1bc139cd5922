#include "runtime/testing/simplify.h"

#include <fmt/format.h>

#include "compiler/support/dates.h"

namespace sextant::testing {

interp::Bindings Defaults(const ir::Module& module) {
  interp::Bindings bindings;
  for (const ir::Param& param : module.params) {
    bindings.params.push_back(param.default_word);
  }
  return bindings;
}

std::string OnDate(const ir::Module& module, const Record& record) {
  return module.reads_as_of
             ? fmt::format("on {} ", FormatDate(static_cast<int32_t>(record.cells.back().word)))
             : "";
}

ir::Given Simplest(const ir::Slot& slot) {
  if (slot.type.optional) {
    return {};
  }
  const int64_t zero = 0;
  const int64_t word = slot.low && *slot.low > zero     ? *slot.low
                       : slot.high && *slot.high < zero ? *slot.high
                                                        : zero;
  return {true, word, slot.type.kind == types::Kind::kText ? "T1" : ""};
}

}  // namespace sextant::testing
