#include "runtime/io/csv_numbers.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/io/bind_text.h"

namespace sextant::io {
namespace {

static_assert(std::endian::native == std::endian::little, "the first digit is in the lowest byte");

constexpr int kMostDigits = 16;
constexpr int kDigitsOfAWord = 18;  // so many always fit

uint64_t Load(const char* text) {
  uint64_t word;
  std::memcpy(&word, text, sizeof word);
  return word;
}

constexpr uint64_t EachByte(uint64_t byte) {
  return byte * 0x0101010101010101;
}

// Of digits: each byte is 0 to 9.
bool AreDigits(uint64_t bytes) {
  return ((bytes | (bytes + EachByte(0x76))) & EachByte(0x80)) == 0;
}

// Eight digits, the first in the lowest byte: neighbours are joined to pairs, then to fours.
uint64_t JoinDigits(uint64_t digits) {
  digits = digits * 10 + (digits >> 8);
  constexpr uint64_t kPairs = 0x000000ff000000ff;
  return ((digits & kPairs) * (100 + (uint64_t{1'000'000} << 32)) +
          (digits >> 16 & kPairs) * (1 + (uint64_t{10'000} << 32))) >>
         32;
}

// The last eight bytes of a text of up to eight, zeros before them.
uint64_t LoadDigits(const char* text, int64_t length) {
  return (Load(text) ^ EachByte('0')) << (64 - 8 * length);
}

// Reads 1 to 16 digits.
inline bool ReadDigits(const char* text, int64_t length, uint64_t& value) {
  if (length <= 8) [[likely]] {
    const uint64_t digits = LoadDigits(text, length);
    value = JoinDigits(digits);
    return AreDigits(digits);
  }
  const uint64_t high = LoadDigits(text, length - 8);
  const uint64_t low = Load(text + length - 8) ^ EachByte('0');
  value = JoinDigits(high) * 100'000'000 + JoinDigits(low);
  return AreDigits(high) && AreDigits(low);
}

// Numbers of up to `most` digits and points, whose words are they times 10^shift.
struct PlainNumbers {
  int shift = 0;
  int most = 0;
  int64_t factor = 1;

  explicit PlainNumbers(int shift_of)
      : shift(shift_of),
        most(std::min(kMostDigits, kDigitsOfAWord - shift_of)),
        factor(static_cast<int64_t>(kPowersOfTen[shift_of])) {}

  bool Read(std::string_view cell, int64_t& word) const {
    const char* const first = cell.data();
    const int64_t minus = *first == '-' ? 1 : 0;
    const int64_t length = static_cast<int64_t>(cell.size()) - minus;
    if (static_cast<uint64_t>(length - 1) >= static_cast<uint64_t>(most)) {
      return false;
    }
    uint64_t value = 0;
    if (ReadDigits(first + minus, length, value)) [[likely]] {
      value *= static_cast<uint64_t>(factor);
    } else if (!ReadPoint(first + minus, length, value)) {
      return false;
    }
    word = (static_cast<int64_t>(value) ^ -minus) + minus;
    return true;
  }

 private:
  // Digits, a point, and no more digits behind it than the word has places for.
  bool ReadPoint(const char* text, int64_t length, uint64_t& value) const {
    int64_t places = 0;
    while (places <= shift && places < length && text[length - 1 - places] != '.') {
      ++places;
    }
    const int64_t before = length - 1 - places;
    if (places > shift || before < 1) {
      return false;
    }
    uint64_t behind = 0;
    if (!ReadDigits(text, before, value) ||
        (places > 0 && !ReadDigits(text + before + 1, places, behind))) {
      return false;
    }
    value = value * kPowersOfTen[shift] + behind * kPowersOfTen[shift - places];
    return true;
  }
};

}  // namespace

bool AreNumbers(const SlotReader& reader) {
  const std::optional<int> shift = reader.exact.shift();
  return reader.kind == CellKind::kExact && !reader.typed_nulls && shift && *shift >= 0 &&
         *shift < kDigitsOfAWord;
}

void BindNumbers(const SlotReader& reader, const CsvColumn& column, int64_t rows, TextArena& arena,
                 BoundBatch& out) {
  SlotColumn& store = out.store[reader.slot];
  store.Reset(rows, sizeof(int64_t));
  int64_t* const words = store.values<int64_t>();
  const PlainNumbers plain(*reader.exact.shift());
  for (int64_t row = 0; row < rows; ++row) {
    const std::string_view raw = column.raw(row);
    if (plain.Read(raw, words[row])) [[likely]] {
      continue;
    }
    const std::string_view cell = Unquoted(raw, arena);
    if (reader.IsNull(cell)) {
      words[row] = 0;
      store.SetMissing(row);
    } else if (const auto fault = ReadCell(reader, cell, store, row)) [[unlikely]] {
      words[row] = 0;
      out.batch.faults.push_back(reader.Fault(row, *fault, reader.Found(cell)));
    }
  }
  store.Expose(out.batch.columns[reader.slot]);
}

}  // namespace sextant::io
