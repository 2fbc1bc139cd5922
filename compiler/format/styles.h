#pragma once

#include <cstdint>
#include <string_view>

// What is particular to the words and rules of the language; the rest follows from their shape. A
// new construct needs a line here only when it wants more: columns, clauses on lines of their own.
namespace sextant::format {

// Where a clause goes when its member does not fit on one line.
enum class Place : uint8_t {
  kBeside,  // on the first line
  kUnder,   // below the first clause
  kBelow,   // on a line of its own, indented below the member
};
struct ClauseStyle {
  std::string_view word;
  Place place;
};
// The style of the clause that `word` begins, or null.
const ClauseStyle* FindClause(std::string_view word);

struct RuleStyle {
  std::string_view rule;
  // Where columns begin that are aligned from line to line, beside every clause: before a sign, `;`
  // behind it, `1` behind the first part, `*` before every part that is a rule. Either of two signs
  // written together.
  std::string_view columns;
  bool together = false;  // when one member of a block does not fit on one line, all take several
  bool heads = false;     // first clauses are aligned even then
  bool apart = false;     // every clause has a line of its own, always
  bool stacked = false;   // the parts behind the first word stand below each other
};
// The style of a rule; one without columns for a rule that is not listed.
RuleStyle StyleOf(std::string_view rule);

// `name : type` rather than `name: value`.
bool HasSpacedColon(std::string_view rule);
// A declaration in braces that is short enough may stand on one line.
bool MayStandOnOneLine(std::string_view rule);
// The members of a list stand below each other when they do not fit beside each other.
bool IsColumnMember(std::string_view rule);
bool IsOperator(std::string_view word);

inline constexpr std::string_view kScaleRule = "scale";

}  // namespace sextant::format
