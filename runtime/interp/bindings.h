#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"

namespace sextant::interp {

// The parameters of one run: a stored word for each Module::params.
struct Bindings {
  std::vector<int64_t> params;
};

// Binds `--param name=value` pairs over the defaults. Values are written as in a strategy file
// (`4%`, `20万 CNY`, `20_000`, `2026-03-31`, `high`, `true`); the unit may be left out. Refuses
// unknown names (did you mean), values of the wrong kind or scale, values out of range, and values
// that break a ParamCheck.
Result<Bindings> Bind(const ir::Module& module,
                      const std::vector<std::pair<std::string, std::string>>& given);

// Refuses values that break a ParamCheck: cut-offs out of order.
Status CheckParams(const ir::Module& module, const Bindings& bindings);

}  // namespace sextant::interp
