#pragma once

#include <optional>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/value.h"

namespace sextant::interp {

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
  Value ReadSlot(const abi::InputColumn& column, std::size_t slot, int64_t row) const;
  std::optional<abi::FaultKind> Check(const ir::Slot& slot, const Value& value) const;

  const ir::Module& module_;
  std::vector<abi::Storage> storages_;
};

}  // namespace sextant::interp
