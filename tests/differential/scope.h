#pragma once

#include <string>
#include <vector>

#include "compiler/types/type.h"
#include "tests/differential/tree.h"

namespace sextant::differential {

using types::EnumId;
using types::Kind;
using types::Type;

// Something an expression can name where it stands.
struct Variable {
  std::string name;  // as written: `f3`, `S1.line`, `x2.bound_by`
  Type type;
  Construct construct{};
  Estimate estimate;
};

// A parameter, for cut-offs: its range and default as words of its type.
struct Param {
  std::string name;
  Type type;
  int64_t low = 0, high = 0, default_word = 0;
};

struct Enumeration {
  std::vector<std::string> members;
  std::string name = "";  // declared with `enum`
  bool named = false;    // made by a band, life cycle or matrix: a type of its own
  bool ordered = false;  // of a band: its members compare by `<`
};

// The names in force. Copied where an inner scope begins.
struct Scope {
  std::vector<Variable> variables;
};

// Of one value: an exact type without its scale and range, so that any scale will do.
inline Type Family(Type type) {
  type.scale = 0;
  type.percent = false;
  type.optional = false;
  type.series = 0;
  return type;
}
inline bool SameFamily(const Type& a, const Type& b) {
  return Family(a) == Family(b);
}

}  // namespace sextant::differential
