#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

// Whether `date` lies in the `length` days before or after `anchor`, as 0 <= distance < length,
// which leaves the calendar for no date.
InstId WithinDays(Context& context, const ast::WithinExpr& expr, InstId date, InstId length,
                  InstId anchor, Span span) {
  const Type days = Type::Duration(types::DurationUnit::kDays);
  const InstId after = context.Add(Op::kDaysBetween, days, {date, anchor}, span);
  const InstId distance = expr.before ? after : context.Add(Op::kNeg, days, {after}, span);
  const InstId zero = context.Const(days, 0);
  const InstId from = context.Add(Op::kLe, Type::Bool(), {zero, distance}, span);
  const InstId to = context.Add(Op::kLt, Type::Bool(), {distance, length}, span);
  return context.Add(Op::kAnd, Type::Bool(), {from, to}, span);
}

// (anchor - length, anchor] or [anchor, anchor + length). Beyond the calendar there is nothing, so
// an end that lies there leaves out no date.
InstId WithinMonths(Context& context, const ast::WithinExpr& expr, InstId date, InstId length,
                    InstId anchor, Span span) {
  const auto test = [&](Op op, InstId a, InstId b) {
    return context.Add(op, Type::Bool(), {a, b}, span);
  };
  const InstId signed_length =
      expr.before ? context.Add(Op::kNeg, context.type(length), {length}, span) : length;
  const InstId end = context.Add(Op::kWindowEnd, Type::Date(), {anchor, signed_length}, span);
  const InstId near = expr.before ? test(Op::kLe, date, anchor) : test(Op::kLe, anchor, date);
  const InstId far = expr.before ? test(Op::kLt, end, date) : test(Op::kLt, date, end);
  return test(Op::kAnd, near, far);
}

}  // namespace

Items Lower(Context& context, ExprId id, const ast::MonthsExpr& expr) {
  const InstId from = LowerSingle(context, expr.from);
  const InstId to = LowerSingle(context, expr.to);
  const Op op = expr.days ? Op::kDaysBetween : Op::kMonthsBetween;
  return {context.Add(op, context.type(id), {from, to}, context.span(id))};
}

InstId LowerWindow(Context& context, const ast::WithinExpr& expr, InstId date, Span span) {
  const InstId length = LowerSingle(context, expr.length);
  const InstId anchor = LowerSingle(context, expr.anchor);
  const bool days = context.type(length).unit == types::DurationUnit::kDays;
  return days ? WithinDays(context, expr, date, length, anchor, span)
              : WithinMonths(context, expr, date, length, anchor, span);
}

Items Lower(Context& context, ExprId id, const ast::WithinExpr& expr) {
  return {LowerWindow(context, expr, LowerSingle(context, expr.date), context.span(id))};
}

}  // namespace sextant::lower
