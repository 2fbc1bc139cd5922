#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sextant::engine {

// Gives equal texts equal numbers, so that a kernel can compare texts it never sees: a constant its
// place among the constants (the first of equal ones), every other text one of its own as it comes.
class TextNumbers {
 public:
  // `constants` must outlive this.
  explicit TextNumbers(const std::vector<std::string>& constants);

  // The number of a constant, or -1.
  int32_t FindConstant(std::string_view text) const;
  // The number of any text. Its bytes must stay until Forget.
  int32_t Number(std::string_view text);
  // Forgets all texts but the constants.
  void Forget();

 private:
  struct Entry {
    std::string_view text;
    uint64_t hash = 0;
    int32_t number = -1;  // -1: the place is free
  };
  std::size_t PlaceOf(std::string_view text, uint64_t hash) const;
  void Grow();

  std::vector<Entry> table_;  // open addressing; the size is a power of two
  std::vector<std::size_t> added_;
  std::size_t constants_ = 0;
};

}  // namespace sextant::engine
