#include "runtime/io/record_key.h"

#include "compiler/ir/storage.h"

namespace sextant::io {

KeyReader::KeyReader(const ir::Module& module, uint32_t slot)
    : slot_(slot), storage_(ir::StorageOf(module.slots[slot].type)) {}

bool KeyReader::Read(const abi::InputBatch& batch, int64_t row, std::string& key) {
  const auto& faults = batch.faults;
  while (next_fault_ < faults.size() &&
         (faults[next_fault_].row < row ||
          (faults[next_fault_].row == row && faults[next_fault_].slot < slot_))) {
    ++next_fault_;
  }
  const bool faulty = next_fault_ < faults.size() && faults[next_fault_].row == row &&
                      faults[next_fault_].slot == slot_;
  const abi::InputColumn& column = batch.columns[slot_];
  if (faulty || !abi::IsValid(column, row)) {
    return false;
  }
  const int64_t at = column.offset + row;
  if (storage_ == abi::Storage::kText) {
    const int32_t begin = column.text_offsets[at];
    key.assign(column.text_bytes + begin,
               static_cast<std::size_t>(column.text_offsets[at + 1] - begin));
  } else {
    const int64_t word = abi::WholeAt(column.values, column.stored.value_or(storage_), at);
    key.assign(reinterpret_cast<const char*>(&word), sizeof word);
  }
  return true;
}

}  // namespace sextant::io
