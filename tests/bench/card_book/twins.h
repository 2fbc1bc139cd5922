#pragma once

#include <cstdint>

// The card-book strategy (strategies/card_book) written by hand, to measure engines against. The
// views are plain pointers, so that a twin may be compiled with flags of its own.
namespace sextant::bench::card_book {

// Element i of a column is record i. Money is in hundredths; month 0 is the latest. Pointers are
// 64-byte aligned and may be read, and written, up to the next multiple of 64 records.
struct Input {
  const int64_t* customer_id;
  const int64_t* credit_limit;
  const int64_t* age;
  const int64_t* late[6];
  const int64_t* bill[6];
  const int64_t* paid[6];
  const int8_t* education;
  const int8_t* marriage;
};
// As the engines write them: the key and two codes passed through, six more codes, two amounts, and
// bits.
struct Output {
  int64_t* customer_id;
  int64_t* line;
  int64_t* loyalty;
  int8_t* education;
  int8_t* marriage;
  int8_t* stage;
  int8_t* stage_reason;
  int8_t* cell;
  int8_t* action;
  int8_t* binding;
  int8_t* line_reason;
  uint8_t* binding_known;
  uint8_t* rejected;
};

// Codes as the strategy numbers them.
enum Stage : int8_t { kChurned, kDeclining, kMature, kGrowing, kAcquired };
enum Cell : int8_t { kStar, kWatch, kBase, kExit };
enum Action : int8_t { kRaise, kHold, kCut };
enum Reason : int8_t { kNoChange = 0, kRoomToGrow = 1, kHighRisk = 2 };

inline constexpr double kBytesIn = 21 * 8 + 2;
inline constexpr double kBytesOut = 3 * 8 + 8 + 2.0 / 8;

// Decides the records [first, first + count); `first` is a multiple of 64. Answers of rejected
// records are arbitrary.
using Twin = void (*)(const Input&, const Output&, int64_t first, int64_t count);

// What a programmer writes first: one record after the other, a branch a rule.
void DecideBranchy(const Input& in, const Output& out, int64_t first, int64_t count);
// No branches, every rule as a select over a block, shaped so that the compiler vectorises it.
void DecidePredicated(const Input& in, const Output& out, int64_t first, int64_t count);
// Hand-tuned: masks and selects over 8 records, in vector intrinsics.
void DecideAvx512(const Input& in, const Output& out, int64_t first, int64_t count);
// The memory roof: the same input and output streams, one xor a word, no decisions.
void RoofAvx512(const Input& in, const Output& out, int64_t first, int64_t count);

}  // namespace sextant::bench::card_book
