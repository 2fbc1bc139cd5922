#include "compiler/check/check_expected_fault.h"

#include <algorithm>

#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

const std::vector<std::string>& FaultCodes() {
  static const std::vector<std::string> codes{
#define SEXTANT_FAULT(Name, code, meaning) code,
#include "runtime/abi/fault_kinds.def"
#undef SEXTANT_FAULT
  };
  return codes;
}

// Whether the name is the code of a check or the name of a guarantee.
bool IsOtherPlace(const Context& context, const std::string& name) {
  const Program& program = context.program;
  return std::ranges::any_of(program.checks,
                             [&](const Check& check) {
                               return check.because && check.because->code.text == name;
                             }) ||
         std::ranges::any_of(program.guarantees,
                             [&](const Guarantee& guarantee) { return guarantee.name == name; });
}

// `transactions.amount`; reports a field that the rows do not have.
bool IsColumnOfRows(Context& context, const ast::Name& name) {
  const std::size_t point = name.text.find('.');
  const auto& lists = context.program.lists;
  const auto list = std::ranges::find(lists, name.text.substr(0, point), &List::name);
  if (point == std::string::npos || list == lists.end()) {
    return false;
  }
  const auto index = static_cast<uint32_t>(list - lists.begin());
  const std::string field = name.text.substr(point + 1);
  if (!context.program.rows_of(index).Find(field)) {
    ReportUnknownRowField(context, {field, name.span}, index);
  }
  return true;
}

void CheckWhere(Context& context, const ast::Name& where, Expectation& expectation) {
  expectation.where = where.text;
  if (where.text.empty() || IsOtherPlace(context, where.text)) {
    return;
  }
  if (IsColumnOfRows(context, where)) {
    return;
  }
  const Symbol* symbol = context.names.Find(where, -1);
  if (symbol == nullptr) {
    ReportUnknownName(context, where);
    return;
  }
  switch (symbol->ref.kind) {
    case RefKind::kField:
    case RefKind::kList:
    case RefKind::kDecision:
      return;
    case RefKind::kLet:
      expectation.where_span = context.span(context.program.lets[symbol->ref.index].value);
      return;
    default:
      context.Report(Diag::kNotAValue, where.span, {where.text, symbol->what})
          .Hint("name a field, a `let`, a decision, a guarantee or the code of a check");
  }
}

}  // namespace

void CheckExpectedFault(Context& context, const ast::Expectation& written,
                        Expectation& expectation) {
  const std::vector<std::string>& codes = FaultCodes();
  expectation.fault = written.fault.text;
  if (std::ranges::find(codes, written.fault.text) == codes.end()) {
    context.Report(Diag::kUnknownFault, written.fault.span, {written.fault.text})
        .Hint(DidYouMean(written.fault.text, codes, "the kinds are " + ListText(codes)));
  }
  CheckWhere(context, written.where, expectation);
}

}  // namespace sextant::check
