#include "compiler/parse/build.h"

namespace sextant::parse {
namespace {

using ast::BinaryOp;
using diag::Diag;
using Grammar = grammar::SextantParser;

BinaryOp SignOf(std::size_t type) {
  switch (type) {
    case Grammar::EQUAL:
      return BinaryOp::kEqual;
    case Grammar::NOT_EQUAL:
      return BinaryOp::kNotEqual;
    case Grammar::LESS:
      return BinaryOp::kLess;
    case Grammar::LESS_EQUAL:
      return BinaryOp::kLessEqual;
    case Grammar::GREATER:
      return BinaryOp::kGreater;
    default:
      return BinaryOp::kGreaterEqual;
  }
}

// Whether `count of s` is the last operand: `1 + count of s with …`.
bool EndsWithOf(Grammar::ValueContext* value) {
  if (value->sum()->months() != nullptr || !value->valueTail().empty()) {
    return false;
  }
  Grammar::UnaryContext* unary = value->sum()->product().back()->unary().back();
  while (unary->unary() != nullptr) {
    unary = unary->unary();
  }
  return dynamic_cast<Grammar::OfPrimaryContext*>(unary->primary()) != nullptr ||
         dynamic_cast<Grammar::OfFieldPrimaryContext*>(unary->primary()) != nullptr;
}

}  // namespace

ast::ExprId Builder::BuildExpr(Grammar::ComparisonContext* comparison) {
  if (comparison->MISSING() != nullptr) {
    return Add(Span(comparison), ast::MissingExpr{});
  }
  Grammar::UnaryContext* unary = OnlyUnary(comparison->value());
  if (unary != nullptr && IsOf(unary->primary())) {
    return BuildAggregate(unary->primary(), comparison);
  }
  if (comparison->WITH() != nullptr) {
    ReportFilter(comparison);
  }
  return BuildTails(BuildExpr(comparison->value()), comparison, 0);
}

ast::ExprId Builder::BuildTails(ast::ExprId left, Grammar::ComparisonContext* comparison,
                                std::size_t next) {
  const auto tails = comparison->comparisonTail();
  if (tails.size() > next + 1) {
    sink_.Report(Diag::kChainedComparison, Span(tails[next + 1]))
        .Label(Span(comparison->start, tails[next]->stop), "already compared here")
        .Hint("compare twice and join with `and`, or write `x in low..high`");
  }
  return tails.size() <= next ? left : BuildTail(left, comparison->start, tails[next]);
}

// A filter ends what belongs to the aggregate, a window does not: `count of l within … >= 3`.
ast::ExprId Builder::BuildAggregate(Grammar::PrimaryContext* of,
                                    Grammar::ComparisonContext* comparison) {
  const auto tails = comparison->comparisonTail();
  ast::ExprId operand = BuildOfOperand(of);
  ast::ExprId filter;
  std::size_t next = 0;
  if (!tails.empty()) {
    if (auto* window = dynamic_cast<Grammar::WithinTailContext*>(tails[0])) {
      operand = BuildWithin(operand, window, source::Join(tree_.span(operand), Span(window)));
      next = 1;
    }
  }
  if (comparison->WITH() != nullptr && next < tails.size()) {
    ReportFilter(comparison);
  } else if (comparison->WITH() != nullptr) {
    filter = BuildExpr(comparison->negation());
  }
  const antlr4::Token* last = filter.valid() ? comparison->stop
                              : next > 0     ? tails[0]->stop
                                             : of->stop;
  const ast::AggregateOp op = OpOf(of);
  const ast::ExprId aggregate =
      Add(Span(of->start, last), ast::AggregateExpr{op, operand, filter, IsOfKnown(of)},
          {operand, filter});
  return BuildTails(aggregate, comparison, next);
}

ast::ExprId Builder::BuildTail(ast::ExprId left, const antlr4::Token* start,
                               Grammar::ComparisonTailContext* tail) {
  const source::Span span = Span(start, tail->stop);
  if (auto* sign = dynamic_cast<Grammar::SignTailContext*>(tail)) {
    return BuildSign(left, sign, span);
  }
  if (auto* is = dynamic_cast<Grammar::IsTailContext*>(tail)) {
    return BuildIs(left, is, span);
  }
  if (auto* set = dynamic_cast<Grammar::SetTailContext*>(tail)) {
    return BuildSet(left, set, span);
  }
  if (auto* range = dynamic_cast<Grammar::RangeTailContext*>(tail)) {
    return BuildRange(left, range, span);
  }
  if (auto* starts = dynamic_cast<Grammar::StartsTailContext*>(tail)) {
    return Add(span, ast::StartsExpr{left, BuildText(starts->TEXT())}, {left});
  }
  if (auto* has = dynamic_cast<Grammar::HasTailContext*>(tail)) {
    const ast::ExprId member = BuildExpr(has->value());
    return Add(span, ast::HasExpr{left, member}, {left, member});
  }
  return BuildWithin(left, static_cast<Grammar::WithinTailContext*>(tail), span);
}

ast::ExprId Builder::BuildSign(ast::ExprId left, Grammar::SignTailContext* tail,
                               source::Span span) {
  const ast::ExprId right = BuildExpr(tail->value());
  const BinaryOp op = SignOf(tail->comparisonSign()->start->getType());
  return AddBinary(op, Span(tail->comparisonSign()), left, right, span);
}

ast::ExprId Builder::BuildIs(ast::ExprId left, Grammar::IsTailContext* tail, source::Span span) {
  const bool negated = tail->NOT() != nullptr;
  if (tail->value() == nullptr) {
    const bool known = (tail->KNOWN() != nullptr) != negated;
    return Add(span, ast::KnownExpr{left, known}, {left});
  }
  const ast::ExprId right = BuildExpr(tail->value());
  Terminal* last = negated ? tail->NOT() : tail->IS();
  const source::Span op_span = Span(tail->IS()->getSymbol(), last->getSymbol());
  return AddBinary(negated ? BinaryOp::kNotEqual : BinaryOp::kEqual, op_span, left, right, span);
}

ast::ExprId Builder::BuildSet(ast::ExprId left, Grammar::SetTailContext* tail, source::Span span) {
  ast::InExpr in;
  in.value = left;
  in.negated = tail->NOT() != nullptr;
  for (auto* item : tail->value()) {
    in.items.push_back(BuildExpr(item));
  }
  std::vector<ast::ExprId> children = in.items;
  children.push_back(in.value);
  return Add(span, std::move(in), children);
}

ast::ExprId Builder::BuildRange(ast::ExprId left, Grammar::RangeTailContext* tail,
                                source::Span span) {
  ast::InRangeExpr range;
  range.value = left;
  range.low = BuildLow(tail->value(0), tail->value(1));
  range.high = BuildExpr(tail->value(1));
  range.negated = tail->NOT() != nullptr;
  return Add(span, range, {range.value, range.low, range.high});
}

ast::ExprId Builder::BuildWithin(ast::ExprId date, Grammar::WithinTailContext* tail,
                                 source::Span span) {
  ast::WithinExpr within;
  within.date = date;
  within.length = BuildExpr(tail->value(0));
  within.before = tail->BEFORE() != nullptr;
  within.anchor = BuildExpr(tail->value(1));
  return Add(span, within, {within.date, within.length, within.anchor});
}

Builder::Grammar::UnaryContext* Builder::OnlyUnary(Grammar::ValueContext* value) {
  if (!value->valueTail().empty() || value->sum()->product().size() != 1) {
    return nullptr;
  }
  Grammar::ProductContext* product = value->sum()->product(0);
  return product->unary().size() == 1 ? product->unary(0) : nullptr;
}

// The number literal a value consists of, apart from a sign.
Builder::Context* Builder::OnlyNumber(Grammar::ValueContext* value) {
  Grammar::UnaryContext* unary = OnlyUnary(value);
  if (unary != nullptr && unary->unary() != nullptr) {
    unary = unary->unary();
  }
  auto* number =
      unary == nullptr ? nullptr : dynamic_cast<Grammar::NumberPrimaryContext*>(unary->primary());
  return number == nullptr ? nullptr : number->number();
}

// `1_000..5_000 CNY`: the unit of the upper end stands for both, when both are literals.
ast::ExprId Builder::BuildLow(Grammar::ValueContext* low, Grammar::ValueContext* high) {
  Context* low_number = OnlyNumber(low);
  Context* high_number = OnlyNumber(high);
  if (low_number == nullptr || high_number == nullptr) {
    return BuildExpr(low);
  }
  CheckRatios(low_number, high_number);
  const ast::ExprId number = BuildNumber(low_number, UnitOf(high_number));
  if (low_number->start == low->start) {
    return number;
  }
  return Add(Span(low), ast::UnaryExpr{ast::UnaryOp::kNegate, number}, {number});
}

void Builder::ReportFilter(Grammar::ComparisonContext* comparison) {
  const bool inside = EndsWithOf(comparison->value());
  sink_.Report(Diag::kWithWithoutOf, Span(comparison->WITH()), {"this value"})
      .Label(Span(comparison->value()), "filtered here")
      .Hint(inside ? "put `count of … with …` in parentheses"
                   : "write `count of series with it > 0`, or `sum(series with it > 0)`");
}

}  // namespace sextant::parse
