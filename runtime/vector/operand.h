#pragma once

#include "runtime/vector/primitives.h"

namespace sextant::vector {

// What a call works on: a column, or one number in every row.
struct Operand {
  Element element = Element::kBits;
  Form form = kConstant;
  uint32_t column = 0;
  int64_t word = 0;  // of a constant; of a boolean 0 or 1, of a float its bits

  static Operand OfConstant(Element element, int64_t word) { return {element, kConstant, 0, word}; }
  static Operand OfColumn(Element element, uint32_t column) {
    return {element, kColumn, column, 0};
  }
  static Operand All() { return OfConstant(Element::kBits, 1); }
  static Operand None() { return OfConstant(Element::kBits, 0); }

  bool is_constant() const { return form == kConstant; }
  // Of booleans: whether every row, or no row, has the bit for certain.
  bool is_all() const { return is_constant() && word != 0; }
  bool is_none() const { return is_constant() && word == 0; }
  friend bool operator==(const Operand&, const Operand&) = default;
};

// One value of the rows of a block. What a row holds is settled only where the value is present,
// needed and not marked for rerun; elsewhere it is arbitrary.
struct Lanes {
  Operand value;
  Operand valid = Operand::All();   // the rows in which it is not missing
  Operand rerun = Operand::None();  // those that only the interpreter can decide
};

}  // namespace sextant::vector
