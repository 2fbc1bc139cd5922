#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/texts.h"
#include "runtime/io/table.h"

namespace sextant::io {

// The column in which an output is written.
TableColumn ColumnOf(const ir::Module& module, const ir::OutputColumn& output);

// The table that decisions make: one column a visible output, rejected records left out.
TableSchema DecisionSchema(const ir::Module& module);

class DecisionTable {
 public:
  explicit DecisionTable(const ir::Module& module);

  // The accepted records. The data is valid until the next call, and while both batches are.
  const TableData& Fill(const abi::InputBatch& batch, const abi::DecisionBatch& decisions);

 private:
  void FillColumn(std::size_t column, const abi::InputBatch& batch,
                  const abi::DecisionBatch& decisions);
  void CopyAccepted(std::size_t column, const abi::OutputBuffer& from);
  void FillLists(std::size_t column, const abi::OutputBuffer& from);
  void FillText(std::size_t column, const abi::InputBatch& batch,
                const abi::DecisionBatch& decisions);

  interp::Texts texts_;
  std::vector<ColumnBuilder> builders_;
  std::vector<int64_t> accepted_;  // the rows, when some are not
  TableData data_;
};

// The table of rejects: key, row, where, rule, code, message, line, found; one line a reject.
TableSchema RejectSchema();

class RejectTable {
 public:
  explicit RejectTable(const ir::Module& module);
  // batch.first_row gives the numbers of the rows.
  const TableData& Fill(const abi::InputBatch& batch, const abi::DecisionBatch& decisions);

 private:
  const ir::Module& module_;
  std::vector<ColumnBuilder> builders_;
  TableData data_;
};

}  // namespace sextant::io
