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

void OutputBuffer::Resize(Storage new_storage, int64_t rows) {
  const auto padded = static_cast<std::size_t>((rows + 63) / 64 * 64);
  storage = new_storage;
  bytes.assign(padded * StorageBytes(storage), std::byte{0});
  validity.assign(padded / 8, 0);
}

}  // namespace sextant::abi
