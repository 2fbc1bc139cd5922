#pragma once

#include <cstdint>

#include "runtime/abi/table_call.h"

// The loops of a look-up in a table that run over records, for one column or one set of rows at a
// time. They are compiled for several instruction sets; the machine decides which run.
namespace sextant::kernels {

// Records of one pass; its buffers lie in the first-level cache.
inline constexpr int64_t kPassRows = 512;

// In the place of a row: there is none.
inline constexpr uint32_t kNoRow = UINT32_MAX;

// The interval of a column into which a value falls: the number of cuts that it has reached.
using Interval = uint16_t;

// How the cuts of a column are found (see Quantiser).
struct CutView {
  enum class Search : uint8_t {
    kCount,    // compare with every cut
    kMap,      // intervals[word - low]
    kBuckets,  // intervals[word - low >> shift], then halve `steps` times among the cuts of a
               // bucket
  };
  Search search{};
  bool narrow = false;  // words are brought to 32 bits, those beyond to the last of these
  uint32_t count = 0;
  const int32_t* narrow_cuts = nullptr;  // ascending; one of both, filled up for the last steps
  const int64_t* wide_cuts = nullptr;
  int64_t low = 0, high = 0;  // words are brought to low..high before they are looked up
  unsigned shift = 0, steps = 0;
  const Interval* intervals = nullptr;
};

// The sets of rows that take each interval of each group of columns: `words` * 64 bits a set, which
// is 1, 2, 4 or 8 words. The set of interval i is at sets + words * (places ? places[i] : i).
struct SetView {
  const uint64_t* sets = nullptr;
  const uint32_t* places = nullptr;
  unsigned words = 0;
  unsigned groups = 0;
};
// The last step of a search over intervals; group g of record r has interval [g * kPassRows + r],
// which counts over all groups.
using GroupIntervals = const uint32_t*;

// Nothing here reads a record past `rows`, which is at most kPassRows and a multiple of 8.
struct Passes {
  // The interval of each value.
  void (*number)(const CutView& cuts, const void* values, abi::WordForm form, int64_t rows,
                 Interval* intervals);
  // Puts `missing` where the validity bit is 0.
  void (*miss)(const uint8_t* validity, int64_t rows, Interval missing, Interval* intervals);
  // joined[r] = (begin ? base : joined[r]) + intervals[r] * stride
  void (*join)(const Interval* intervals, int64_t rows, bool begin, uint32_t base, uint32_t stride,
               uint32_t* joined);
  // found[r] = base + the first row in all of the record's sets, or kNoRow.
  // The records are 0..count when `records` is null, and else those listed, of which the ones
  // without a row stay in the list. How many do.
  uint32_t (*first)(const SetView& view, GroupIntervals intervals, uint16_t* records,
                    uint32_t count, uint32_t base, uint32_t* found);
  // The rows in all of the record's sets: `words` words a record.
  void (*all)(const SetView& view, GroupIntervals intervals, const uint16_t* records,
              uint32_t count, uint64_t* rows);
};

enum class InstructionSet : uint8_t { kPortable, kAvx2, kAvx512 };
bool Has(InstructionSet set);  // this machine, and this build
InstructionSet Best();         // of those it has
const Passes& PassesOf(InstructionSet set);

}  // namespace sextant::kernels
