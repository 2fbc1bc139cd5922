#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

Type CheckOperand(Context& context, const Operand& operand, EnumId expected) {
  const std::size_t before = context.place.facts.size();
  AddFacts(context, operand.facts);
  const Type type = CheckExpr(context, operand.id, expected);
  context.place.facts.resize(before);
  return type;
}

const ast::NameExpr* BareName(const Context& context, ExprId id) {
  return id.valid() ? std::get_if<ast::NameExpr>(&context.tree.node(id)) : nullptr;
}

bool IsDeclared(Context& context, const ast::NameExpr* name) {
  return name != nullptr && context.names.Find(name->name.text, context.place.owner) != nullptr;
}

// A bare name is typed after the other side, because it may be a member of its enumeration; of two
// bare names the declared one goes first, or else the left one.
bool LeftGoesFirst(Context& context, const Operand& a, const Operand& b) {
  const ast::NameExpr* left = BareName(context, a.id);
  const ast::NameExpr* right = BareName(context, b.id);
  return left == nullptr ||
         (right != nullptr && (IsDeclared(context, left) || !IsDeclared(context, right)));
}

// A declared name that is no enumeration, beside one that has a member of that name.
bool MeansMember(Context& context, const Operand& operand, const Type& type, const Type& other) {
  const ast::NameExpr* name = BareName(context, operand.id);
  return name != nullptr && type.kind != Kind::kEnum && other.kind == Kind::kEnum &&
         context.program.enums.Find(other.enumeration, name->name.text).has_value();
}

}  // namespace

std::pair<Type, Type> CheckTogether(Context& context, const Operand& a, const Operand& b,
                                    EnumId expected) {
  const bool left_first = LeftGoesFirst(context, a, b);
  const Operand& one = left_first ? a : b;
  const Operand& two = left_first ? b : a;
  Type first = CheckOperand(context, one, expected);
  if (first.is_error() && BareName(context, two.id) &&
      !IsDeclared(context, BareName(context, two.id))) {
    return {first, first};  // the name may be a member of what could not be typed
  }
  const EnumId hint = first.kind == Kind::kEnum ? first.enumeration : expected;
  const Type second = CheckOperand(context, two, hint);
  if (MeansMember(context, one, first, second)) {
    first = CheckOperand(context, one, second.enumeration);
  }
  return left_first ? std::pair(first, second) : std::pair(second, first);
}

}  // namespace sextant::check
