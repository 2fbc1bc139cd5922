#include "compiler/parse/build.h"

namespace sextant::parse {

using diag::Diag;

source::Span Builder::Span(const antlr4::Token* first, const antlr4::Token* last) const {
  return lexed_.span(static_cast<uint32_t>(first->getStartIndex()),
                     static_cast<uint32_t>(last->getStopIndex() + 1));
}

source::Span Builder::Span(const Context* context) const {
  return Span(context->start, context->stop);
}

source::Span Builder::Span(Terminal* terminal) const {
  return Span(terminal->getSymbol(), terminal->getSymbol());
}

std::string Builder::Text(const antlr4::Token* token) const {
  return lexed_.text(static_cast<uint32_t>(token->getStartIndex()),
                     static_cast<uint32_t>(token->getStopIndex() + 1));
}

std::string Builder::Text(Terminal* terminal) const {
  return Text(terminal->getSymbol());
}

std::string Builder::Text(const Context* context) const {
  return lexed_.text(static_cast<uint32_t>(context->start->getStartIndex()),
                     static_cast<uint32_t>(context->stop->getStopIndex() + 1));
}

ast::Name Builder::BuildName(Context* name) {
  std::string text = Text(name->start);
  if (text.front() == '`') {
    text = text.substr(1, text.size() - 2);
    if (text.empty()) {
      sink_.Report(Diag::kEmptyName, Span(name));
    }
  }
  return {std::move(text), Span(name)};
}

ast::Name Builder::WordName(Terminal* word) {
  return {Text(word), Span(word)};
}

std::vector<ast::Name> Builder::BuildNames(Grammar::NameSetContext* set) {
  std::vector<ast::Name> names;
  for (auto* name : set->name()) {
    names.push_back(BuildName(name));
  }
  return names;
}

namespace {

// The scalars between the quotes; the closing one is missing only after a reported mistake.
struct Inside {
  uint32_t begin, end;
};
Inside InsideQuotes(const Lexed& lexed, const antlr4::Token* token) {
  const auto begin = static_cast<uint32_t>(token->getStartIndex());
  const auto end = static_cast<uint32_t>(token->getStopIndex() + 1);
  const char32_t last = lexed.characters.scalars[end - 1];
  const bool closed = end > begin + 1 && (last == '"' || last == U'＂' || last == U'“' ||
                                          last == U'”' || last == '\'');
  return {begin + 1, closed ? end - 1 : end};
}

// The character an escape stands for, or 0.
char Unescaped(char32_t c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case '"':
    case '\\':
      return static_cast<char>(c);
    default:
      return 0;
  }
}

}  // namespace

std::string Builder::BuildText(Terminal* text) {
  const Inside inside = InsideQuotes(lexed_, text->getSymbol());
  const std::u32string& scalars = lexed_.characters.scalars;
  std::string out;
  for (uint32_t i = inside.begin; i < inside.end; ++i) {
    if (scalars[i] != '\\' || i + 1 >= inside.end) {
      out += lexed_.text(i, i + 1);
      continue;
    }
    const char c = Unescaped(scalars[i + 1]);
    if (c == 0) {
      sink_.Report(Diag::kUnknownEscape, lexed_.span(i, i + 2), {lexed_.text(i, i + 2)})
          .Hint("write `\\\\` for a backslash; `\\\"`, `\\n` and `\\t` are the other escapes");
    } else {
      out += c;
    }
    ++i;
  }
  return out;
}

std::vector<std::string> Builder::BuildTexts(const std::vector<Terminal*>& texts) {
  std::vector<std::string> out;
  for (Terminal* text : texts) {
    out.push_back(BuildText(text));
  }
  return out;
}

std::optional<ast::Because> Builder::BuildBecause(Grammar::BecauseContext* because) {
  if (because == nullptr) {
    return std::nullopt;
  }
  return ast::Because{BuildName(because->name()), BuildText(because->TEXT()), Span(because)};
}

}  // namespace sextant::parse
