#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/types/type.h"

namespace sextant::types {

// An enumeration: its members in source order; a member's code is its position. `name` is the
// declaration that made it (a band, life cycle or quadrant) and empty for `one of { … }`. No member
// stands twice.
struct Enumeration {
  std::string name;
  std::vector<std::string> members;
};

// Every enumeration of one program. Unnamed enumerations with the same members in the same order
// are one type; each named one is a type of its own.
class EnumStore {
 public:
  EnumId AddNamed(std::string name, std::vector<std::string> members);
  EnumId InternAnonymous(std::vector<std::string> members);

  const Enumeration& get(EnumId id) const { return enums_[id.index()]; }
  std::size_t size() const { return enums_.size(); }
  // The code of a member, or nothing.
  std::optional<int32_t> Find(EnumId id, std::string_view member) const;

 private:
  std::vector<Enumeration> enums_;
  std::vector<std::unordered_map<std::string, int32_t>> codes_;  // of the members, by EnumId
  std::map<std::vector<std::string>, EnumId> anonymous_;
};

// The type as an analyst writes it: `money CNY(4) optional`, `series of 6 integer`,
// `one of { a, b }`, `set of { a, b }`.
std::string TypeName(const Type& type, const EnumStore& enums);

// A stored value as an analyst writes it: `1_000 CNY`, `5%`, `2026-03-31`, `mature`. `word` holds
// the scaled whole number, the days, the code, 0/1, the bits of a double, or a set's.
std::string FormatValue(const Type& type, const EnumStore& enums, __int128 word);

}  // namespace sextant::types
