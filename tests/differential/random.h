#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace sextant::differential {

// A small generator of our own (splitmix64): the same numbers from the same seed everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}

  uint64_t Next() {
    state_ += 0x9E3779B97F4A7C15u;
    uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  // 0 <= result < bound.
  uint64_t Below(uint64_t bound) {
    return static_cast<uint64_t>((static_cast<unsigned __int128>(Next()) * bound) >> 64);
  }
  // low <= result <= high.
  int64_t Between(int64_t low, int64_t high) {
    const uint64_t width = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
    const uint64_t step = width == 0 ? Next() : Below(width);
    return static_cast<int64_t>(static_cast<uint64_t>(low) + step);
  }
  int Int(int low, int high) { return static_cast<int>(Between(low, high)); }
  bool Chance(int percent) { return Below(100) < static_cast<uint64_t>(percent); }
  double Unit() { return static_cast<double>(Next() >> 11) * 0x1p-53; }

  template <class T>
  const T& Pick(std::span<const T> items) {
    return items[Below(items.size())];
  }
  template <class T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(items.size())];
  }
  template <class T>
  T Pick(std::initializer_list<T> items) {
    return items.begin()[Below(items.size())];
  }

 private:
  uint64_t state_;
};

// A seed that depends on both numbers: program `index` of run `seed`.
inline uint64_t MixSeeds(uint64_t seed, uint64_t index) {
  Random mixer(seed ^ (index * 0xD1342543DE82EF95u));
  mixer.Next();
  return mixer.Next();
}

}  // namespace sextant::differential
