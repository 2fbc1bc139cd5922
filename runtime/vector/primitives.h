#pragma once

#include <string_view>

#include "runtime/vector/call.h"

namespace sextant::vector {

// Whether an operand is a column or one number in every row.
enum Form : uint8_t { kColumn, kConstant };

enum class Relation : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };
enum class Arith : uint8_t { kAdd, kSub, kMul, kDiv };
enum class Joint : uint8_t { kAnd, kOr, kXor, kAndNot, kOrNot };

// The functions of all calls, each in its file under primitives/, where the comment says what it
// does. An entry is null where a combination does not occur. Numbers of elements count from kInt8
// on, codes and whole numbers come before kFloat64.
struct Primitives {
  static constexpr std::size_t Of(Element element) { return static_cast<std::size_t>(element) - 1; }
  // Of floats only the bits count where values are moved: they go as kInt64.
  static constexpr std::size_t PlaceOf(Element element) {
    return Of(element == Element::kFloat64 ? Element::kInt64 : element);
  }

  // compare.h
  Function compare[6][5][2];     // relation, element, form of b
  Function same_text[2];         // form of b
  Function choose[4][2][2];      // PlaceOf the element, forms of a and b
  Function overwrite[4][2];      // element, form of a
  Function copy[4][2];           // element, form of a
  Function extreme[2][5][2][2];  // whether greatest, element, forms of a and b
  // bits.h
  Function join[5];  // Joint
  Function invert, include, choose_bits, copy_bits, fill_bits, count_bits;
  // convert.h
  Function convert[4][4];  // from, to
  Function bits_of_bytes, bytes_of_bits, text_of_numbers;
  Function look_up[3][4];  // element of the index, of the result
  Function add_looked_up, cell_of;
  Function step_of[5];  // element
  // arith.h
  Function exact[3][2][2][2];  // Arith, checked, forms of a and b
  Function real[4][2][2][2];
  Function unite[2];  // form of b
  Function absolute, negated_real, absolute_real, size_of_set, outside, to_real;
  Function has[2];  // form of b
  // divide.h
  Function divide_ratio[2];  // exact
  Function divide_amount;
  Function divide_by_constant[2];  // even
  // round.h, by RoundingMode
  Function round[4], round_real[4];
  // dates.h
  Function add_days, add_months, window_end, days_between, months_between;
  // rows.h
  Function require_range[5];  // element
  Function take_reason;
};

// The best level that this machine has, or the one called `name`; null when it has not that.
const Primitives* PrimitivesOf(std::string_view name = {});

}  // namespace sextant::vector
