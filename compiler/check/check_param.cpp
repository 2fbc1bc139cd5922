#include "compiler/check/check_param.h"

#include <bit>

#include "compiler/check/declarations.h"
#include "compiler/check/store.h"

namespace sextant::check {
namespace {

bool CanBeParam(Context& context, const ast::ParamDecl& decl, const Type& type) {
  if (type.is_error()) {
    return false;
  }
  if (!type.optional && type.series == 0 && type.kind != Kind::kText && type.kind != Kind::kSet) {
    return true;
  }
  const std::string found = type.optional ? "optional" : context.Describe(type);
  context.Report(Diag::kTypeNotHere, decl.type.span, {"a parameter", found})
      .Hint(
          "a parameter is one value that is always there: a number, an amount, a date, a length "
          "of time, `boolean` or `one of { … }`");
  return false;
}

}  // namespace

bool IsInside(const Range& range, const Type& type, int64_t word) {
  if (type.kind != Kind::kFloat) {
    return !(range.low && word < *range.low) && !(range.high && word > *range.high);
  }
  const double value = std::bit_cast<double>(word);
  const bool above = !range.float_low || value > *range.float_low ||
                     (range.float_low_inclusive && value == *range.float_low);
  const bool below = !range.float_high || value < *range.float_high ||
                     (range.float_high_inclusive && value == *range.float_high);
  return above && below;
}

void CheckParam(Context& context, uint32_t index, const ast::ParamDecl& decl) {
  Param& param = context.program.params[index];
  param.other_names = context.names.OtherNames(decl.name, param.name);
  if (!CanBeParam(context, decl, param.type)) {
    param.type = Type::Error();
    return;
  }
  param.range = CheckRange(context, decl.type, param.type, Backticked(param.name));
  const auto word = CheckConstant(context, decl.default_value, param.type,
                                  "the default of " + Backticked(param.name));
  if (!word) {
    return;
  }
  param.default_word = *word;
  if (!IsInside(param.range, param.type, *word)) {
    context
        .Report(Diag::kDefaultOutside, context.span(decl.default_value),
                {context.Quote(decl.default_value), param.name})
        .Hint("widen the range or change the default");
  }
}

}  // namespace sextant::check
