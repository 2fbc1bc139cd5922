#include "compiler/lower/expr.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

Items LowerNode(Context&, ExprId, const std::monostate&) {
  SEXTANT_CHECK(false, "an empty node");
  return {};
}
template <class Node>
Items LowerNode(Context& context, ExprId id, const Node& node) {
  return Lower(context, id, node);
}

}  // namespace

Items LowerExpr(Context& context, ExprId id) {
  return std::visit([&](const auto& node) { return LowerNode(context, id, node); },
                    context.program.tree->node(id));
}

InstId LowerSingle(Context& context, ExprId id) {
  const Items items = LowerExpr(context, id);
  SEXTANT_CHECK(items.size() == 1, "a series where one value is expected");
  return items.front();
}

Items LowerAs(Context& context, ExprId id, const Type& target) {
  if (context.type(id).kind == Kind::kMissing) {
    return {context.Missing(target, context.span(id))};
  }
  return ConvertAll(context, LowerExpr(context, id), target, context.span(id));
}

InstId LowerSingleAs(Context& context, ExprId id, const Type& target) {
  const Items items = LowerAs(context, id, target);
  SEXTANT_CHECK(items.size() == 1, "a series where one value is expected");
  return items.front();
}

InstId LowerStored(Context& context, ExprId id, const Type& target) {
  const InstId value = LowerSingleAs(context, id, target);
  return context.Add(Op::kStore, context.type(value), {value}, context.span(id));
}

InstId Convert(Context& context, InstId value, const Type& target, Span span) {
  const Type from = context.type(value);
  if (target.kind == Kind::kFloat && from.kind == Kind::kNumber) {
    Type real = Type::Float();
    real.optional = from.optional;
    return context.Add(Op::kToFloat, real, {value}, span);
  }
  if (from.is_exact() && target.scale > from.scale) {
    return context.Add(Op::kRescale, from.with_scale(target.scale), {value}, span);
  }
  return value;
}

Items ConvertAll(Context& context, Items values, const Type& target, Span span) {
  for (InstId& value : values) {
    value = Convert(context, value, target, span);
  }
  return values;
}

Type Meet(const Type& a, const Type& b) {
  if (a.kind == Kind::kMissing) {
    return b.item();
  }
  if (b.kind == Kind::kMissing) {
    return a.item();
  }
  const bool real = a.kind == Kind::kFloat || b.kind == Kind::kFloat;
  return real ? Type::Float() : a.item().required().with_scale(std::max(a.scale, b.scale));
}

}  // namespace sextant::lower
