#pragma once

#include <vector>

#include "compiler/support/boxes.h"
#include "compiler/support/int128.h"

namespace sextant {

// Words from low to high, both included.
struct WordRange {
  Int128 low = 0, high = 0;
};
// What values of one input a cell takes: those in its ranges, or all others; and missing or not.
struct WordCell {
  std::vector<WordRange> ranges;
  bool negated = false;
  bool missing = false;
};

// The values of one input of a table, numbered: a coordinate for each stretch of words that no cell
// tells apart, and a last one for missing. Words are whole numbers in the order of the values; see
// OrderedWord for floats.
class Axis {
 public:
  static constexpr Int128 kFar = Int128{1} << 126;  // beyond every word

  // Of the words in the domain only multiples of `step` occur.
  Axis(WordRange domain, bool optional, Int128 step = 1)
      : step_(step), domain_(Inside(domain)), optional_(optional) {}

  // First every cell is added, then the axis is divided, then the sides are asked for.
  void Add(const WordCell& cell);
  void Divide();
  Side SideOf(const WordCell& cell) const;
  Side Whole() const { return {{0, size() - 1}}; }

  uint32_t size() const { return known() + (optional_ ? 1 : 0); }
  bool IsMissing(uint32_t coordinate) const { return coordinate >= known(); }
  WordRange WordsOf(uint32_t coordinate) const;
  // The coordinate of a word of the domain.
  uint32_t At(Int128 word) const;

 private:
  // In units of the step: the multiples that lie in the range.
  WordRange Inside(const WordRange& words) const;
  uint32_t known() const { return static_cast<uint32_t>(starts_.size()); }

  Int128 step_;
  WordRange domain_;  // in units, as the starts
  bool optional_;
  std::vector<Int128> starts_;  // the first word of each stretch
};

// Finite doubles as whole numbers in their order, neighbours one apart; both zeros are 0.
Int128 OrderedWord(double value);
double OfOrderedWord(Int128 word);

}  // namespace sextant
