#include "compiler/format/styles.h"

#include <algorithm>
#include <iterator>

namespace sextant::format {
namespace {

constexpr ClauseStyle kClauses[] = {
    {"when", Place::kBeside},  {"otherwise", Place::kBeside}, {"keep", Place::kUnder},
    {"then", Place::kBelow},   {"because", Place::kBelow},    {"worth", Place::kBelow},
    {"unless", Place::kBelow}, {"needs", Place::kBelow},      {"formerly", Place::kBelow},
};

constexpr RuleStyle kRules[] = {
    {.rule = "field", .columns = ":"},
    {.rule = "strategyOutput", .columns = ":"},
    {.rule = "sourceItem", .columns = "1 *"},
    {.rule = "paramDecl", .columns = ":"},
    {.rule = "letDecl", .columns = ":="},
    {.rule = "guaranteeDecl", .columns = ":"},
    {.rule = "bandDecl", .columns = "= { ;"},
    {.rule = "bandMember", .columns = "1"},
    {.rule = "characteristic", .columns = "{", .together = true, .heads = true},
    {.rule = "stage", .columns = "", .together = true, .heads = true},
    {.rule = "moves", .columns = "", .stacked = true},
    {.rule = "move", .columns = "->"},
    {.rule = "arm", .columns = "1 :"},
    {.rule = "offer", .columns = "", .together = true, .apart = true},
    {.rule = "strategyRule", .columns = "", .together = true},
    {.rule = "reasonRule", .columns = "", .together = true},
    {.rule = "otherwiseRule", .columns = "", .together = true},
};

constexpr std::string_view kInline[] = {"bandDecl", "outputDecl", "mixDecl"};
constexpr std::string_view kColumnMembers[] = {"field", "strategyOutput"};
constexpr std::string_view kOperators[] = {"and", "or", "implies", "+", "-", "*", "/"};

template <std::size_t N>
bool Has(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

}  // namespace

const ClauseStyle* FindClause(std::string_view word) {
  const auto* found = std::find_if(std::begin(kClauses), std::end(kClauses),
                                   [&](const ClauseStyle& clause) { return clause.word == word; });
  return found == std::end(kClauses) ? nullptr : found;
}

RuleStyle StyleOf(std::string_view rule) {
  for (const RuleStyle& style : kRules) {
    if (style.rule == rule) {
      return style;
    }
  }
  return {.rule = rule, .columns = ""};
}

bool HasSpacedColon(std::string_view rule) {
  return rule.ends_with("Decl") || rule == "field" || rule == "strategyOutput" || rule == "arm";
}

bool MayStandOnOneLine(std::string_view rule) {
  return Has(kInline, rule);
}

bool IsColumnMember(std::string_view rule) {
  return Has(kColumnMembers, rule);
}

bool IsOperator(std::string_view word) {
  return Has(kOperators, word);
}

}  // namespace sextant::format
