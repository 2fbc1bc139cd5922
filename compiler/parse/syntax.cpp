#include "compiler/parse/syntax.h"

#include <algorithm>

#include "compiler/parse/antlr_bridge.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/chunks.h"
#include "compiler/parse/slips.h"

namespace sextant::parse {
namespace {

// Finds the comments between the tokens; the lexer has skipped them.
class CommentReader {
 public:
  CommentReader(const Lexed& lexed, std::vector<SyntaxToken>& tokens)
      : lexed_(lexed), tokens_(tokens) {}

  void Run() {
    uint32_t at = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      ReadGap(at, i);
      at = lexed_.tokens[i].end;
    }
  }

 private:
  // What stands between the token before `next` and `next`.
  void ReadGap(uint32_t at, std::size_t next) {
    int line_ends = 0;  // since the token or comment before
    bool behind = next > 0;
    for (; at < lexed_.tokens[next].begin; ++at) {
      const char32_t c = lexed_.characters.scalars[at];
      if (c == '\n') {
        ++line_ends;
        behind = false;
      } else if (c == '#') {
        std::string text = CommentAt(at);
        if (behind) {
          tokens_[next - 1].beside = std::move(text);
        } else {
          tokens_[next].above.push_back({std::move(text), line_ends > 1});
        }
        line_ends = 0;
      }
    }
    tokens_[next].blank_above = line_ends > 1;
    tokens_[next].begins_line = next == 0 || line_ends > 0;
  }

  // Leaves `at` on the comment's last character.
  std::string CommentAt(uint32_t& at) const {
    const uint32_t begin = at;
    const std::u32string& scalars = lexed_.characters.scalars;
    while (at + 1 < scalars.size() && scalars[at + 1] != '\n') {
      ++at;
    }
    std::string text = lexed_.text(begin, at + 1);
    text.erase(text.find_last_not_of(" \t\r") + 1);
    return text;
  }

  const Lexed& lexed_;
  std::vector<SyntaxToken>& tokens_;
};

std::vector<SyntaxToken> ReadTokens(const Lexed& lexed) {
  std::vector<SyntaxToken> tokens;
  tokens.reserve(lexed.tokens.size());
  for (const Token& token : lexed.tokens) {
    SyntaxToken made;
    made.kind = token.kind;
    made.text = lexed.text(token);
    tokens.push_back(std::move(made));
  }
  CommentReader(lexed, tokens).Run();
  return tokens;
}

}  // namespace

bool IsNumber(const Syntax& syntax, const SyntaxNode& node) {
  if (syntax.tokens[node.first].kind != TokenKind::kNumber) {
    return false;
  }
  return node.single() ||
         (node.parts.front().rule.empty() &&
          std::all_of(node.parts.begin() + 1, node.parts.end(),
                      [](const SyntaxNode& part) { return part.single() && !part.rule.empty(); }));
}

std::optional<Syntax> ReadSyntax(const source::Manager& sources, source::FileId file,
                                 diag::Sink& sink) {
  std::optional<Characters> characters = ReadCharacters(sources, file, sink);
  if (!characters) {
    return std::nullopt;
  }
  std::optional<Lexed> lexed = Lex(file, std::move(*characters), sink);
  if (!lexed) {
    return std::nullopt;
  }
  Syntax syntax;
  syntax.tokens = ReadTokens(*lexed);
  ReportSlips(*lexed, sink);
  // Building the tree finds mistakes that the grammar lets through.
  ast::Tree tree;
  for (const Chunk chunk : SplitDeclarations(*lexed, sink)) {
    if (sink.error_count() >= diag::Sink::kMaxErrors) {
      break;
    }
    if (CheckNesting(*lexed, chunk, sink)) {
      SyntaxNode node;
      ParseDeclaration(*lexed, chunk, tree, sink, &node);
      syntax.declarations.push_back(std::move(node));
    }
  }
  if (sink.has_errors()) {
    return std::nullopt;
  }
  return syntax;
}

}  // namespace sextant::parse
