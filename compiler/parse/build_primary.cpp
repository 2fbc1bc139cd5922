#include "compiler/parse/build.h"

namespace sextant::parse {
namespace {

using ast::AggregateOp;
using Grammar = grammar::SextantParser;

constexpr int kMaxSeries = 1000;

template <class T>
T* As(Grammar::PrimaryContext* primary) {
  return dynamic_cast<T*>(primary);
}

}  // namespace

// By the word it begins with; `count` has `distinct` behind it or not.
AggregateOp Builder::OpOf(Context* words) {
  auto* second = words->children.size() > 1 ? dynamic_cast<Terminal*>(words->children[1]) : nullptr;
  switch (words->start->getType()) {
    case Grammar::SUM:
      return AggregateOp::kSum;
    case Grammar::AVERAGE:
      return AggregateOp::kAverage;
    case Grammar::LARGEST:
      return AggregateOp::kLargest;
    case Grammar::SMALLEST:
      return AggregateOp::kSmallest;
    case Grammar::ANY:
      return AggregateOp::kAnyOf;
    case Grammar::NONE:
      return AggregateOp::kNoneOf;
    case Grammar::LATEST:
      return AggregateOp::kLatest;
    case Grammar::MOST:
      return AggregateOp::kMostFrequent;
    default:
      return second != nullptr && second->getSymbol()->getType() == Grammar::DISTINCT
                 ? AggregateOp::kCountDistinct
                 : AggregateOp::kCount;
  }
}

ast::ExprId Builder::BuildExpr(Grammar::PrimaryContext* primary) {
  const source::Span span = Span(primary);
  if (auto* name = As<Grammar::NamePrimaryContext>(primary)) {
    return BuildNamed(name);
  }
  if (auto* number = As<Grammar::NumberPrimaryContext>(primary)) {
    return BuildNumber(number->number());
  }
  if (auto* paren = As<Grammar::ParenPrimaryContext>(primary)) {
    return BuildExpr(paren->expression());
  }
  if (auto* boolean = As<Grammar::BooleanPrimaryContext>(primary)) {
    return Add(span, ast::BooleanExpr{boolean->TRUE() != nullptr});
  }
  if (auto* date = As<Grammar::DatePrimaryContext>(primary)) {
    return BuildDate(date->DATE());
  }
  if (auto* text = As<Grammar::TextPrimaryContext>(primary)) {
    return Add(span, ast::TextExpr{BuildText(text->TEXT())});
  }
  if (auto* pick = As<Grammar::PickPrimaryContext>(primary)) {
    return BuildPick(pick);
  }
  if (auto* ratio = As<Grammar::RatioPrimaryContext>(primary)) {
    const ast::ExprId numerator = BuildExpr(ratio->expression(0));
    const ast::ExprId denominator = BuildExpr(ratio->expression(1));
    return Add(span, ast::RatioExpr{numerator, denominator}, {numerator, denominator});
  }
  if (auto* absolute = As<Grammar::AbsolutePrimaryContext>(primary)) {
    const ast::ExprId operand = BuildExpr(absolute->primary());
    return Add(span, ast::UnaryExpr{ast::UnaryOp::kAbsolute, operand}, {operand});
  }
  if (auto* last = As<Grammar::LastPrimaryContext>(primary)) {
    return BuildLast(last);
  }
  if (auto* item = As<Grammar::ItemPrimaryContext>(primary)) {
    return BuildItem(item);
  }
  if (auto* projection = As<Grammar::ProjectionPrimaryContext>(primary)) {
    const ast::ExprId list = BuildExpr(projection->primary());
    return Add(span, ast::ProjectExpr{BuildName(projection->fieldName()), list}, {list});
  }
  if (IsOf(primary)) {
    const ast::ExprId operand = BuildOfOperand(primary);
    return Add(span, ast::AggregateExpr{OpOf(primary), operand, {}, IsOfKnown(primary)}, {operand});
  }
  return BuildCall(static_cast<Grammar::CallPrimaryContext*>(primary));
}

ast::ExprId Builder::BuildNamed(Grammar::NamePrimaryContext* primary) {
  ast::Name first = BuildName(primary->name(0));
  if (primary->name().size() == 1) {
    return Add(Span(primary), ast::NameExpr{std::move(first)});
  }
  ast::MemberExpr member{std::move(first), BuildName(primary->name(1)), {}};
  if (primary->name(2) != nullptr) {
    member.part = BuildName(primary->name(2));
  }
  return Add(Span(primary), std::move(member));
}

ast::ExprId Builder::BuildPick(Grammar::PickPrimaryContext* primary) {
  ast::PickExpr pick;
  pick.smallest = primary->SMALLEST() != nullptr;
  for (auto* item : primary->expression()) {
    pick.items.push_back(BuildExpr(item));
  }
  const std::vector<ast::ExprId> children = pick.items;
  return Add(Span(primary), std::move(pick), children);
}

ast::ExprId Builder::BuildLast(Grammar::LastPrimaryContext* primary) {
  ast::LastExpr last;
  last.count = BuildCount(primary->NUMBER(), "the number of items", 1, kMaxSeries);
  last.count_span = Span(primary->NUMBER());
  last.series = BuildExpr(primary->primary());
  return Add(Span(primary), last, {last.series});
}

ast::ExprId Builder::BuildItem(Grammar::ItemPrimaryContext* primary) {
  ast::ItemExpr item;
  item.index = BuildCount(primary->NUMBER(), "the item", 1, kMaxSeries);
  item.index_span = Span(primary->NUMBER());
  item.series = BuildExpr(primary->primary());
  return Add(Span(primary), item, {item.series});
}

bool Builder::IsOf(Grammar::PrimaryContext* primary) {
  return As<Grammar::OfPrimaryContext>(primary) != nullptr ||
         As<Grammar::OfFieldPrimaryContext>(primary) != nullptr;
}

bool Builder::IsOfKnown(Grammar::PrimaryContext* primary) {
  auto* of = As<Grammar::OfPrimaryContext>(primary);
  return of != nullptr && of->KNOWN() != nullptr;
}

ast::ExprId Builder::BuildOfOperand(Grammar::PrimaryContext* primary) {
  if (auto* of = As<Grammar::OfPrimaryContext>(primary)) {
    return BuildExpr(of->primary());
  }
  auto* of = static_cast<Grammar::OfFieldPrimaryContext*>(primary);
  const ast::ExprId list = BuildExpr(of->primary());
  return Add(Span(of->fieldName()->start, of->stop),
             ast::ProjectExpr{BuildName(of->fieldName()), list}, {list});
}

ast::ExprId Builder::BuildCall(Grammar::CallPrimaryContext* primary) {
  ast::ExprId series = BuildExpr(primary->sum());
  if (auto* window = primary->window()) {
    const ast::ExprId length = BuildExpr(window->value(0));
    const ast::ExprId anchor = BuildExpr(window->value(1));
    series = Add(Span(primary->sum()->start, window->stop),
                 ast::WithinExpr{series, length, window->BEFORE() != nullptr, anchor},
                 {series, length, anchor});
  }
  const ast::ExprId filter =
      primary->expression() == nullptr ? ast::ExprId() : BuildExpr(primary->expression());
  const AggregateOp op = OpOf(primary->aggregate());
  const bool known = primary->KNOWN() != nullptr;
  return Add(Span(primary), ast::AggregateExpr{op, series, filter, known}, {series, filter});
}

ast::ExprId Builder::BuildMonths(Grammar::MonthsContext* months) {
  ast::MonthsExpr made;
  made.days = months->DAY() != nullptr;
  made.from = BuildExpr(months->sum(0));
  made.to = BuildExpr(months->sum(1));
  return Add(Span(months), made, {made.from, made.to});
}

}  // namespace sextant::parse
