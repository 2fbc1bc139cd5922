#pragma once

#include <antlr4-runtime.h>

#include <typeinfo>
#include <utility>
#include <vector>

namespace sextant::grammar {

// The base of all contexts of the generated parser. It finds children as its own base does, but
// asks each type only once whether it is the one that is looked for: a cast that the run-time has
// to work out, a hundred nanoseconds each, was a sixth of the time of reading a file.
class RuleContext : public antlr4::ParserRuleContext {
 public:
  using antlr4::ParserRuleContext::ParserRuleContext;

  template <class T>
  T* getRuleContext(std::size_t i) const {
    for (antlr4::tree::ParseTree* child : children) {
      if (Is<T>(child) && i-- == 0) {
        return static_cast<T*>(child);
      }
    }
    return nullptr;
  }

  template <class T>
  std::vector<T*> getRuleContexts() const {
    std::vector<T*> contexts;
    for (antlr4::tree::ParseTree* child : children) {
      if (Is<T>(child)) {
        contexts.push_back(static_cast<T*>(child));
      }
    }
    return contexts;
  }

  antlr4::tree::TerminalNode* getToken(std::size_t type, std::size_t i) override {
    for (antlr4::tree::ParseTree* child : children) {
      if (IsToken(child, type) && i-- == 0) {
        return static_cast<antlr4::tree::TerminalNode*>(child);
      }
    }
    return nullptr;
  }

  std::vector<antlr4::tree::TerminalNode*> getTokens(std::size_t type) override {
    std::vector<antlr4::tree::TerminalNode*> tokens;
    for (antlr4::tree::ParseTree* child : children) {
      if (IsToken(child, type)) {
        tokens.push_back(static_cast<antlr4::tree::TerminalNode*>(child));
      }
    }
    return tokens;
  }

 private:
  static bool IsToken(antlr4::tree::ParseTree* child, std::size_t type) {
    using antlr4::tree::TerminalNode;
    return Is<TerminalNode>(child) &&
           static_cast<TerminalNode*>(child)->getSymbol()->getType() == type;
  }

  template <class T>
  static bool Is(antlr4::tree::ParseTree* child) {
    thread_local std::vector<std::pair<const std::type_info*, bool>> answers;
    const std::type_info* const type = &typeid(*child);
    for (const auto& [known, is] : answers) {
      if (known == type) {
        return is;
      }
    }
    const bool is = dynamic_cast<T*>(child) != nullptr;
    answers.emplace_back(type, is);
    return is;
  }
};

}  // namespace sextant::grammar
