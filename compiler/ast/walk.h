#pragma once

#include <variant>

#include "compiler/ast/expr.h"

namespace sextant::ast {

namespace internal {

template <class F>
void Each(const NumberExpr&, F&&) {}
template <class F>
void Each(const BooleanExpr&, F&&) {}
template <class F>
void Each(const DateExpr&, F&&) {}
template <class F>
void Each(const TextExpr&, F&&) {}
template <class F>
void Each(const MissingExpr&, F&&) {}
template <class F>
void Each(const NameExpr&, F&&) {}
template <class F>
void Each(const MemberExpr&, F&&) {}
template <class F>
void Each(const std::monostate&, F&&) {}
template <class F>
void Each(const UnaryExpr& e, F&& f) {
  f(e.operand);
}
template <class F>
void Each(const BinaryExpr& e, F&& f) {
  f(e.left), f(e.right);
}
template <class F>
void Each(const InRangeExpr& e, F&& f) {
  f(e.value), f(e.low), f(e.high);
}
template <class F>
void Each(const HasExpr& e, F&& f) {
  f(e.set), f(e.member);
}
template <class F>
void Each(const StartsExpr& e, F&& f) {
  f(e.text);
}
template <class F>
void Each(const LimitedExpr& e, F&& f) {
  f(e.value), f(e.low), f(e.high);
}
template <class F>
void Each(const ConvertedExpr& e, F&& f) {
  f(e.value), f(e.rate);
}
template <class F>
void Each(const KnownExpr& e, F&& f) {
  f(e.value);
}
template <class F>
void Each(const OtherwiseExpr& e, F&& f) {
  f(e.value), f(e.fallback);
}
template <class F>
void Each(const IfExpr& e, F&& f) {
  f(e.condition), f(e.then_value), f(e.else_value);
}
template <class F>
void Each(const RoundedExpr& e, F&& f) {
  f(e.value), f(e.step);
}
template <class F>
void Each(const RatioExpr& e, F&& f) {
  f(e.numerator), f(e.denominator);
}
template <class F>
void Each(const MonthsExpr& e, F&& f) {
  f(e.from), f(e.to);
}
template <class F>
void Each(const WithinExpr& e, F&& f) {
  f(e.date), f(e.length), f(e.anchor);
}
template <class F>
void Each(const LastExpr& e, F&& f) {
  f(e.series);
}
template <class F>
void Each(const ItemExpr& e, F&& f) {
  f(e.series);
}
template <class F>
void Each(const ProjectExpr& e, F&& f) {
  f(e.list);
}
template <class F>
void Each(const AggregateExpr& e, F&& f) {
  f(e.series), f(e.filter);
}
template <class F>
void Each(const InExpr& e, F&& f) {
  f(e.value);
  for (ExprId item : e.items)
    f(item);
}
template <class F>
void Each(const PickExpr& e, F&& f) {
  for (ExprId item : e.items)
    f(item);
}

}  // namespace internal

// Calls f with each operand of the node, in source order. Operands that are not written are
// skipped.
template <class F>
void ForEachOperand(const ExprNode& node, F&& f) {
  const auto visit = [&f](ExprId id) {
    if (id.valid())
      f(id);
  };
  std::visit([&visit](const auto& expr) { internal::Each(expr, visit); }, node);
}

}  // namespace sextant::ast
