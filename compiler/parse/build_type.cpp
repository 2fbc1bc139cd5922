#include <algorithm>
#include <iterator>

#include "compiler/parse/build.h"
#include "compiler/support/int128.h"

namespace sextant::parse {
namespace {

using ast::TypeName;
using diag::Diag;

constexpr int kMaxSeries = 1000;

struct Spelling {
  const char* word;
  TypeName name;
};
constexpr Spelling kTypes[] = {
    {"integer", TypeName::kInteger}, {"decimal", TypeName::kDecimal}, {"rate", TypeName::kRate},
    {"float", TypeName::kFloat},     {"boolean", TypeName::kBoolean}, {"date", TypeName::kDate},
    {"text", TypeName::kText},       {"days", TypeName::kDays},       {"months", TypeName::kMonths},
};

}  // namespace

ast::TypeExpr Builder::BuildType(Grammar::TypeContext* context) {
  ast::TypeExpr type;
  type.span = Span(context);
  if (context->SERIES() != nullptr) {
    type.series = BuildCount(context->NUMBER(), "the length of a series", 1, kMaxSeries);
  }
  BuildBaseType(context->baseType(), type);
  for (auto* range : context->range()) {
    AddRange(range, type);
  }
  for (Terminal* optional : context->OPTIONAL()) {
    if (type.optional) {
      ReportTwice("`optional`", Span(optional));
    }
    type.optional = true;
  }
  return type;
}

void Builder::BuildBaseType(Grammar::BaseTypeContext* base, ast::TypeExpr& type) {
  if (base->nameSet() != nullptr) {
    type.name = base->ONE() != nullptr ? TypeName::kOneOf : TypeName::kSet;
    type.consents = base->CONSENTS() != nullptr;
    type.members = BuildNames(base->nameSet());
  } else if (base->LIST() != nullptr) {
    type.name = TypeName::kList;
    type.list_of = BuildName(base->name());
  } else if (base->OF() != nullptr) {
    type.name = TypeName::kSet;
    type.consents = base->CONSENTS() != nullptr;
    type.enumeration = BuildPath(base->path());
  } else if (base->currency() != nullptr) {
    type.name = TypeName::kMoney;
    type.currency = BuildCurrency(base->currency()).text;
    if (base->scale() != nullptr) {
      type.scale = BuildCount(base->scale()->NUMBER(), "the number of places", 0, kMaxScale);
    }
  } else {
    BuildNamedType(base, type);
  }
}

ast::Name Builder::BuildCurrency(Grammar::CurrencyContext* currency) {
  const std::string text = Text(currency->start);
  return {text == "元" ? "CNY" : text, Span(currency)};
}

void Builder::BuildNamedType(Grammar::BaseTypeContext* base, ast::TypeExpr& type) {
  const ast::Name name = BuildPath(base->path());
  const auto known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const Spelling& type) { return name.text == type.word; });
  if (name.text == "money") {
    type.name = TypeName::kMoney;
    type.currency = "CNY";
    sink_.Report(Diag::kCurrencyMissing, name.span).Hint("write `money CNY`");
  } else if (known == std::end(kTypes)) {
    type.name = TypeName::kNamed;  // an enumeration, as checking will see
    type.enumeration = name;
  } else {
    type.name = known->name;
  }
  const bool decimal = type.name == TypeName::kDecimal;
  if (base->scale() != nullptr && decimal) {
    type.scale = BuildCount(base->scale()->NUMBER(), "the number of places", 0, kMaxScale);
  } else if (base->scale() != nullptr && name.text != "money") {
    sink_.Report(Diag::kUnknownTypeName, Span(base), {name.text + "(…)"})
        .Hint("only `decimal` and `money` have a number of places");
  } else if (decimal) {
    type.scale = 0;
    sink_.Report(Diag::kUnknownTypeName, name.span, {name.text})
        .Hint("say how many places it has: `decimal(4)`");
  }
}

void Builder::AddRange(Grammar::RangeContext* range, ast::TypeExpr& type) {
  const source::Span span = Span(range);
  if (range->IN() != nullptr) {
    const Ends ends = BuildEnds(range->bound(0), range->bound(1));
    SetBound(type.low, "the lower bound", {ends.low, true}, span);
    SetBound(type.high, "the upper bound", {ends.high, true}, span);
    return;
  }
  const bool low = range->ABOVE() != nullptr || range->LEAST() != nullptr;
  const ast::Bound bound{BuildBound(range->bound(0)), range->AT() != nullptr};
  SetBound(low ? type.low : type.high, low ? "the lower bound" : "the upper bound", bound, span);
}

void Builder::SetBound(std::optional<ast::Bound>& side, const std::string& what, ast::Bound bound,
                       source::Span span) {
  if (side) {
    ReportTwice(what, span);
  }
  side = bound;
}

void Builder::ReportTwice(const std::string& what, source::Span span) {
  sink_.Report(Diag::kGivenTwice, span, {what}).Hint("leave one of them out");
}

}  // namespace sextant::parse
