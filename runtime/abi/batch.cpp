#include "runtime/abi/batch.h"

namespace sextant::abi {

std::size_t StorageBytes(Storage storage) {
  switch (storage) {
    case Storage::kInt64:
    case Storage::kFloat64: return 8;
    case Storage::kInt32: return 4;
    case Storage::kInt8: return 1;
    case Storage::kText: return sizeof(TextRef);
  }
  return 0;
}

namespace {

constexpr std::size_t kAlignment = 64;

// The first aligned byte of the backing store, which is longer than the column by the alignment.
std::size_t AlignedOffset(const std::vector<std::byte>& bytes) {
  const auto address = reinterpret_cast<std::uintptr_t>(bytes.data());
  return (kAlignment - address % kAlignment) % kAlignment;
}

}  // namespace

void OutputBuffer::Resize(Storage new_storage, int64_t rows) {
  const auto padded = static_cast<std::size_t>((rows + 63) / 64 * 64);
  storage = new_storage;
  bytes.assign(padded * StorageBytes(storage) + kAlignment, std::byte{0});
  validity.assign(padded / 8, 0);
}

std::byte* OutputBuffer::values() { return bytes.data() + AlignedOffset(bytes); }

const std::byte* OutputBuffer::values() const { return bytes.data() + AlignedOffset(bytes); }

}  // namespace sextant::abi
