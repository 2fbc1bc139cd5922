#pragma once

#include <string>
#include <vector>

#include "compiler/parse/syntax.h"

namespace sextant::format {

// The tokens of a file as they are written on one line: their text, the blanks between them, and
// the places where a line has to end whatever its width. A range [first, end) is written without
// what stands around it.
class Words {
 public:
  explicit Words(const parse::Syntax& syntax);

  const std::string& text(std::size_t word) const { return words_[word].text; }
  std::size_t width(std::size_t word) const { return words_[word].width; }
  bool space_before(std::size_t word) const { return words_[word].space; }
  std::size_t Width(std::size_t first, std::size_t end) const;
  std::string Text(std::size_t first, std::size_t end) const;

  // Whether a line ends within the range: behind a comment, or around the members of a block.
  bool Breaks(std::size_t first, std::size_t end) const;
  // Whether one block in the range has its members on lines of their own.
  bool HasBlock(std::size_t first, std::size_t end) const;

 private:
  struct Word {
    std::string text;
    std::size_t width = 0;
    bool space = true;   // a blank stands before it on one line
    bool stop = false;   // begins a line
    bool block = false;  // begins a line because it is a member of a block, or closes one
  };
  void Walk(const parse::SyntaxNode& node, bool declaration);
  void WalkBlock(const parse::SyntaxNode& node, std::size_t open, std::size_t close);

  const parse::Syntax& syntax_;
  std::vector<Word> words_;
  // Sums over the words before each.
  std::vector<std::size_t> widths_, stops_, blocks_;
};

}  // namespace sextant::format
