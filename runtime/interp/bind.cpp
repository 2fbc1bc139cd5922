#include <algorithm>
#include <bit>

#include "compiler/diag/diagnostic.h"
#include "runtime/interp/bind_table.h"
#include "runtime/interp/bindings.h"
#include "runtime/interp/evaluator.h"
#include "runtime/interp/literal.h"

namespace sextant::interp {
namespace {

std::string Format(const ir::Module& module, const ir::Type& type, int64_t word) {
  return types::FormatValue(type, module.enums, word);
}

Error UnknownParam(const ir::Module& module, const std::string& name) {
  std::vector<std::string> names;
  std::string list;
  for (const ir::Param& param : module.params) {
    names.push_back(param.name);
    names.insert(names.end(), param.other_names.begin(), param.other_names.end());
    list += (list.empty() ? " " : ", ") + param.name;
  }
  std::string hint = diag::DidYouMean(name, names);
  if (hint.empty() && !list.empty()) {
    hint = "its parameters are" + list;
  }
  return {"the strategy has no parameter `" + name + "`", hint};
}

bool Inside(const ir::Param& param, int64_t word) {
  if (param.type.kind == types::Kind::kFloat) {
    const auto value = std::bit_cast<double>(word);
    return !(param.float_low && value < *param.float_low) &&
           !(param.float_high && value > *param.float_high);
  }
  return !(param.low && word < *param.low) && !(param.high && word > *param.high);
}

std::string RangeText(const ir::Module& module, const ir::Param& param) {
  const bool real = param.type.kind == types::Kind::kFloat;
  const auto bound = [&](const std::optional<int64_t>& word, const std::optional<double>& value) {
    const auto found = real && value ? std::optional(std::bit_cast<int64_t>(*value)) : word;
    return found ? Format(module, param.type, *found) : std::string();
  };
  const std::string low = bound(param.low, param.float_low);
  const std::string high = bound(param.high, param.float_high);
  return low.empty()    ? "at most " + high
         : high.empty() ? "at least " + low
                        : "from " + low + " to " + high;
}

// The parameter of that name, or null.
const ir::Param* FindParam(const ir::Module& module, const std::string& name) {
  const auto found = std::ranges::find_if(module.params, [&](const ir::Param& param) {
    return param.name == name ||
           std::ranges::find(param.other_names, name) != param.other_names.end();
  });
  return found == module.params.end() ? nullptr : &*found;
}

Result<int64_t> ReadWord(const ir::Module& module, const ir::Param& param, const std::string& name,
                         const std::string& text) {
  const Result<int64_t> word = ReadLiteral(text, param.type, module.enums);
  if (!word) {
    return Error{"parameter `" + name + "` cannot be `" + text + "`: " + word.error().message,
                 word.error().hint};
  }
  if (!Inside(param, *word)) {
    return Error{
        "parameter `" + name + "` cannot be `" + text + "`: it must be " + RangeText(module, param),
        ""};
  }
  return *word;
}

}  // namespace

Status CheckParams(const ir::Module& module, const Bindings& bindings) {
  Evaluator evaluator(module, bindings);
  evaluator.Start(nullptr, 0);
  for (const ir::ParamCheck& check : module.param_checks) {
    Value holds;
    if (!evaluator.Eval(check.condition, holds) || holds.word == 0) {
      return Error{check.message, "change the parameters so that it holds"};
    }
  }
  return CheckTables(evaluator);
}

Result<Bindings> Bind(const ir::Module& module,
                      const std::vector<std::pair<std::string, std::string>>& given) {
  Bindings bindings;
  for (const ir::Param& param : module.params) {
    bindings.params.push_back(param.default_word);
  }
  std::vector<std::string> bound_as(module.params.size());
  for (const auto& [name, text] : given) {
    const ir::Param* param = FindParam(module, name);
    if (param == nullptr) {
      return UnknownParam(module, name);
    }
    const auto index = static_cast<std::size_t>(param - module.params.data());
    if (!bound_as[index].empty()) {
      return Error{"parameter `" + name + "` is given twice" +
                       (bound_as[index] == name ? "" : ", once as `" + bound_as[index] + "`"),
                   ""};
    }
    const Result<int64_t> word = ReadWord(module, *param, name, text);
    if (!word) {
      return word.error();
    }
    bindings.params[index] = *word;
    bound_as[index] = name;
  }
  const Status checked = CheckParams(module, bindings);
  return checked ? Result<Bindings>(std::move(bindings)) : Result<Bindings>(checked.error());
}

}  // namespace sextant::interp
