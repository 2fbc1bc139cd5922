#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/codegen/texts.h"
#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/engine/text_numbers.h"

namespace sextant::engine {

// The input columns of a stretch of rows as a kernel wants them: aligned to a validity byte, with
// validity everywhere, in whole blocks of 64 rows. Points into the batch where that already has
// this form, and copies elsewhere. Used by one thread at a time.
class BlockColumns {
 public:
  // The longest stretch.
  static constexpr int64_t kMostRows = 16384;

  BlockColumns(const ir::Module& module, codegen::ComparedTexts texts);

  // Rows [first, first + rows) with rows a multiple of 64 up to kMostRows; values are not copied.
  void PointAt(const abi::InputBatch& batch, int64_t first, int64_t rows);
  // Fewer than 64 rows, copied and filled up with missing ones.
  void CopyTail(const abi::InputBatch& batch, int64_t first, int64_t rows);

  // The number of a text of the records pointed at, for machine code that compares it.
  int32_t NumberOf(std::string_view text) {
    return texts_.pairs ? text_numbers_.Number(text) : text_numbers_.FindConstant(text);
  }

  const void* const* values() const { return values_.data(); }
  const uint8_t* const* validity() const { return validity_.data(); }

 private:
  void NumberTexts(const abi::InputBatch& batch, int64_t first, int64_t rows);

  struct Copy {
    alignas(64) std::byte values[64 * 8];
    uint8_t validity[8];
  };
  std::vector<std::size_t> bytes_;  // of an element; 0 for text
  std::vector<const void*> values_;
  std::vector<const uint8_t*> validity_;
  std::vector<Copy> tail_;
  std::vector<std::vector<uint8_t>> shifted_;  // validity bits moved to a byte's start
  codegen::ComparedTexts texts_;
  TextNumbers text_numbers_;
  std::vector<std::vector<int32_t>> numbers_;  // of texts
};

}  // namespace sextant::engine
