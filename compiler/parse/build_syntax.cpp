#include "compiler/parse/build_syntax.h"

namespace sextant::parse {
namespace {

using antlr4::ParserRuleContext;
using antlr4::tree::ParseTree;
using antlr4::tree::TerminalNode;

SyntaxNode BuildToken(TerminalNode* terminal, std::size_t shift) {
  SyntaxNode node;
  node.first = terminal->getSymbol()->getTokenIndex() + shift;
  node.end = node.first + 1;
  return node;
}

bool IsEnd(ParseTree* tree) {
  auto* terminal = dynamic_cast<TerminalNode*>(tree);
  return terminal != nullptr && terminal->getSymbol()->getType() == antlr4::Token::EOF;
}

}  // namespace

SyntaxNode BuildSyntax(ParseTree* tree, const std::vector<std::string>& rules, std::size_t shift) {
  if (auto* terminal = dynamic_cast<TerminalNode*>(tree)) {
    return BuildToken(terminal, shift);
  }
  SyntaxNode node;
  node.rule = rules[dynamic_cast<ParserRuleContext*>(tree)->getRuleIndex()];
  for (ParseTree* child : tree->children) {
    if (!IsEnd(child)) {
      SyntaxNode part = BuildSyntax(child, rules, shift);
      if (part.end > part.first) {
        node.parts.push_back(std::move(part));
      }
    }
  }
  if (node.parts.size() == 1) {
    SyntaxNode only = std::move(node.parts.front());
    only.rule = only.rule.empty() ? node.rule : only.rule;
    return only;
  }
  if (!node.parts.empty()) {
    node.first = node.parts.front().first;
    node.end = node.parts.back().end;
  }
  return node;
}

}  // namespace sextant::parse
