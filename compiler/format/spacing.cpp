#include "compiler/format/spacing.h"

#include "compiler/format/shapes.h"
#include "compiler/format/styles.h"

namespace sextant::format {
namespace {

using parse::Syntax;
using parse::SyntaxNode;
using parse::SyntaxToken;
using parse::TokenKind;

bool OneOf(const std::string& text, std::initializer_list<std::string_view> signs) {
  for (const std::string_view sign : signs) {
    if (text == sign) {
      return true;
    }
  }
  return false;
}

bool ClosesTight(const std::string& text) {
  return OneOf(text, {")", "]", ",", ";", ".", "..", "%", "‰"});
}

// A minus in front of a number, not between two.
bool IsSign(const Syntax& syntax, const SyntaxNode& node, std::size_t part) {
  if (!IsToken(node.parts[part]) || syntax.tokens[node.parts[part].first].text != "-") {
    return false;
  }
  if (part == 0) {
    return true;
  }
  const SyntaxNode& before = node.parts[part - 1];
  const SyntaxToken& token = syntax.tokens[before.first];
  return IsToken(before) && !OneOf(token.text, {")", "]", "}", "%", "‰"}) &&
         (token.kind == TokenKind::kSign || token.kind == TokenKind::kReserved);
}

// `sum(x)`, `decimal(4)`: the parenthesis belongs to the word before it.
bool IsCall(const Syntax& syntax, const SyntaxNode& node, std::size_t part) {
  return syntax.tokens[node.parts[part].first].text == "(" &&
         (IsToken(node.parts[part]) || node.parts[part].rule == kScaleRule);
}

// `[ { … }, { … } ]`: brackets stand apart from the braces of rows.
bool HoldsRows(const Syntax& syntax, std::size_t right) {
  const std::string& before = syntax.tokens[right - 1].text;
  if (syntax.tokens[right].text != "]") {
    return before == "[" && syntax.tokens[right].text == "{";
  }
  return before == "}" || (before == "," && syntax.tokens[right - 2].text == "}");
}

bool IsYuan(const SyntaxToken& token) {
  return token.text == "元";
}

}  // namespace

bool SpaceBefore(const Syntax& syntax, const SyntaxNode& node, std::size_t part) {
  const SyntaxToken& left = syntax.tokens[node.parts[part].first - 1];
  const SyntaxToken& right = syntax.tokens[node.parts[part].first];
  if (HoldsRows(syntax, node.parts[part].first)) {
    return true;
  }
  if (ClosesTight(right.text) || OneOf(left.text, {"(", "[", ".", ".."})) {
    return false;
  }
  if (right.text == ":") {
    return HasSpacedColon(node.rule);
  }
  if (IsSign(syntax, node, part - 1)) {
    return right.text == "-";
  }
  return !(left.text == "{" && right.text == "}") && !IsCall(syntax, node, part) &&
         !(left.kind == TokenKind::kNumber && IsYuan(right));
}

}  // namespace sextant::format
