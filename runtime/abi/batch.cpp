#include "runtime/abi/batch.h"

namespace sextant::abi {

std::size_t StorageBytes(Storage storage) {
  switch (storage) {
    case Storage::kInt64:
    case Storage::kFloat64:
      return 8;
    case Storage::kInt32:
      return 4;
    case Storage::kInt8:
      return 1;
    case Storage::kText:
      return sizeof(TextRef);
  }
  return 0;
}

void OutputBuffer::Resize(Storage new_storage, int64_t rows, uint32_t new_width) {
  storage = new_storage;
  width = new_width;
  stride = (rows + 63) / 64 * 64;
  const std::size_t elements = static_cast<std::size_t>(stride) * places();
  bytes.assign(elements * StorageBytes(storage), std::byte{0});
  validity.assign(elements / 8, 0);
}

uint32_t OutputBuffer::Length(int64_t row) const {
  uint32_t length = 0;
  while (length < places() && IsValid(row, length)) {
    ++length;
  }
  return length;
}

}  // namespace sextant::abi
