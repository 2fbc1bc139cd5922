#pragma once

#include <cstdint>

// How machine code, or another engine, asks a decision table (runtime/kernels) for the answers of a
// stretch of records.
namespace sextant::abi {

// How the values of an input lie in memory.
enum class WordForm : int32_t {
  kInt8,
  kInt16,
  kInt32,
  kInt64,
  kFloat64,
  kBits,  // bit offset 0
  kText,  // 64 bits: the text's number above its TextRef
};

// Columns of a call begin at its first record, and bits at offset 0.
struct TableColumn {
  const void* values;
  const uint8_t* validity;  // null: no value is missing
  const uint8_t* rerun;     // records for which the value is not known; null: none
  WordForm form;
};

// Where one value of the answer goes: a number, a double or a text in 64 bits, a date or an index
// in 32, of a boolean its bit.
struct TableLane {
  void* values;
  uint8_t* validity;  // null where no value can be missing
};

struct TableCall {
  int64_t rows;  // a multiple of 8
  const TableColumn* inputs;
  const TableLane* lanes;  // one a value of the decision's answer: outputs, row, reasons
  uint8_t* rerun;          // a bit a record: only the interpreter can decide it; null: not wanted
};
using LookUp = void (*)(const void* table, const TableCall* call);

}  // namespace sextant::abi
