#include "compiler/format/shapes.h"

#include <algorithm>

#include "compiler/format/styles.h"

namespace sextant::format {

using parse::Syntax;
using parse::SyntaxNode;

bool IsToken(const SyntaxNode& node) {
  return node.single() && node.rule.empty();
}

bool IsToken(const Syntax& syntax, const SyntaxNode& node, std::string_view text) {
  return IsToken(node) && syntax.tokens[node.first].text == text;
}

bool IsSeparator(const Syntax& syntax, const SyntaxNode& node) {
  return IsToken(syntax, node, ",") || IsToken(syntax, node, ";");
}

std::vector<Brackets> FindBrackets(const Syntax& syntax, const SyntaxNode& node) {
  std::vector<Brackets> found;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    const SyntaxNode& part = node.parts[i];
    if (IsToken(syntax, part, "{") || IsToken(syntax, part, "(") || IsToken(syntax, part, "[")) {
      open.push_back(i);
    } else if (!open.empty() && (IsToken(syntax, part, "}") || IsToken(syntax, part, ")") ||
                                 IsToken(syntax, part, "]"))) {
      found.push_back({open.back(), i});
      open.pop_back();
    }
  }
  return found;
}

namespace {

// A rule may hold several rows, which only their lines tell apart.
void AddRows(const Syntax& syntax, const SyntaxNode& rows, std::vector<SyntaxNode>& members) {
  bool first = true;
  for (const SyntaxNode& part : rows.parts) {
    if (first || (IsToken(syntax, part, "|") && syntax.tokens[part.first].begins_line)) {
      members.push_back({rows.rule, part.first, part.end, {}});
    }
    first = false;
    members.back().parts.push_back(part);
    members.back().end = part.end;
  }
}

}  // namespace

std::vector<SyntaxNode> MembersOf(const Syntax& syntax, const SyntaxNode& node, std::size_t open,
                                  std::size_t close) {
  std::vector<SyntaxNode> members;
  bool joins = false;  // the next word goes on with the member before it
  for (std::size_t i = open + 1; i < close; ++i) {
    const SyntaxNode& part = node.parts[i];
    if (IsSeparator(syntax, part)) {
      joins = false;
    } else if (IsRow(syntax, part)) {
      AddRows(syntax, part, members);
      joins = false;
    } else if (IsToken(part)) {
      if (!joins) {
        members.push_back({{}, part.first, part.end, {}});
      }
      SyntaxNode& member = members.back();
      member.parts.push_back(part);
      member.end = part.end;
      joins = true;
    } else if (joins && part.single()) {
      members.back().parts.push_back(part);
      members.back().end = part.end;
    } else {
      members.push_back(part);
      joins = false;
    }
  }
  return members;
}

bool IsBlock(const Syntax& syntax, const SyntaxNode& node, Brackets braces, bool declaration) {
  const std::vector<SyntaxNode> members = MembersOf(syntax, node, braces.open, braces.close);
  if (members.empty()) {
    return false;
  }
  if (declaration && !MayStandOnOneLine(node.rule)) {
    return true;
  }
  for (std::size_t i = 1; i < members.size(); ++i) {
    if (members[i].first == members[i - 1].end) {
      return true;
    }
  }
  return false;
}

bool IsChain(const Syntax& syntax, const SyntaxNode& node) {
  if (node.parts.size() < 3 || node.parts.size() % 2 == 0) {
    return false;
  }
  for (std::size_t i = 1; i < node.parts.size(); i += 2) {
    if (!IsToken(node.parts[i]) || !IsOperator(syntax.tokens[node.parts[i].first].text)) {
      return false;
    }
  }
  return true;
}

bool IsRow(const Syntax& syntax, const SyntaxNode& node) {
  return !node.single() && IsToken(syntax, node.parts.front(), "|");
}

}  // namespace sextant::format
