#pragma once

#include <cstdint>

// The twelve rules (tests/bench/strategies/twelve_rules.sxt) written by hand, to measure engines
// against. The views are plain pointers, so that a twin may be compiled with flags of its own.
namespace sextant::bench::twelve_rules {

// Element i of a column is record i. Money is in cents. Pointers are 64-byte aligned and may be
// read, and written, up to the next multiple of 64 records.
struct Input {
  const int32_t* tenure_months;
  const int32_t* days_past_due;
  const double* utilisation;
  const double* pd;
  const double* annual_margin;
  const int64_t* credit_limit;
  const int64_t* spend3;
  const int64_t* spend6;
  const int64_t* monthly_income;
  const uint8_t* income_known;  // bits; the income under a 0 is arbitrary
  const int32_t* months_inactive;
};
struct Output {
  int8_t* stage;
  int8_t* cell;
  int8_t* action;
  int64_t* line;
};

enum Stage : int8_t { kNew, kGrowth, kMature, kDecline, kLost };
enum Cell : int8_t { kStar, kSafe, kBet, kDrop };
enum Action : int8_t { kHold, kRaise, kCut };

// 3 x int32, 3 x double, 4 x int64 and a bit in; 3 x int8 and an int64 out.
inline constexpr double kBytesIn = 3 * 4 + 3 * 8 + 4 * 8 + 1.0 / 8;
inline constexpr double kBytesOut = 3 + 8;

// Decides the records [first, first + count); `first` is a multiple of 64.
using Twin = void (*)(const Input&, const Output&, int64_t first, int64_t count);

// What a programmer writes first: one record after the other, a branch a rule.
void DecideBranchy(const Input& in, const Output& out, int64_t first, int64_t count);
// Hand-tuned: every rule as masks and selects over 16 or 8 records, in vector intrinsics.
void DecideAvx512(const Input& in, const Output& out, int64_t first, int64_t count);
void DecideAvx2(const Input& in, const Output& out, int64_t first, int64_t count);
// The memory roof: the same ten columns read and the same four written, one xor a word.
void RoofAvx512(const Input& in, const Output& out, int64_t first, int64_t count);
void RoofAvx2(const Input& in, const Output& out, int64_t first, int64_t count);

}  // namespace sextant::bench::twelve_rules
