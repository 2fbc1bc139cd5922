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

// What other languages and tools call our types.
struct Alias {
  const char* word;
  const char* ours;
};
constexpr Alias kAliases[] = {
    {"int", "integer"},        {"long", "integer"},
    {"bigint", "integer"},     {"number", "decimal(4)"},
    {"numeric", "decimal(4)"}, {"double", "float"},
    {"real", "float"},         {"bool", "boolean"},
    {"string", "text"},        {"varchar", "text"},
    {"str", "text"},           {"percent", "rate"},
    {"percentage", "rate"},    {"amount", "money CNY"},
    {"enum", "one of { … }"},  {"category", "one of { … }"},
    {"datetime", "date"},      {"timestamp", "date"},
};

std::string Suggestion(const std::string& word) {
  for (const Alias& alias : kAliases) {
    if (word == alias.word) {
      return alias.ours;
    }
  }
  std::vector<std::string> words{"money", "one of", "series of", "list of"};
  for (const Spelling& type : kTypes) {
    words.emplace_back(type.word);
  }
  return diag::Nearest(word, words);
}

std::string UnknownHint(const std::string& word) {
  const std::string suggestion = Suggestion(word);
  if (!suggestion.empty()) {
    return "did you mean `" + suggestion + "`?";
  }
  return "types are integer, decimal(n), money CNY, rate, float, boolean, date, text, days, "
         "months, "
         "one of { … }, series of n … and list of …";
}

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
    type.name = TypeName::kOneOf;
    type.members = BuildNames(base->nameSet());
  } else if (base->LIST() != nullptr) {
    type.name = TypeName::kList;
    type.list_of = BuildName(base->name());
  } else if (base->currency() != nullptr) {
    type.name = TypeName::kMoney;
    const std::string currency = Text(base->currency()->start);
    type.currency = currency == "元" ? "CNY" : currency;
    if (base->scale() != nullptr) {
      type.scale = BuildCount(base->scale()->NUMBER(), "the number of places", 0, kMaxScale);
    }
  } else {
    BuildNamedType(base, type);
  }
}

void Builder::BuildNamedType(Grammar::BaseTypeContext* base, ast::TypeExpr& type) {
  const ast::Name name = BuildName(base->name());
  const auto known = std::find_if(std::begin(kTypes), std::end(kTypes),
                                  [&](const Spelling& type) { return name.text == type.word; });
  if (name.text == "money") {
    type.name = TypeName::kMoney;
    type.currency = "CNY";
    sink_.Report(Diag::kCurrencyMissing, name.span).Hint("write `money CNY`");
  } else if (known == std::end(kTypes)) {
    sink_.Report(Diag::kUnknownTypeName, name.span, {name.text}).Hint(UnknownHint(name.text));
  } else {
    type.name = known->name;
  }
  const bool decimal = type.name == TypeName::kDecimal;
  if (base->scale() != nullptr && decimal) {
    type.scale = BuildCount(base->scale()->NUMBER(), "the number of places", 0, kMaxScale);
  } else if (base->scale() != nullptr && known != std::end(kTypes)) {
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
