#pragma once

#include <optional>
#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// The algebra of exact numbers, money, time and floats over single values. Nothing when the
// operation has no meaning for the two; the scale may exceed 18, which the caller reports.
struct ScaledType {
  Type type;
  int scale = 0;
};
std::optional<ScaledType> ArithmeticType(ast::BinaryOp op, const Type& a, const Type& b);

// Why there is none, and what to write instead.
std::string ArithmeticHint(ast::BinaryOp op, const Type& a, const std::string& a_text,
                           const Type& b, const std::string& b_text);

std::string OperatorText(ast::BinaryOp op);

}  // namespace sextant::check
