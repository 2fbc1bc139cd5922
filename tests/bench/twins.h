#pragma once

#include <cstdint>
#include <vector>

#include "tests/bench/book.h"

namespace sextant::bench {

// The answers of the card-book strategy as plain columns, in the layout the engines use: the key
// and two codes passed through, six more codes, two amounts, and a bit a record for rejects.
struct CardAnswers {
  explicit CardAnswers(int64_t rows);
  std::vector<int64_t> customer_id, line, loyalty;
  std::vector<int32_t> education, marriage, stage, stage_reason, cell, action, binding, line_reason;
  std::vector<uint8_t> binding_known, rejected;

  static constexpr int64_t kBytesOut = 3 * 8 + 8 * 4;
};

// What a programmer writes first: one record after the other, a branch a rule.
void DecideBranchy(const CardBook& book, int64_t first, int64_t count, CardAnswers& out);

// The same decisions hand-tuned: no branches, every rule as masks and selects over a block, shaped
// so that the compiler vectorises it (-O3 -march=native).
void DecidePredicated(const CardBook& book, int64_t first, int64_t count, CardAnswers& out);

// The memory roof: the same input and output streams, one xor a word, no decisions.
void ReadAndWrite(const CardBook& book, int64_t first, int64_t count, CardAnswers& out);

// Codes as the strategy numbers them.
enum Stage { kChurned, kDeclining, kMature, kGrowing, kAcquired };
enum Cell { kStar, kWatch, kBase, kExit };
enum Action { kRaise, kHold, kCut };

}  // namespace sextant::bench
