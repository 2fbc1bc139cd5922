#include "compiler/format/words.h"

#include "compiler/format/shapes.h"
#include "compiler/format/spacing.h"
#include "compiler/format/spelling.h"
#include "compiler/format/styles.h"

namespace sextant::format {

using parse::SyntaxNode;

Words::Words(const parse::Syntax& syntax) : syntax_(syntax) {
  words_.resize(syntax.tokens.size());
  for (std::size_t i = 0; i < words_.size(); ++i) {
    words_[i].text = Spelling(syntax.tokens[i]);
    words_[i].width = DisplayWidth(words_[i].text);
    words_[i].stop =
        !syntax.tokens[i].above.empty() || (i > 0 && !syntax.tokens[i - 1].beside.empty());
  }
  for (const SyntaxNode& declaration : syntax.declarations) {
    words_[declaration.first].stop = true;
    Walk(declaration, true);
  }
  widths_ = stops_ = blocks_ = {0};
  for (const Word& word : words_) {
    widths_.push_back(widths_.back() + word.width + (word.space ? 1 : 0));
    stops_.push_back(stops_.back() + (word.stop ? 1 : 0));
    blocks_.push_back(blocks_.back() + (word.block ? 1 : 0));
  }
}

void Words::Walk(const SyntaxNode& node, bool declaration) {
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    if (i > 0) {
      words_[node.parts[i].first].space = SpaceBefore(syntax_, node, i);
    }
    Walk(node.parts[i], false);
  }
  for (const Brackets& brackets : FindBrackets(syntax_, node)) {
    const bool braces = syntax_.tokens[node.parts[brackets.open].first].text == "{";
    if (braces && IsBlock(syntax_, node, brackets, declaration)) {
      WalkBlock(node, brackets.open, brackets.close);
    }
  }
}

void Words::WalkBlock(const SyntaxNode& node, std::size_t open, std::size_t close) {
  for (const SyntaxNode& member : MembersOf(syntax_, node, open, close)) {
    words_[member.first].stop = words_[member.first].block = true;
  }
  Word& end = words_[node.parts[close].first];
  end.stop = end.block = true;
}

std::size_t Words::Width(std::size_t first, std::size_t end) const {
  return first == end ? 0 : widths_[end] - widths_[first] - (words_[first].space ? 1 : 0);
}

std::string Words::Text(std::size_t first, std::size_t end) const {
  std::string out;
  for (std::size_t i = first; i < end; ++i) {
    out += (i > first && words_[i].space ? " " : "") + words_[i].text;
  }
  return out;
}

bool Words::Breaks(std::size_t first, std::size_t end) const {
  return end > first && stops_[end] != stops_[first + 1];
}

bool Words::HasBlock(std::size_t first, std::size_t end) const {
  return end > first && blocks_[end] != blocks_[first + 1];
}

}  // namespace sextant::format
