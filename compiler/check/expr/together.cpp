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
  return name != nullptr && IsNameHere(context, name->name.text);
}

// How much an operand waits for the other one to be typed.
enum class Waits : uint8_t {
  kNot,          // its text says what it is
  kIfDeclared,   // a declared name, which may also be a member of the other's enumeration
  kForTheOther,  // a name of nothing, so a member; or a choice among values with such a name
};

Waits WaitsOf(Context& context, ExprId id) {
  if (NamesMembers(context, id)) {
    return Waits::kForTheOther;
  }
  return IsDeclared(context, BareName(context, id)) ? Waits::kIfDeclared : Waits::kNot;
}

bool LeftGoesFirst(Context& context, const Operand& a, const Operand& b) {
  return WaitsOf(context, a.id) <= WaitsOf(context, b.id);
}

// A declared name that is no enumeration, beside one that has a member of that name.
bool MeansMember(Context& context, const Operand& operand, const Type& type, const Type& other) {
  const ast::NameExpr* name = BareName(context, operand.id);
  return name != nullptr && type.kind != Kind::kEnum && other.kind == Kind::kEnum &&
         context.program.enums.Find(other.enumeration, name->name.text).has_value();
}

}  // namespace

bool ReadEmptySet(Context& context, ExprId id, const Type& set) {
  const ast::NameExpr* name = BareName(context, id);
  if (set.kind != Kind::kSet || name == nullptr || name->name.text != "empty" ||
      IsDeclared(context, name)) {
    return false;
  }
  context.info(id) = {set.required(), {RefKind::kMember, 0, 0}, false};
  return true;
}

bool NamesMembers(Context& context, ExprId id) {
  if (!id.valid()) {
    return false;
  }
  const auto& node = context.tree.node(id);
  if (const auto* choice = std::get_if<ast::IfExpr>(&node)) {
    return NamesMembers(context, choice->then_value) || NamesMembers(context, choice->else_value);
  }
  if (const auto* otherwise = std::get_if<ast::OtherwiseExpr>(&node)) {
    return NamesMembers(context, otherwise->value) || NamesMembers(context, otherwise->fallback);
  }
  const auto* name = std::get_if<ast::NameExpr>(&node);
  return name != nullptr && name->name.text != "as_of" && name->name.text != "it" &&
         !IsDeclared(context, name);
}

std::pair<Type, Type> CheckTogether(Context& context, const Operand& a, const Operand& b,
                                    EnumId expected) {
  const bool left_first = LeftGoesFirst(context, a, b);
  const Operand& one = left_first ? a : b;
  const Operand& two = left_first ? b : a;
  Type first = CheckOperand(context, one, expected);
  if (first.is_error() && NamesMembers(context, two.id)) {
    return {first, first};  // the names may be members of what could not be typed
  }
  const bool has_members = first.kind == Kind::kEnum || first.kind == Kind::kSet;
  const EnumId hint = has_members ? first.enumeration : expected;
  const Type second =
      ReadEmptySet(context, two.id, first) ? first.required() : CheckOperand(context, two, hint);
  if (MeansMember(context, one, first, second)) {
    first = CheckOperand(context, one, second.enumeration);
  }
  return left_first ? std::pair(first, second) : std::pair(second, first);
}

}  // namespace sextant::check
