#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"

namespace sextant::interp {

// A value of one record: `word` for every exact kind, date, code, boolean and TextRef; `real` for
// floats.
struct Value {
  bool missing = false;
  Int128 word = 0;
  double real = 0;

  static Value OfWord(Int128 word) { return {false, word, 0}; }
  static Value OfReal(double real) { return {false, 0, real}; }
  static Value OfBool(bool value) { return {false, value ? 1 : 0, 0}; }
  static Value Missing() { return {true, 0, 0}; }
  // The value a stored word of the type stands for (see ir::Op::kConst); not for text.
  static Value OfStored(const ir::Type& type, int64_t word);
};

// The items of an output that is a list; none is missing.
using List = std::vector<Value>;

}  // namespace sextant::interp
