#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/syntax.h"
#include "compiler/parse/tokens.h"

// The only door to ANTLR. Its exceptions, recursion and recovery stay behind it.
namespace sextant::parse {

inline constexpr std::size_t kMaxTokens = 2'000'000;

// Splits characters into tokens; reports and returns nothing when there are too many.
std::optional<Lexed> Lex(source::FileId file, Characters characters, diag::Sink& sink);

// The grammar's number for a token by its symbolic name, e.g. "EQUAL".
uint16_t TokenType(std::string_view symbolic_name);

// Parses one declaration and adds it to the tree, or reports its first mistake. Fills in `syntax`
// when it is given and there is none.
void ParseDeclaration(const Lexed& lexed, Chunk chunk, ast::Tree& tree, diag::Sink& sink,
                      SyntaxNode* syntax = nullptr);

// Parses the lines of a table's file into the table: the first is its head. Each line's first
// mistake is reported.
void ParseTable(const Lexed& lexed, const std::vector<Chunk>& lines, ast::TableDecl& table,
                ast::Tree& tree, diag::Sink& sink);

// How the grammar itself takes a declaration: whether SLL prediction is enough, and every ambiguity
// that exact LL prediction finds. For tests of the grammar.
struct GrammarReport {
  bool sll = false;
  bool ll = false;
  std::vector<std::string> ambiguities;
};
GrammarReport InspectGrammar(const Lexed& lexed, Chunk chunk);

}  // namespace sextant::parse
