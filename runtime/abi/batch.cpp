#include "runtime/abi/batch.h"

#include <limits>

namespace sextant::abi {

std::size_t StorageBytes(Storage storage) {
  switch (storage) {
    case Storage::kInt64:
    case Storage::kFloat64:
      return 8;
    case Storage::kInt32:
      return 4;
    case Storage::kInt16:
      return 2;
    case Storage::kInt8:
      return 1;
    case Storage::kText:
      return sizeof(TextRef);
  }
  return 0;
}

int64_t WholeAt(const void* column, Storage storage, int64_t at) {
  switch (storage) {
    case Storage::kInt64:
      return static_cast<const int64_t*>(column)[at];
    case Storage::kInt32:
    case Storage::kText:
      return static_cast<const int32_t*>(column)[at];
    case Storage::kInt16:
      return static_cast<const int16_t*>(column)[at];
    case Storage::kInt8:
      return static_cast<const int8_t*>(column)[at];
    case Storage::kFloat64:
      break;
  }
  return 0;
}

void PutWhole(void* column, Storage storage, int64_t at, int64_t whole) {
  switch (storage) {
    case Storage::kInt64:
      static_cast<int64_t*>(column)[at] = whole;
      break;
    case Storage::kInt32:
    case Storage::kText:
      static_cast<int32_t*>(column)[at] = static_cast<int32_t>(whole);
      break;
    case Storage::kInt16:
      static_cast<int16_t*>(column)[at] = static_cast<int16_t>(whole);
      break;
    case Storage::kInt8:
      static_cast<int8_t*>(column)[at] = static_cast<int8_t>(whole);
      break;
    case Storage::kFloat64:
      break;
  }
}

Storage NarrowestOf(int64_t low, int64_t high) {
  const auto fits = [&]<class T>(T) {
    return low >= std::numeric_limits<T>::min() && high <= std::numeric_limits<T>::max();
  };
  return fits(int8_t{})    ? Storage::kInt8
         : fits(int16_t{}) ? Storage::kInt16
         : fits(int32_t{}) ? Storage::kInt32
                           : Storage::kInt64;
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
