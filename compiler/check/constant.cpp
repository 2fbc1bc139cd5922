#include "compiler/check/constant.h"

#include <bit>
#include <charconv>

namespace sextant::check {
namespace {

using ast::ExprId;
using types::Kind;

// The literal under any number of signs, and whether they make it negative.
struct Signed {
  ExprId literal;
  bool negative = false;
};

Signed StripSigns(const Program& program, ExprId id) {
  Signed found{id, false};
  while (const auto* unary = std::get_if<ast::UnaryExpr>(&program.tree->node(found.literal))) {
    if (unary->op != ast::UnaryOp::kNegate || !unary->operand.valid()) {
      break;
    }
    found = {unary->operand, !found.negative};
  }
  return found;
}

std::optional<int64_t> NumberWord(const ast::NumberExpr& number, bool negative,
                                  const Type& target) {
  const Int128 digits = negative ? -number.digits : number.digits;
  if (target.kind == Kind::kFloat) {
    return std::bit_cast<int64_t>(NearestDouble(digits, number.scale));
  }
  if (!target.is_exact() || number.scale > target.scale) {
    return std::nullopt;
  }
  const auto word = CheckedMul(digits, PowerOfTen(target.scale - number.scale));
  return word && FitsInt64(*word) ? std::optional<int64_t>(static_cast<int64_t>(*word))
                                  : std::nullopt;
}

}  // namespace

double NearestDouble(Int128 word, int scale) {
  const std::string text = FormatDecimal(word, scale);
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool IsConstant(const Program& program, ExprId id) {
  if (!id.valid()) {
    return false;
  }
  const Signed inner = StripSigns(program, id);
  const ast::ExprNode& node = program.tree->node(inner.literal);
  if (std::holds_alternative<ast::NumberExpr>(node)) {
    return true;
  }
  if (inner.literal != id) {
    return false;
  }
  return std::holds_alternative<ast::BooleanExpr>(node) ||
         std::holds_alternative<ast::DateExpr>(node) ||
         std::holds_alternative<ast::TextExpr>(node) ||
         program.info(id).ref.kind == RefKind::kMember;
}

std::optional<int64_t> ConstantWord(const Program& program, ExprId id, const Type& target) {
  if (!IsConstant(program, id)) {
    return std::nullopt;
  }
  const Signed inner = StripSigns(program, id);
  const ast::ExprNode& node = program.tree->node(inner.literal);
  if (const auto* number = std::get_if<ast::NumberExpr>(&node)) {
    return NumberWord(*number, inner.negative, target);
  }
  if (program.info(id).type.kind != target.kind) {
    return std::nullopt;
  }
  if (const auto* boolean = std::get_if<ast::BooleanExpr>(&node)) {
    return boolean->value ? 1 : 0;
  }
  if (const auto* date = std::get_if<ast::DateExpr>(&node)) {
    return date->days;
  }
  if (program.info(id).ref.kind == RefKind::kMember) {
    return program.info(id).ref.part;
  }
  return std::nullopt;
}

}  // namespace sextant::check
