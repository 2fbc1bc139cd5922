#pragma once

#include <vector>

#include "compiler/parse/syntax.h"

// What can be seen of a rule without knowing which construct it is.
namespace sextant::format {

// A token that stands for itself in its rule, not a name.
bool IsToken(const parse::SyntaxNode& node);
bool IsToken(const parse::Syntax& syntax, const parse::SyntaxNode& node, std::string_view text);
bool IsSeparator(const parse::Syntax& syntax, const parse::SyntaxNode& node);

// Two parts of a rule that are a bracket and its counterpart.
struct Brackets {
  std::size_t open = 0;
  std::size_t close = 0;
};
std::vector<Brackets> FindBrackets(const parse::Syntax& syntax, const parse::SyntaxNode& node);

// The row of a table, or several.
bool IsRow(const parse::Syntax& syntax, const parse::SyntaxNode& node);

// The members between the parts `open` and `close`, each with the separator behind it left out.
// Words of the rule itself between members make up a member, too; so does every row of a table.
std::vector<parse::SyntaxNode> MembersOf(const parse::Syntax& syntax, const parse::SyntaxNode& node,
                                         std::size_t open, std::size_t close);

// Whether the members within braces always stand on lines of their own: those of a declaration, and
// whatever is not separated by signs.
bool IsBlock(const parse::Syntax& syntax, const parse::SyntaxNode& node, Brackets braces,
             bool declaration);

// `a and b and c`: an operator between every two parts.
bool IsChain(const parse::Syntax& syntax, const parse::SyntaxNode& node);

}  // namespace sextant::format
