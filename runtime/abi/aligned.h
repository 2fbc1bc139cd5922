#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace sextant::abi {

// Every column of a result starts at a multiple of this.
inline constexpr std::size_t kAlignment = 64;

// Allocates at kAlignment, so that a copy of a column is aligned too.
template <class T>
struct AlignedAllocator {
  using value_type = T;

  AlignedAllocator() = default;
  template <class U>
  AlignedAllocator(const AlignedAllocator<U>&) {}

  T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), std::align_val_t{kAlignment}));
  }
  void deallocate(T* memory, std::size_t) {
    ::operator delete(memory, std::align_val_t{kAlignment});
  }
  friend bool operator==(AlignedAllocator, AlignedAllocator) { return true; }
};

using AlignedBytes = std::vector<std::byte, AlignedAllocator<std::byte>>;

}  // namespace sextant::abi
