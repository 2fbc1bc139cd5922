#include <algorithm>

#include "compiler/parse/build.h"

namespace sextant::parse {

using ast::BinaryOp;
using diag::Diag;

namespace {

// The deepest expression tree later stages are asked to follow.
constexpr std::size_t kMaxDepth = 500;

}  // namespace

ast::ExprId Builder::AddAtDepth(source::Span span, ast::ExprNode node, std::size_t depth) {
  if (depth > kMaxDepth) {
    if (!too_long_reported_) {
      sink_.Report(Diag::kExpressionTooLong, span, {std::to_string(kMaxDepth)})
          .Hint("name parts of it with `let`, or use `in { … }`, `sum` or a scorecard");
    }
    too_long_reported_ = true;
    node = ast::MissingExpr{};
    depth = 1;
  }
  depths_.push_back(static_cast<uint16_t>(depth));
  return tree_.Add(span, std::move(node));
}

std::size_t Builder::DepthOf(ast::ExprId id) const {
  return id.valid() ? depths_[id.index() - first_expr_] : 0;
}

ast::ExprId Builder::Add(source::Span span, ast::ExprNode node,
                         std::initializer_list<ast::ExprId> children) {
  return Add(span, std::move(node), std::vector<ast::ExprId>(children));
}

ast::ExprId Builder::Add(source::Span span, ast::ExprNode node,
                         const std::vector<ast::ExprId>& children) {
  std::size_t depth = 0;
  for (const ast::ExprId child : children) {
    depth = std::max(depth, DepthOf(child));
  }
  return AddAtDepth(span, std::move(node), depth + 1);
}

ast::ExprId Builder::AddBinary(BinaryOp op, source::Span op_span, ast::ExprId left,
                               ast::ExprId right, source::Span span) {
  return Add(span, ast::BinaryExpr{op, left, right, op_span}, {left, right});
}

ast::ExprId Builder::BuildExpr(Grammar::ExpressionContext* expression) {
  if (expression->ifExpression() != nullptr) {
    return BuildExpr(expression->ifExpression());
  }
  const ast::ExprId left = BuildExpr(expression->disjunction());
  if (expression->IMPLIES() == nullptr) {
    return left;
  }
  const ast::ExprId right = BuildExpr(expression->expression());
  return AddBinary(BinaryOp::kImplies, Span(expression->IMPLIES()), left, right, Span(expression));
}

ast::ExprId Builder::BuildExpr(Grammar::IfExpressionContext* choice) {
  const ast::ExprId condition = BuildExpr(choice->expression(0));
  const ast::ExprId yes = BuildExpr(choice->expression(1));
  const ast::ExprId no = BuildExpr(choice->expression(2));
  return Add(Span(choice), ast::IfExpr{condition, yes, no}, {condition, yes, no});
}

ast::ExprId Builder::BuildExpr(Grammar::DisjunctionContext* disjunction) {
  const auto parts = disjunction->conjunction();
  const auto signs = disjunction->OR();
  ast::ExprId result = BuildExpr(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const ast::ExprId right = BuildExpr(parts[i]);
    result = AddBinary(BinaryOp::kOr, Span(signs[i - 1]), result, right,
                       Span(disjunction->start, parts[i]->stop));
  }
  return result;
}

ast::ExprId Builder::BuildExpr(Grammar::ConjunctionContext* conjunction) {
  const auto parts = conjunction->negation();
  const auto signs = conjunction->AND();
  ast::ExprId result = BuildExpr(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const ast::ExprId right = BuildExpr(parts[i]);
    result = AddBinary(BinaryOp::kAnd, Span(signs[i - 1]), result, right,
                       Span(conjunction->start, parts[i]->stop));
  }
  return result;
}

ast::ExprId Builder::BuildExpr(Grammar::NegationContext* negation) {
  if (negation->NOT() == nullptr) {
    return BuildExpr(negation->comparison());
  }
  const ast::ExprId operand = BuildExpr(negation->negation());
  return Add(Span(negation), ast::UnaryExpr{ast::UnaryOp::kNot, operand}, {operand});
}

ast::ExprId Builder::BuildExpr(Grammar::ValueContext* value) {
  ast::ExprId result = BuildExpr(value->sum());
  for (auto* tail : value->valueTail()) {
    const source::Span span = Span(value->start, tail->stop);
    if (auto* otherwise = dynamic_cast<Grammar::OtherwiseTailContext*>(tail)) {
      result = BuildOtherwise(result, otherwise, span);
    } else if (auto* limited = dynamic_cast<Grammar::LimitedTailContext*>(tail)) {
      result = BuildLimited(result, limited, span);
    } else if (auto* converted = dynamic_cast<Grammar::ConvertedTailContext*>(tail)) {
      const ast::ExprId rate = BuildExpr(converted->sum());
      result = Add(span, ast::ConvertedExpr{result, BuildCurrency(converted->currency()), rate},
                   {result, rate});
    } else {
      result = BuildRounded(result, static_cast<Grammar::RoundedTailContext*>(tail), span);
    }
  }
  return result;
}

ast::ExprId Builder::BuildOtherwise(ast::ExprId value, Grammar::OtherwiseTailContext* tail,
                                    source::Span span) {
  const ast::ExprId fallback = BuildExpr(tail->sum());
  return Add(span, ast::OtherwiseExpr{value, fallback}, {value, fallback});
}

ast::ExprId Builder::BuildLimited(ast::ExprId value, Grammar::LimitedTailContext* tail,
                                  source::Span span) {
  const ast::ExprId low = BuildExpr(tail->sum(0));
  const ast::ExprId high = BuildExpr(tail->sum(1));
  return Add(span, ast::LimitedExpr{value, low, high}, {value, low, high});
}

namespace {

RoundingMode ModeOf(Builder::Grammar::RoundingContext* rounding) {
  if (rounding == nullptr || rounding->EVEN() != nullptr) {
    return RoundingMode::kHalfEven;
  }
  if (rounding->HALF() != nullptr) {
    return RoundingMode::kHalfUp;
  }
  return rounding->DOWN() != nullptr ? RoundingMode::kDown : RoundingMode::kUp;
}

}  // namespace

ast::ExprId Builder::BuildRounded(ast::ExprId value, Grammar::RoundedTailContext* tail,
                                  source::Span span) {
  ast::RoundedExpr rounded;
  rounded.value = value;
  rounded.mode = ModeOf(tail->rounding());
  if (tail->PLACES() != nullptr) {
    rounded.places = BuildCount(tail->NUMBER(), "the number of places", 0, kMaxScale);
  } else {
    rounded.step = BuildExpr(tail->primary());
  }
  return Add(span, rounded, {value, rounded.step});
}

ast::ExprId Builder::BuildExpr(Grammar::SumContext* sum) {
  if (sum->months() != nullptr) {
    return BuildMonths(sum->months());
  }
  const auto parts = sum->product();
  ast::ExprId result = BuildExpr(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto* sign = static_cast<Terminal*>(sum->children[2 * i - 1]);
    const bool plus = sign->getSymbol()->getType() == Grammar::PLUS;
    const ast::ExprId right = BuildExpr(parts[i]);
    result = AddBinary(plus ? BinaryOp::kAdd : BinaryOp::kSubtract, Span(sign), result, right,
                       Span(sum->start, parts[i]->stop));
  }
  return result;
}

ast::ExprId Builder::BuildExpr(Grammar::ProductContext* product) {
  const auto parts = product->unary();
  ast::ExprId result = BuildExpr(parts[0]);
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto* sign = static_cast<Terminal*>(product->children[2 * i - 1]);
    const bool star = sign->getSymbol()->getType() == Grammar::STAR;
    const ast::ExprId right = BuildExpr(parts[i]);
    result = AddBinary(star ? BinaryOp::kMultiply : BinaryOp::kDivide, Span(sign), result, right,
                       Span(product->start, parts[i]->stop));
  }
  return result;
}

ast::ExprId Builder::BuildExpr(Grammar::UnaryContext* unary) {
  if (unary->primary() != nullptr) {
    return BuildExpr(unary->primary());
  }
  const ast::ExprId operand = BuildExpr(unary->unary());
  return Add(Span(unary), ast::UnaryExpr{ast::UnaryOp::kNegate, operand}, {operand});
}

}  // namespace sextant::parse
