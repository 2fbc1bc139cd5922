#pragma once

#include <optional>
#include <span>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/value.h"

namespace sextant::interp {

// The value in one cell of a column; `text` refers to it when it is a text.
Value ReadCell(const abi::InputColumn& column, abi::Storage storage, int64_t row, Int128 text);
// What is wrong with a value, if anything: type, domain, range, required.
std::optional<abi::FaultKind> CheckValue(const ir::Module& module, const ir::Slot& slot,
                                         const Value& value);
// The faults the reader of a file found in one row of columns.
std::span<const abi::CellFault> FaultsOf(std::span<const abi::CellFault> faults, int64_t row);

// Reads the slots of one record and says what is wrong with each: the first part of the input
// checks.
class Input {
 public:
  explicit Input(const ir::Module& module);

  struct BadSlot {
    uint32_t slot = 0;
    abi::FaultKind kind{};
    const abi::CellFault* cell = nullptr;  // what the reader of the file already found
  };
  // Fills `slots`, and `bad` with every slot that breaks its field's contract, in order.
  void Read(const abi::InputBatch& batch, int64_t row, std::vector<Value>& slots,
            std::vector<BadSlot>& bad) const;

 private:
  const ir::Module& module_;
  std::vector<abi::Storage> storages_;
};

}  // namespace sextant::interp
