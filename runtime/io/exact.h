#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"

namespace sextant::io {

// What a cell's number must become: number * unit * 10^-unit_scale, as a whole number of 10^-scale.
struct ExactTarget {
  int scale = 0;
  Int128 unit = 1;  // positive, below 10^30
  int unit_scale = 0;
  bool rounded = false;  // places beyond the scale are rounded half to even, not refused
};

// A decimal number of any length: digits * 10^exponent. The digits neither begin nor end with 0;
// zero has none.
struct DecimalText {
  bool negative = false;
  std::string digits;
  int64_t exponent = 0;
};

// Without the spaces and tabs at either end.
std::string_view TrimBlanks(std::string_view text);

// Reads `-12.50`, `+5`, `.5`, `5.`, `9.6396e+06`, blanks around them; nothing for any other text.
std::optional<DecimalText> ParseDecimal(std::string_view text);
// Multiplies by unit * 10^-unit_scale.
void MultiplyUnit(DecimalText& number, Int128 unit, int unit_scale);

// Reads the numbers of one column exactly, however they are written. Read returns nothing when
// `word` holds the value, else why it does not: kMalformed (no number), kRange (beyond 64 bits),
// kScale (digits other than 0 beyond the field's places).
class ExactReader {
 public:
  explicit ExactReader(const ExactTarget& target);

  std::optional<abi::FaultKind> Read(std::string_view text, int64_t& word) const {
    uint64_t digits = 0;
    int places = 0;
    if (ReadPlain(text, digits, places) && Scale(digits, places, text[0] == '-', word)) {
      return std::nullopt;
    }
    return ReadAny(text, word);
  }
  // The same for the number value * 10^-places.
  std::optional<abi::FaultKind> Read(Int128 value, int places, int64_t& word) const;
  // The shortest decimal that reads back as the same binary number; NaN and infinities are
  // kMalformed.
  std::optional<abi::FaultKind> Read(double value, int64_t& word) const;
  std::optional<abi::FaultKind> Read(float value, int64_t& word) const;

  // Whether a whole number with so many places already is the stored word.
  bool IsIdentity(int places) const { return plain_unit_ && shift_ == places; }
  // The word is the number times ten to this; nothing where a unit stands between them.
  std::optional<int> shift() const { return plain_unit_ ? std::optional(shift_) : std::nullopt; }

 private:
  // Up to 18 digits with at most one point among them and a minus before: nearly every cell there
  // is.
  static bool ReadPlain(std::string_view text, uint64_t& digits, int& places);
  // digits * 10^-places to a word, when that is exact and small; false sends the cell the long way.
  bool Scale(uint64_t digits, int places, bool negative, int64_t& word) const;
  std::optional<abi::FaultKind> ReadAny(std::string_view text, int64_t& word) const;
  std::optional<abi::FaultKind> ReadDigits(DecimalText number, int64_t& word) const;

  ExactTarget target_;
  bool plain_unit_ = true;  // the unit is a power of ten, and in shift_
  int shift_ = 0;           // word = number * unit * 10^shift_
};

inline constexpr uint64_t kPowersOfTen[] = {1ull,
                                            10ull,
                                            100ull,
                                            1000ull,
                                            10000ull,
                                            100000ull,
                                            1000000ull,
                                            10000000ull,
                                            100000000ull,
                                            1000000000ull,
                                            10000000000ull,
                                            100000000000ull,
                                            1000000000000ull,
                                            10000000000000ull,
                                            100000000000000ull,
                                            1000000000000000ull,
                                            10000000000000000ull,
                                            100000000000000000ull,
                                            1000000000000000000ull};

inline bool ExactReader::ReadPlain(std::string_view text, uint64_t& digits, int& places) {
  const char* at = text.data();
  const char* const end = at + text.size();
  at += at != end && *at == '-';
  if (at == end || end - at > 18) {
    return false;
  }
  const char* point = nullptr;
  uint64_t value = 0;
  for (const char* p = at; p != end; ++p) {
    const auto digit = static_cast<unsigned char>(*p - '0');
    if (digit <= 9) {
      value = value * 10 + digit;
    } else if (*p == '.' && point == nullptr && p != at) {
      point = p;
    } else {
      return false;
    }
  }
  digits = value;
  places = point == nullptr ? 0 : static_cast<int>(end - point - 1);
  return true;
}

inline bool ExactReader::Scale(uint64_t digits, int places, bool negative, int64_t& word) const {
  const int shift = shift_ - places;
  if (!plain_unit_ || shift > 18 || shift < -18) {
    return false;
  }
  uint64_t value = 0;
  if (shift >= 0) {
    if (__builtin_mul_overflow(digits, kPowersOfTen[shift], &value)) {
      return false;
    }
  } else {
    value = digits / kPowersOfTen[-shift];
    if (value * kPowersOfTen[-shift] != digits) {
      return false;
    }
  }
  if (value > static_cast<uint64_t>(INT64_MAX)) {
    return false;
  }
  word = negative ? -static_cast<int64_t>(value) : static_cast<int64_t>(value);
  return true;
}

}  // namespace sextant::io
