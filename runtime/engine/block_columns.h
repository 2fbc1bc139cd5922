#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/texts.h"
#include "runtime/abi/aligned.h"
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

  // `layout`: one a slot, as the kernel reads it; the elements of others are copied.
  BlockColumns(const ir::Module& module, opt::ComparedTexts texts,
               std::vector<abi::Storage> layout);

  // Rows [first, first + rows) with rows a multiple of 64 up to kMostRows; values that lie as the
  // layout says are not copied.
  void PointAt(const abi::InputBatch& batch, int64_t first, int64_t rows);
  // Fewer than 64 rows, copied and filled up with missing ones.
  void CopyTail(const abi::InputBatch& batch, int64_t first, int64_t rows);

  // The number of a text of the records pointed at, for machine code that compares it.
  int32_t NumberOf(std::string_view text) {
    return texts_.pairs ? text_numbers_.Number(text) : text_numbers_.FindConstant(text);
  }

  // Sets the bits of the rows of the stretch in which a required value is missing.
  void MarkMissing(int64_t rows, uint8_t* marks) const;

  // Rows of the stretch in which a word has no room in the layout, so that the kernel saw another.
  const std::vector<int64_t>& unfit() const { return unfit_; }

  const void* const* values() const { return values_.data(); }
  const uint8_t* const* validity() const { return validity_.data(); }

 private:
  const void* ValuesAt(const abi::InputColumn& column, std::size_t slot, int64_t first,
                       int64_t rows);
  void NumberTexts(const abi::InputBatch& batch, int64_t first, int64_t rows);

  struct Copy {
    alignas(64) std::byte values[64 * 8];
    uint8_t validity[8];
  };
  std::vector<uint32_t> required_;  // slots
  std::vector<abi::Storage> layout_;
  std::vector<abi::Storage> own_;          // of the slots' types
  std::vector<abi::AlignedBytes> relaid_;  // of columns that lie otherwise
  std::vector<int64_t> unfit_;
  std::vector<const void*> values_;
  std::vector<const uint8_t*> validity_;
  std::vector<Copy> tail_;
  std::vector<std::vector<uint8_t>> shifted_;  // validity bits moved to a byte's start
  opt::ComparedTexts texts_;
  TextNumbers text_numbers_;
  std::vector<std::vector<int32_t>> numbers_;  // of texts
};

}  // namespace sextant::engine
