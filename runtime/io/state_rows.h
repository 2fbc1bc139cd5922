#pragma once

#include <vector>

#include "runtime/io/state.h"
#include "runtime/io/table.h"

namespace sextant::io {

// Enumerations have the strangers among the old states, too.
TableSchema StateSchema(const ir::Module& module, const StateTable& old);
// Whether the file can hold the old states as they are.
Status CheckStateFits(const ir::Module& module, const StateTable& old, const std::string& path);

// The states a run leaves behind: of a decided record the new one, of a rejected record the old one
// if it had any, each where its record stands; then the old ones that no record has taken up, in
// their old order. One a thread.
class StateRows {
 public:
  StateRows(const ir::Module& module, StateTable& old);

  // `matches` as KeyJoin::Apply gives them. The data is valid until the next call.
  const TableData& Fill(const abi::InputBatch& batch, const abi::DecisionBatch& decisions,
                        const std::vector<int64_t>& matches);
  // After all batches.
  const TableData& FillRest();

 private:
  void Clear();
  void AddNew(const abi::InputBatch& batch, const abi::DecisionBatch& decisions, int64_t row);
  void AddOld(int64_t row);
  const TableData& Data();

  const ir::Module& module_;
  StateTable& old_;
  bool text_key_ = false;
  std::vector<ColumnBuilder> builders_;
  TableData data_;
};

}  // namespace sextant::io
