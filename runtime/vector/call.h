#pragma once

#include <cstddef>
#include <cstdint>

namespace sextant::vector {

// The rows of a block: what a column holds while calls run over it, one after the other. A multiple
// of 64, because booleans and masks are words of 64 rows.
inline constexpr int64_t kBlockRows = 1024;
inline constexpr int64_t kWordRows = 64;

// What the elements of a column are. Exact numbers, sets and texts take kInt64, dates kInt32, codes
// the narrowest in which the last one fits.
enum class Element : uint8_t { kBits, kInt8, kInt16, kInt32, kInt64, kFloat64 };
inline constexpr std::size_t kElements = 6;

// Bytes of an element; of kBits nothing, they lie eight to a byte.
constexpr std::size_t BytesOf(Element element) {
  constexpr std::size_t bytes[kElements] = {0, 1, 2, 4, 8, 8};
  return bytes[static_cast<std::size_t>(element)];
}

struct Call;

// Where the columns of a block begin, by number: registers, inputs, outputs.
using Columns = std::byte* const*;

// A primitive: reads whole columns of a block and writes whole columns, `words` * 64 rows. It never
// traps, whatever the rows hold.
using Function = void (*)(const Call& call, Columns columns, int64_t words);

// One primitive and what it works on.
struct Call {
  Function run = nullptr;
  uint32_t to = 0, also = 0;       // columns written; `also` by primitives that mark rows
  uint32_t a = 0, b = 0, c = 0;    // columns read
  uint32_t count = 0;              // of `list`, or of entries of `data`
  int64_t x = 0, y = 0;            // constants in the place of `a` and `b`; doubles by their bits
  const uint32_t* list = nullptr;  // further columns read
  const int64_t* data = nullptr;   // whatever else the primitive wants to know
};

}  // namespace sextant::vector
