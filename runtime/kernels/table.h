#pragma once

#include <cstdint>
#include <vector>

#include "runtime/abi/table_call.h"
#include "runtime/kernels/row_index.h"
#include "runtime/kernels/table_rows.h"
#include "runtime/kernels/values.h"

namespace sextant::kernels {

// A decision table as data: it answers for many records at a time, and the code that asks it knows
// nothing of its rows. Several threads may ask at once.
class Table {
 public:
  // Another instruction set than the best is for tests.
  explicit Table(const TableRows& rows, InstructionSet set = Best());

  // The lanes are those of the decision's answer: its outputs, of a list place after place, then
  // the number of the row when it is given, then the reason, or the reasons place after place. A
  // record is left to the interpreter when one of its inputs is, when a second row of kUnique
  // matches, when no row does where one has to, when a value could not be worked out, and when a
  // sum may not fit.
  void LookUp(const abi::TableCall& call) const;
  // The same as an abi::LookUp, `table` being a Table.
  static void Ask(const void* table, const abi::TableCall* call);

  // Of the index.
  std::size_t bytes() const;

 private:
  struct Pass;  // the records of one pass
  void AddPart(const TableRows& rows, std::vector<uint32_t> part, const Passes& passes);
  void AddValues(const TableRows& rows);

  void Answer(const Pass& pass) const;
  void FindFirst(const Pass& pass) const;
  void FindOnly(const Pass& pass) const;
  void FindExtremes(const Pass& pass) const;
  void Keep(const Pass& pass) const;
  void Sum(const Pass& pass) const;
  void Count(const Pass& pass) const;
  void WriteRows(const Pass& pass, const uint32_t* rows) const;
  void MarkRows(const Pass& pass, const uint32_t* rows) const;
  template <class Visit>
  void ForEachRow(const Pass& pass, const Visit& visit) const;

  ir::HitPolicy policy_;
  uint32_t lined_;
  bool otherwise_;
  std::size_t inputs_;
  uint32_t width_;
  std::vector<RowIndex> parts_;  // of consecutive positions
  // The row at each position, where that is another, and no row at the end.
  std::vector<uint32_t> order_;
  std::vector<Values> lanes_;    // outputs, row, reason
  std::vector<uint8_t> faulty_;  // by row: a value could not be worked out; empty: none
  // Of kSmallest and kLargest by output and row its rank, the one to be taken first, and the rows
  // in this order.
  std::vector<std::vector<uint32_t>> ranks_, ranked_;
  std::vector<std::vector<int64_t>> summands_;  // of kSum, by output and row
};

}  // namespace sextant::kernels
