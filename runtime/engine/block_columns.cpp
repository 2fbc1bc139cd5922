#include "runtime/engine/block_columns.h"

#include <cstring>

#include "compiler/ir/storage.h"
#include "compiler/support/check.h"

namespace sextant::engine {
namespace {

// The validity of columns in which no value is missing.
struct AllOnes {
  uint8_t bytes[BlockColumns::kMostRows / 8];
  constexpr AllOnes() : bytes() {
    for (uint8_t& byte : bytes) {
      byte = 0xff;
    }
  }
};
constexpr AllOnes kAllOnes;

// Moves `bytes` * 8 bits that begin at bit `shift` (1..7) of `from` to the start of `to`.
void ShiftBits(const uint8_t* from, unsigned shift, std::size_t bytes, uint8_t* to) {
  for (std::size_t i = 0; i < bytes; ++i) {
    to[i] = static_cast<uint8_t>(from[i] >> shift | from[i + 1] << (8 - shift));
  }
}

template <class From, class To>
void Relay(const From* from, int64_t rows, To* to, std::vector<int64_t>& unfit) {
  for (int64_t row = 0; row < rows; ++row) {
    to[row] = static_cast<To>(from[row]);
  }
  if constexpr (sizeof(To) < sizeof(From)) {
    for (int64_t row = 0; row < rows; ++row) {
      if (to[row] != from[row]) {
        unfit.push_back(row);
      }
    }
  }
}

// Calls use(T*) with the type of the storage, which is one of whole numbers.
template <class Use>
void WithType(abi::Storage storage, Use&& use) {
  switch (storage) {
    case abi::Storage::kInt8:
      return use(static_cast<int8_t*>(nullptr));
    case abi::Storage::kInt16:
      return use(static_cast<int16_t*>(nullptr));
    case abi::Storage::kInt32:
      return use(static_cast<int32_t*>(nullptr));
    default:
      return use(static_cast<int64_t*>(nullptr));
  }
}

void Relay(const void* values, abi::Storage from, int64_t rows, void* out, abi::Storage to,
           std::vector<int64_t>& unfit) {
  WithType(from, [&]<class From>(From*) {
    WithType(to, [&]<class To>(To*) {
      Relay(static_cast<const From*>(values), rows, static_cast<To*>(out), unfit);
    });
  });
}

}  // namespace

BlockColumns::BlockColumns(const ir::Module& module, opt::ComparedTexts texts,
                           std::vector<abi::Storage> layout)
    : layout_(layout.empty() ? ir::NaturalLayout(module) : std::move(layout)),
      own_(ir::NaturalLayout(module)),
      relaid_(module.slots.size()),
      values_(module.slots.size()),
      validity_(module.slots.size()),
      tail_(module.slots.size()),
      shifted_(module.slots.size()),
      texts_(std::move(texts)),
      text_numbers_(module.texts),
      numbers_(module.slots.size()) {
  for (uint32_t slot = 0; slot < module.slots.size(); ++slot) {
    if (!module.slots[slot].type.optional) {
      required_.push_back(slot);
    }
  }
}

void BlockColumns::MarkMissing(int64_t rows, uint8_t* marks) const {
  for (const uint32_t slot : required_) {
    if (validity_[slot] == kAllOnes.bytes) {
      continue;
    }
    for (int64_t byte = 0; byte < rows / 8; ++byte) {
      marks[byte] |= static_cast<uint8_t>(~validity_[slot][byte]);
    }
  }
}

// The elements in the layout's storage. Rows whose word has no room there are unfit.
const void* BlockColumns::ValuesAt(const abi::InputColumn& column, std::size_t slot, int64_t first,
                                   int64_t rows) {
  const abi::Storage to = layout_[slot];
  if (to == abi::Storage::kText) {
    return nullptr;
  }
  const abi::Storage from = column.stored.value_or(own_[slot]);
  const std::byte* const values =
      static_cast<const std::byte*>(column.values) +
      (column.offset + first) * static_cast<int64_t>(abi::StorageBytes(from));
  if (from == to) {
    return values;
  }
  relaid_[slot].resize(static_cast<std::size_t>(rows) * abi::StorageBytes(to));
  Relay(values, from, rows, relaid_[slot].data(), to, unfit_);
  return relaid_[slot].data();
}

void BlockColumns::PointAt(const abi::InputBatch& batch, int64_t first, int64_t rows) {
  SEXTANT_CHECK(rows % 64 == 0 && rows <= kMostRows, "a kernel takes whole blocks of rows");
  const auto mask_bytes = static_cast<std::size_t>(rows / 8);
  unfit_.clear();
  for (std::size_t i = 0; i < layout_.size(); ++i) {
    const abi::InputColumn& column = batch.columns[i];
    const int64_t place = column.offset + first;
    values_[i] = ValuesAt(column, i, first, rows);
    if (column.validity == nullptr) {
      validity_[i] = kAllOnes.bytes;
    } else if (place % 8 == 0) {
      validity_[i] = column.validity + place / 8;
    } else {
      shifted_[i].resize(mask_bytes);
      ShiftBits(column.validity + place / 8, static_cast<unsigned>(place % 8), mask_bytes,
                shifted_[i].data());
      validity_[i] = shifted_[i].data();
    }
  }
  NumberTexts(batch, first, rows);
}

void BlockColumns::CopyTail(const abi::InputBatch& batch, int64_t first, int64_t rows) {
  unfit_.clear();
  for (std::size_t i = 0; i < layout_.size(); ++i) {
    const abi::InputColumn& column = batch.columns[i];
    Copy& copy = tail_[i];
    copy = {};
    if (const void* const values = ValuesAt(column, i, first, rows)) {
      std::memcpy(copy.values, values,
                  static_cast<std::size_t>(rows) * abi::StorageBytes(layout_[i]));
    }
    for (int64_t row = 0; row < rows; ++row) {
      abi::SetBit(copy.validity, row, abi::IsValid(column, first + row));
    }
    values_[i] = copy.values;
    validity_[i] = copy.validity;
  }
  NumberTexts(batch, first, rows);
}

// Where a value is missing, nothing says where its bytes would be.
void BlockColumns::NumberTexts(const abi::InputBatch& batch, int64_t first, int64_t rows) {
  text_numbers_.Forget();
  for (std::size_t i = 0; i < layout_.size(); ++i) {
    if (!texts_.slots[i]) {
      continue;
    }
    const abi::InputColumn& column = batch.columns[i];
    numbers_[i].assign(static_cast<std::size_t>((rows + 63) / 64 * 64), -1);
    for (int64_t row = first; row < first + rows; ++row) {
      if (!abi::IsValid(column, row)) {
        continue;
      }
      const int32_t* ends = column.text_offsets + column.offset + row;
      const std::string_view text(column.text_bytes + ends[0],
                                  static_cast<std::size_t>(ends[1] - ends[0]));
      numbers_[i][static_cast<std::size_t>(row - first)] = NumberOf(text);
    }
    values_[i] = numbers_[i].data();
  }
}

}  // namespace sextant::engine
