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

std::vector<std::string> Names(const ir::Module& module) {
  std::vector<std::string> names;
  for (const ir::Param& param : module.params) {
    names.push_back(param.name);
  }
  return names;
}

Error UnknownParam(const ir::Module& module, const std::string& name) {
  const std::vector<std::string> names = Names(module);
  std::string hint = diag::DidYouMean(name, names);
  if (hint.empty() && !names.empty()) {
    hint = "its parameters are";
    for (const std::string& known : names) {
      hint += (known == names.front() ? " " : ", ") + known;
    }
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

Status BindOne(const ir::Module& module, const std::string& name, const std::string& text,
               std::vector<int64_t>& words) {
  for (std::size_t i = 0; i < module.params.size(); ++i) {
    const ir::Param& param = module.params[i];
    if (param.name != name) {
      continue;
    }
    const Result<int64_t> word = ReadLiteral(text, param.type, module.enums);
    if (!word) {
      return Error{"parameter `" + name + "` cannot be `" + text + "`: " + word.error().message,
                   word.error().hint};
    }
    if (!Inside(param, *word)) {
      return Error{"parameter `" + name + "` cannot be `" + text + "`: it must be " +
                       RangeText(module, param),
                   ""};
    }
    words[i] = *word;
    return {};
  }
  return UnknownParam(module, name);
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
  for (std::size_t i = 0; i < given.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before) {
      if (given[before].first == given[i].first) {
        return Error{"parameter `" + given[i].first + "` is given twice", ""};
      }
    }
    const Status bound = BindOne(module, given[i].first, given[i].second, bindings.params);
    if (!bound) {
      return bound.error();
    }
  }
  const Status checked = CheckParams(module, bindings);
  return checked ? Result<Bindings>(std::move(bindings)) : Result<Bindings>(checked.error());
}

}  // namespace sextant::interp
