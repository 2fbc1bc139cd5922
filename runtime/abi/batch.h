#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runtime/abi/aligned.h"

// How records travel to the engines and decisions back: plain columns with the layout of the Arrow
// columnar format (values, validity bits from the least significant bit up), so that no copy is
// needed where a file's column already fits.
namespace sextant::abi {

// The element of a column. Exact numbers are whole numbers scaled by the type's scale.
enum class Storage : uint8_t {
  kInt64,    // number, money, duration
  kFloat64,  // float
  kInt32,    // date (days since 1970-01-01), enumeration code
  kInt16,    // whole numbers where they are known to fit
  kInt8,     // boolean: 0 or 1; likewise
  kText,     // input: offsets and bytes; inside engines and outputs: see TextRef
};

std::size_t StorageBytes(Storage storage);  // kText: of a TextRef

// The whole number at element `at` of a column that is not kFloat64; of kText the TextRef.
int64_t WholeAt(const void* column, Storage storage, int64_t at);
// Puts it there. It has to fit.
void PutWhole(void* column, Storage storage, int64_t at, int64_t whole);
// The narrowest storage of the whole numbers low..high.
Storage NarrowestOf(int64_t low, int64_t high);

// A text value inside an engine is where it stands in its own record, as int32: slot k of the row
// is k, text constant t of the module is (number of slots) + t, and below 0 it is a text of a
// list's row (see interp/texts.h).
using TextRef = int32_t;

// One input slot over the rows of a batch. Element i is at values[offset + i]; its validity bit is
// bit (offset + i). Values under an invalid bit, and past the last row, are arbitrary.
struct InputColumn {
  const void* values = nullptr;       // kText: null
  const uint8_t* validity = nullptr;  // null: every row has a value
  int64_t offset = 0;
  const int32_t* text_offsets =
      nullptr;  // kText: bytes [text_offsets[offset+i], text_offsets[offset+i+1])
  const char* text_bytes = nullptr;
  // How the elements lie where that is not as the slot's type has them: exact numbers, dates and
  // codes may lie in 8, 16, 32 or 64 bits.
  std::optional<Storage> stored = std::nullopt;
};

enum class FaultKind : uint8_t {
#define SEXTANT_FAULT(Name, code, meaning) k##Name,
#include "runtime/abi/fault_kinds.def"
#undef SEXTANT_FAULT
};
const char* FaultCode(FaultKind kind);
const char* FaultMeaning(FaultKind kind);

// A cell that could not be turned into its slot's value. The slot's element is then arbitrary.
struct CellFault {
  int64_t row = 0;    // within the batch
  uint32_t slot = 0;  // from the number of slots on: a list that could not be read, and has no rows
  FaultKind kind{};   // kMalformed, kScale, kUnlisted, kRange
  std::string found;  // the cell as it stands in the file
  // What the cell has to be, where the form of the file says more than the type of the field: "it
  // must be a date like 31.12.2026".
  std::string wanted = {};
  std::optional<std::string> item = std::nullopt;  // of a set: the first item that is no member
  bool of_state = false;  // on the as-of date: that of the state which the record comes from
};

// The rows of one list over the records of a batch: columns of their own, one a List::slots entry,
// in which record i has the elements [begins[i], ends[i]). Records may have them in any order.
struct InputList {
  const int64_t* begins = nullptr;  // null: no record has a row
  const int64_t* ends = nullptr;
  std::vector<InputColumn> columns;
  const std::vector<CellFault>* faults =
      nullptr;  // `row` is the element; ascending by it, then slot

  int64_t begin(int64_t row) const { return begins == nullptr ? 0 : begins[row]; }
  int64_t end(int64_t row) const { return begins == nullptr ? 0 : ends[row]; }
};

// Records as an engine takes them: one column a Module::slots entry. The engine itself checks
// ranges, domains, required values and `check`s.
struct InputBatch {
  int64_t rows = 0;
  int64_t first_row = 1;  // the number of the batch's first record in the whole input, from 1
  int32_t source = -1;    // into Module::sources: what the records were read with; -1: none of them
  std::vector<InputColumn> columns;
  std::vector<CellFault> faults;  // ascending by row, then slot
  std::vector<InputList> lists;   // one a Module::lists; none at all: every list is empty
};

inline bool BitAt(const uint8_t* bits, int64_t i) {
  return (bits[i >> 3] >> (i & 7)) & 1;
}
inline void SetBit(uint8_t* bits, int64_t i, bool on) {
  const auto mask = static_cast<uint8_t>(1u << (i & 7));
  bits[i >> 3] = static_cast<uint8_t>(on ? bits[i >> 3] | mask : bits[i >> 3] & ~mask);
}
inline bool IsValid(const InputColumn& column, int64_t row) {
  return column.validity == nullptr || BitAt(column.validity, column.offset + row);
}

// One result column. `values` has room for rows rounded up to 64 elements of the storage, 64-byte
// aligned; likewise the validity bits. Values of rejected rows and under 0 bits are zero.
//
// A list column has `width` places a row. Each place is laid out as a column of its own, one after
// the other. A row's list fills its places from the first; the bits of the others are 0.
struct OutputBuffer {
  Storage storage{};
  uint32_t width = 0;             // 0: one value a row
  int64_t stride = 0;             // elements from one place to the next: the rows, rounded up
  AlignedBytes bytes;             // the values
  std::vector<uint8_t> validity;  // always present
  // Room for `rows` rows: values zero, validity bits 0.
  void Resize(Storage new_storage, int64_t rows, uint32_t new_width = 0);
  uint32_t places() const { return width == 0 ? 1 : width; }

  std::byte* values(uint32_t place = 0) { return bytes.data() + ValuesOffset(place); }
  const std::byte* values(uint32_t place = 0) const { return bytes.data() + ValuesOffset(place); }
  uint8_t* bits(uint32_t place = 0) { return validity.data() + place * stride / 8; }
  const uint8_t* bits(uint32_t place = 0) const { return validity.data() + place * stride / 8; }
  bool IsValid(int64_t row, uint32_t place = 0) const { return BitAt(bits(place), row); }
  // How many places of the row are filled.
  uint32_t Length(int64_t row) const;

 private:
  std::ptrdiff_t ValuesOffset(uint32_t place) const {
    return place * stride * static_cast<std::ptrdiff_t>(StorageBytes(storage));
  }
};

// Why one record was refused. A record with several bad fields has several entries.
struct Reject {
  int64_t row = 0;  // within the batch
  std::string
      where;  // field (`bill[3]`), check code, or decision; `let x` when no decision needs it
  std::string rule;  // the rule or stage of the decision, when one was being decided
  FaultKind kind{};
  std::string message;  // one sentence
  uint32_t file = 0;    // source::FileId of `line`
  uint32_t line = 0;    // of the strategy file
  std::string found;    // the value that was seen, "" when there is none
};

// The answer to one InputBatch: rows in = decisions + rejected records, in the order of the input.
// Reason columns hold indices into Module::reasons; enumerations codes (ir/storage.h).
struct DecisionBatch {
  int64_t rows = 0;
  std::vector<OutputBuffer> columns;  // one a Module::outputs entry
  std::vector<uint8_t> rejected;      // bit per row
  std::vector<Reject> rejects;        // ascending by row
  int64_t rejected_rows = 0;
};

}  // namespace sextant::abi
