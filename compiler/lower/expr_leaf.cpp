#include "compiler/check/constant.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

namespace sextant::lower {
namespace {

using check::Ref;
using check::RefKind;

Items LowerField(Context& context, const Ref& ref, Span span) {
  const ir::Field& field = context.module.fields[ref.index];
  Items items;
  for (uint32_t i = 0; i < field.slot_count; ++i) {
    const uint32_t slot = field.first_slot + i;
    items.push_back(context.Add(Op::kSlot, context.module.slots[slot].type, {}, span, slot));
  }
  return items;
}

Items LowerRef(Context& context, ExprId id, const Ref& ref) {
  const Span span = context.span(id);
  if (const check::Assumption* assumed = context.purpose.Assumed(ref)) {
    return LowerAssumed(context, *assumed);
  }
  switch (ref.kind) {
    case RefKind::kField:
      return LowerField(context, ref, span);
    case RefKind::kParam:
      return {context.Add(Op::kParam, context.program.params[ref.index].type, {}, span, ref.index)};
    case RefKind::kLet:
      return LowerLet(context, ref.index);
    case RefKind::kDecision:
      return {context.Output(context.decision_index[ref.index], ref.part, span)};
    case RefKind::kMember:
      return {context.Const(context.type(id), ref.part)};
    case RefKind::kAsOf:
      return {context.AsOf(span)};
    case RefKind::kItem:
      return {*context.item};
    case RefKind::kRowField:
      return {LowerRowField(context, ref, span)};
    case RefKind::kBoundBy:
      return {LowerBoundBy(context, id, ref.index)};
    case RefKind::kPrevious:
      return {context.Slot(context.state_slots[ref.index] + ref.part, span)};
    case RefKind::kSince:
      return {context.Output(context.decision_index[ref.index], kSincePart, span)};
    case RefKind::kComputed:
      return {context.Output(context.computed_index[ref.index], 0, span)};
    case RefKind::kHeldBy:
      return {context.Output(context.decision_index[ref.index], kHeldByPart, span)};
    case RefKind::kList:  // only an aggregate takes one
    case RefKind::kNone:
      break;
  }
  SEXTANT_CHECK(false, "a name without a meaning");
}

// A named value, known to be there where an earlier condition proved it.
Items LowerNamed(Context& context, ExprId id) {
  const check::ExprInfo& info = context.program.info(id);
  Items items = LowerRef(context, id, info.ref);
  if (info.narrowed) {
    for (InstId& item : items) {
      item = context.Add(Op::kUnwrap, context.type(item).required(), {item}, context.span(id));
    }
  }
  return items;
}

}  // namespace

Items LowerRead(Context& context, ExprId id) {
  return LowerRef(context, id, context.program.info(id).ref);
}

Items Lower(Context& context, ExprId id, const ast::NumberExpr&) {
  const auto word = check::ConstantWord(context.program, id, context.type(id));
  SEXTANT_CHECK(word.has_value(), "a literal that does not fit its own type");
  return {context.Const(context.type(id), *word)};
}

Items Lower(Context& context, ExprId, const ast::BooleanExpr& expr) {
  return {context.Const(Type::Bool(), expr.value ? 1 : 0)};
}

Items Lower(Context& context, ExprId, const ast::DateExpr& expr) {
  return {context.Const(Type::Date(), expr.days)};
}

InstId LowerText(Context& context, const std::string& text) {
  const auto [it, added] = context.texts.emplace(text, context.module.texts.size());
  if (added) {
    context.module.texts.push_back(text);
  }
  return context.Const(Type::Text(), it->second);
}

Items Lower(Context& context, ExprId, const ast::TextExpr& expr) {
  return {LowerText(context, expr.value)};
}

Items Lower(Context&, ExprId, const ast::MissingExpr&) {
  SEXTANT_CHECK(false, "`missing` without a type");
}

Items Lower(Context& context, ExprId id, const ast::NameExpr&) {
  return LowerNamed(context, id);
}
Items Lower(Context& context, ExprId id, const ast::MemberExpr&) {
  return LowerNamed(context, id);
}

}  // namespace sextant::lower
