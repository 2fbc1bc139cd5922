#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/ir/module.h"

namespace sextant::io {

// What the cells of one column of a closed domain mean. Codes written as numbers are compared by
// value (`1`, `1.0` and `1e0` are one code), texts exactly; without codes a cell holds the member's
// own name, or of a boolean true or false in any case, 1 or 0.
class CodeBook {
 public:
  static CodeBook OfMembers(const std::vector<std::string>& members);
  static CodeBook OfBooleans();
  static CodeBook OfCodes(const std::vector<ir::ColumnBinding::Code>& codes);
  // Of the flag of a set's member: like a boolean, with or without codes, and an empty cell says no.
  static CodeBook OfFlags(const std::vector<ir::ColumnBinding::Code>& codes);

  std::optional<int32_t> Find(std::string_view cell) const {
    if (cell.size() == 1 && letters_[static_cast<unsigned char>(cell[0])] >= 0) {
      return letters_[static_cast<unsigned char>(cell[0])];
    }
    return FindLong(cell);
  }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };
  using Map = std::unordered_map<std::string, int32_t, Hash, std::equal_to<>>;

  CodeBook();
  void Add(std::string text, int32_t code);
  std::optional<int32_t> FindLong(std::string_view cell) const;

  std::vector<int32_t> letters_;  // by the only byte of a cell; -1: none
  Map texts_;
  Map numbers_;  // by NumberKey
  bool any_case_ = false;
};

// One text for all ways of writing one number; nothing when the text is no number.
std::optional<std::string> NumberKey(std::string_view text);

}  // namespace sextant::io
