#pragma once

#include <cstring>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "runtime/abi/aligned.h"
#include "runtime/vector/primitives.h"

namespace sextant::test {

using namespace sextant::vector;

// The levels of instructions that this machine has.
inline std::vector<std::string_view> LevelsHere() {
  std::vector<std::string_view> levels;
  for (const std::string_view level : {"x86-64-v4", "x86-64-v3", "x86-64"}) {
    if (PrimitivesOf(level) != nullptr) {
      levels.push_back(level);
    }
  }
  return levels.empty() ? std::vector<std::string_view>{""} : levels;
}

// Columns for one call of a primitive. Those that are written begin with garbage, and nothing may
// be written behind their rows.
class Sheet {
 public:
  explicit Sheet(int64_t words) : words_(words) {}

  int64_t rows() const { return words_ * kWordRows; }

  // A column of these values, over and over.
  template <class T>
  uint32_t Add(const std::vector<T>& values) {
    const uint32_t column = New(static_cast<std::size_t>(rows()) * sizeof(T));
    for (int64_t row = 0; row < rows(); ++row) {
      Values<T>(column)[row] = values[static_cast<std::size_t>(row) % values.size()];
    }
    return column;
  }
  template <class T>
  uint32_t AddGarbage() {
    return New(static_cast<std::size_t>(rows()) * sizeof(T));
  }
  uint32_t AddBits() { return New(static_cast<std::size_t>(words_) * 8); }
  // A bit for each row where test(row) holds.
  template <class Test>
  uint32_t AddBits(const Test& test) {
    const uint32_t column = AddBits();
    std::memset(columns_[column].data(), 0, static_cast<std::size_t>(words_) * 8);
    for (int64_t row = 0; row < rows(); ++row) {
      Values<uint64_t>(column)[row / 64] |= uint64_t{test(row)} << (row % 64);
    }
    return column;
  }

  template <class T>
  T* Values(uint32_t column) {
    return reinterpret_cast<T*>(columns_[column].data());
  }
  bool Bit(uint32_t column, int64_t row) {
    return Values<uint64_t>(column)[row / 64] >> (row % 64) & 1;
  }

  void Run(Function run, Call call) {
    call.run = run;
    std::vector<std::byte*> columns;
    for (abi::AlignedBytes& column : columns_) {
      columns.push_back(column.data());
    }
    run(call, columns.data(), words_);
    for (const abi::AlignedBytes& column : columns_) {
      for (std::size_t i = column.size() - kGuard; i < column.size(); ++i) {
        REQUIRE(column[i] == kGarbage);
      }
    }
  }

 private:
  static constexpr std::size_t kGuard = 64;
  static constexpr std::byte kGarbage{0xa5};

  uint32_t New(std::size_t bytes) {
    columns_.emplace_back(bytes + kGuard, kGarbage);
    return static_cast<uint32_t>(columns_.size() - 1);
  }

  int64_t words_;
  std::vector<abi::AlignedBytes> columns_;
};

// Whole numbers about the limits of 64 bits, of doubles and of nothing.
inline std::vector<int64_t> LimitWords() {
  std::vector<int64_t> words;
  for (int64_t near : {INT64_MIN, int64_t{0}, INT64_MAX, int64_t{1} << 62, -(int64_t{1} << 62),
                       int64_t{1} << 53, int64_t{1} << 50, -(int64_t{1} << 50), int64_t{1} << 32,
                       int64_t{3037000500}, int64_t{1'000'000'007}, int64_t{250}, int64_t{-750}}) {
    for (int64_t step = -3; step <= 3; ++step) {
      int64_t word;
      if (!__builtin_add_overflow(near, step, &word)) {
        words.push_back(word);
      }
    }
  }
  return words;
}

}  // namespace sextant::test
