#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/parse/tokens.h"

// The text of a file as the grammar sees it, comments included: for what rewrites text, and so has
// to keep everything the author wrote. What a strategy means is in the syntax tree (parse.h).
namespace sextant::parse {

struct Comment {
  std::string text;          // from `#` to the end of its line, without blanks at the end
  bool blank_above = false;  // an empty line stands above it
};

// A word, number, text or sign, with full-width forms exchanged.
struct SyntaxToken {
  TokenKind kind = TokenKind::kEnd;
  std::string text;
  std::vector<Comment> above;  // comments on lines of their own, between the token before and this
  std::string beside;          // the comment behind it on its line, or nothing
  bool blank_above = false;    // an empty line stands above it, below its comments
  bool begins_line = false;    // as the rows of a table do
};

// A rule of the grammar that holds tokens [first, end), or a single token. A rule with one part
// only is left out in favour of that part.
struct SyntaxNode {
  std::string_view rule;  // "letDecl", "conjunction", …; empty for a token that stands for itself
  std::size_t first = 0;
  std::size_t end = 0;
  std::vector<SyntaxNode> parts;  // empty for a single token

  bool single() const { return parts.empty(); }
};

struct Syntax {
  std::vector<SyntaxToken> tokens;  // the last one is the end of the file
  std::vector<SyntaxNode> declarations;
};

// A number with its suffix and unit, which have to stand on one line.
bool IsNumber(const Syntax& syntax, const SyntaxNode& node);

// Reads one file; reports and returns nothing when it has a mistake in its syntax. A file without a
// declaration is none.
std::optional<Syntax> ReadSyntax(const source::Manager& sources, source::FileId file,
                                 diag::Sink& sink);

}  // namespace sextant::parse
