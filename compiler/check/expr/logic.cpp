#include "compiler/check/constant.h"
#include "compiler/check/expr/operators.h"

namespace sextant::check {
namespace {

using ast::BinaryOp;

std::vector<Fact> Union(std::vector<Fact> a, const std::vector<Fact>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

bool CanBeProved(const Ref& ref) {
  return ref.kind == RefKind::kField || ref.kind == RefKind::kRowField ||
         ref.kind == RefKind::kLet || ref.kind == RefKind::kParam ||
         ref.kind == RefKind::kDecision || ref.kind == RefKind::kPrevious ||
         ref.kind == RefKind::kHeldBy;
}

// Whether `0 op constant` holds.
bool HoldsAtZero(BinaryOp op, int64_t constant) {
  switch (op) {
    case BinaryOp::kEqual:
      return constant == 0;
    case BinaryOp::kNotEqual:
      return constant != 0;
    case BinaryOp::kLess:
      return 0 < constant;
    case BinaryOp::kLessEqual:
      return 0 <= constant;
    case BinaryOp::kGreater:
      return 0 > constant;
    default:
      return 0 >= constant;
  }
}

// `x > 0 CNY` proves x not zero when it holds, `x <= 0 CNY` when it does not: a name is not zero on
// the side where 0 itself would not be.
Facts OfComparison(Context& context, const ast::BinaryExpr& expr) {
  const Ref ref = context.info(expr.left).ref;
  const Type type = context.info(expr.left).type;
  if (!CanBeProved(ref) || !(type.is_exact() || type.kind == Kind::kFloat)) {
    return {};
  }
  // In its own scale: only the sign is of interest.
  const auto constant = ConstantWord(context.program, expr.right, context.info(expr.right).type);
  if (!constant) {
    return {};
  }
  const bool at_zero = HoldsAtZero(expr.op, *constant);
  const Fact fact{Fact::kNotZero, ref};
  return at_zero ? Facts{{}, {fact}} : Facts{{fact}, {}};
}

Facts OfBinary(Context& context, const ast::BinaryExpr& expr) {
  switch (expr.op) {
    case BinaryOp::kAnd:
      return {Union(FactsOf(context, expr.left).when_true, FactsOf(context, expr.right).when_true),
              {}};
    case BinaryOp::kOr:
      return {
          {},
          Union(FactsOf(context, expr.left).when_false, FactsOf(context, expr.right).when_false)};
    case BinaryOp::kImplies:
      return {
          {},
          Union(FactsOf(context, expr.left).when_true, FactsOf(context, expr.right).when_false)};
    case BinaryOp::kAdd:
    case BinaryOp::kSubtract:
    case BinaryOp::kMultiply:
    case BinaryOp::kDivide:
      return {};
    default:
      return OfComparison(context, expr);
  }
}

}  // namespace

Facts FactsOf(Context& context, ExprId condition) {
  if (!condition.valid()) {
    return {};
  }
  const ast::ExprNode& node = context.tree.node(condition);
  if (const auto* known = std::get_if<ast::KnownExpr>(&node)) {
    const Ref ref = known->value.valid() ? context.info(known->value).ref : Ref{};
    if (!CanBeProved(ref)) {
      return {};
    }
    const Fact fact{Fact::kKnown, ref};
    return known->known ? Facts{{fact}, {}} : Facts{{}, {fact}};
  }
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    Facts inner = unary->op == ast::UnaryOp::kNot ? FactsOf(context, unary->operand) : Facts{};
    return {inner.when_false, inner.when_true};
  }
  const auto* binary = std::get_if<ast::BinaryExpr>(&node);
  return binary == nullptr ? Facts{} : OfBinary(context, *binary);
}

void AddFacts(Context& context, const std::vector<Fact>& facts) {
  context.place.facts.insert(context.place.facts.end(), facts.begin(), facts.end());
}

Type CheckLogic(Context& context, const Site&, const ast::BinaryExpr& expr) {
  CheckCondition(context, expr.left);
  const std::size_t before = context.place.facts.size();
  const Facts facts = FactsOf(context, expr.left);
  // The right side is reached only when the left one has not decided.
  AddFacts(context, expr.op == BinaryOp::kOr ? facts.when_false : facts.when_true);
  CheckCondition(context, expr.right);
  context.place.facts.resize(before);
  return Type::Bool();
}

}  // namespace sextant::check
