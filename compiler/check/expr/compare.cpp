#include "compiler/check/constant.h"
#include "compiler/check/expr/arithmetic.h"
#include "compiler/check/expr/operators.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

using ast::BinaryOp;

void ReportNotOrdered(Context& c, Span span, const Type& type) {
  const bool is_enum = type.kind == Kind::kEnum;
  c.Report(Diag::kNotOrdered, span, {c.Describe(type)})
      .Hint(is_enum ? "list the members that are meant, as in `… in { a, b }`"
                    : "compare it with `=`");
}

// A comparison with a series: the author means the items.
bool ReportSeries(Context& c, const ast::BinaryExpr& expr, const Type& left, const Type& right) {
  if (left.series == 0 && right.series == 0) {
    return false;
  }
  const bool left_series = left.series > 0;
  const std::string series = c.Text(left_series ? expr.left : expr.right);
  const std::string test = (left_series ? "it" : c.Text(expr.left)) + " " + OperatorText(expr.op) +
                           " " + (left_series ? c.Text(expr.right) : "it");
  c.Report(Diag::kSeriesHere, c.span(left_series ? expr.left : expr.right),
           {c.Describe(left_series ? left : right)})
      .Hint("to test its items, write `count of " + series + " with " + test + "`, `any of " +
            series + " with " + test + "` or `none of …`");
  return true;
}

Type CheckItems(Context& c, const ast::InExpr& expr) {
  const bool floats = c.info(expr.value).type.kind == Kind::kFloat;
  for (ExprId item : expr.items) {
    const Type type = CheckSingle(c, item, c.info(expr.value).type.enumeration);
    if (type.is_error() || !MayCompare(c, c.span(item), expr.value, item, false)) {
      continue;
    }
    if (!IsConstant(c.program, item) && c.info(item).ref.kind != RefKind::kParam) {
      c.Report(Diag::kNotConstant, c.span(item), {"an item of this list"})
          .Hint("compare with `=` and join with `or`");
    } else if (floats) {
      c.Report(Diag::kFloatEquality, c.span(item)).Hint("use a range: `in 0.1..0.2`");
    }
  }
  return Type::Bool();
}

}  // namespace

bool IsOrdering(BinaryOp op) {
  return op != BinaryOp::kEqual && op != BinaryOp::kNotEqual;
}

bool MayCompare(Context& c, Span span, ExprId a, ExprId b, bool by_order) {
  const Type left = c.info(a).type.required();
  const Type right = c.info(b).type.required();
  if (left.is_error() || right.is_error()) {
    return false;
  }
  if (!CommonType(left, right)) {
    c.Report(Diag::kCompareMismatch, span, {c.Describe(left), c.Describe(right)})
        .Label(c.span(a), "this is " + c.Describe(left))
        .Label(c.span(b), "this is " + c.Describe(right))
        .Hint(MismatchHint(left, c.Text(a), right, c.Text(b)));
    return false;
  }
  if (by_order && !c.IsOrdered(left)) {
    ReportNotOrdered(c, span, left);
    return false;
  }
  return true;
}

Type CheckComparison(Context& c, const Site& site, const ast::BinaryExpr& expr) {
  auto [left, right] = CheckTogether(c, {expr.left}, {expr.right});
  left = RequirePresent(c, expr.left, left);
  right = RequirePresent(c, expr.right, right);
  if (left.is_error() || right.is_error() || ReportSeries(c, expr, left, right)) {
    return Type::Bool();
  }
  const Span at = expr.op_span.valid() ? expr.op_span : c.span(site.id);
  const bool fine = MayCompare(c, at, expr.left, expr.right, IsOrdering(expr.op));
  const bool floats = left.kind == Kind::kFloat || right.kind == Kind::kFloat;
  if (fine && floats && !IsOrdering(expr.op)) {
    c.Report(Diag::kFloatEquality, at)
        .Hint("compare with `<` or `>`, or round first: `" + c.Text(expr.left) +
              " rounded to 6 places`");
  }
  return Type::Bool();
}

Type TypeOf(Context& c, const Site&, const ast::InExpr& expr) {
  const Type value = CheckSingle(c, expr.value);
  return value.is_error() ? Type::Bool() : CheckItems(c, expr);
}

void ReportNoSet(Context& c, const ast::HasExpr& expr, const Type& type) {
  const std::string text = c.Text(expr.set);
  c.Report(Diag::kNotASet, c.span(expr.set), {c.Describe(type)})
      .Hint(type.kind == Kind::kEnum
                ? "it is one member: write `" + text + " is " + c.Text(expr.member) + "`"
                : "a set is declared like `orders : set of { insurance, travel }`");
}

Type TypeOf(Context& c, const Site&, const ast::HasExpr& expr) {
  const Type set = CheckSingle(c, expr.set);
  if (set.kind != Kind::kSet) {
    if (!set.is_error()) {
      ReportNoSet(c, expr, set);
    }
    return Type::Bool();
  }
  const Type member = CheckSingle(c, expr.member, set.enumeration);
  const Type wanted = Type::Enum(set.enumeration);
  if (!member.is_error() && member != wanted) {
    c.Report(Diag::kTypeMismatch, c.span(expr.member),
             {c.Describe(member), "`has`", c.Describe(wanted)});
  }
  return Type::Bool();
}

Type TypeOf(Context& c, const Site&, const ast::InRangeExpr& expr) {
  const Type value = CheckSingle(c, expr.value);
  const Type low = CheckSingle(c, expr.low);
  const Type high = CheckSingle(c, expr.high);
  AdoptUnit(c, expr.low, expr.high);
  if (value.is_error() || low.is_error() || high.is_error()) {
    return Type::Bool();
  }
  const bool fine = MayCompare(c, c.span(expr.low), expr.value, expr.low, true) &&
                    MayCompare(c, c.span(expr.high), expr.value, expr.high, true);
  const Type common = CommonType(c.info(expr.low).type, c.info(expr.high).type).value_or(low);
  const auto from = ConstantWord(c.program, expr.low, common);
  const auto to = ConstantWord(c.program, expr.high, common);
  if (fine && common.kind != Kind::kFloat && from && to && *from > *to) {
    c.Report(Diag::kEmptyRange, source::Join(c.span(expr.low), c.span(expr.high)),
             {c.Quote(expr.low), c.Quote(expr.high)})
        .Hint("write the smaller end first");
  }
  return Type::Bool();
}

}  // namespace sextant::check
