#pragma once

#include <cstdint>

namespace sextant::io {

// xoshiro256** seeded through splitmix64 (D. Blackman and S. Vigna): the same numbers on every
// machine, which the distributions of the standard library do not promise.
class Random {
 public:
  // Streams of one seed are independent of each other.
  Random(uint64_t seed, uint64_t stream) {
    uint64_t state = Mixed(seed) ^ (Mixed(stream) * 0x9e3779b97f4a7c15u);
    for (uint64_t& word : state_) {
      state += 0x9e3779b97f4a7c15u;
      word = Mixed(state);
    }
  }

  uint64_t Next() {
    const uint64_t result = Rotated(state_[1] * 5, 7) * 9;
    const uint64_t shifted = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = Rotated(state_[3], 45);
    return result;
  }

  // 0 .. bound - 1, each as likely (D. Lemire); bound > 0.
  uint64_t Below(uint64_t bound) {
    for (;;) {
      const unsigned __int128 product = static_cast<unsigned __int128>(Next()) * bound;
      if (static_cast<uint64_t>(product) >= -bound % bound) {
        return static_cast<uint64_t>(product >> 64);
      }
    }
  }
  bool OneIn(uint64_t n) { return Below(n) == 0; }

 private:
  static uint64_t Mixed(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  static uint64_t Rotated(uint64_t x, int k) { return (x << k) | (x >> (64 - k)); }

  uint64_t state_[4];
};

}  // namespace sextant::io
