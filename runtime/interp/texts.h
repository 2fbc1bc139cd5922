#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::interp {

// What a reference to a text (abi::TextRef) means. Texts of the rows of lists have references below
// 0: -1 - (row * n + k) is the k-th of the n text columns of all lists, in that row of the record.
class Texts {
 public:
  explicit Texts(const ir::Module& module);

  // The text in row `row` of the record's list.
  int64_t OfRow(uint32_t list, uint32_t slot, int64_t row) const;
  std::string_view Get(const abi::InputBatch& batch, int64_t record, int64_t ref) const;

 private:
  const ir::Module& module_;
  std::vector<std::pair<uint32_t, uint32_t>> of_rows_;  // list and slot of the text columns
};

}  // namespace sextant::interp
