#pragma once

#include <optional>

#include "compiler/check/program.h"

namespace sextant::check {

// Whether the checked expression is a constant: a literal, with or without a sign, or the member of
// an enumeration.
bool IsConstant(const Program& program, ast::ExprId id);

// The stored word of a checked constant brought to `target`: the scaled whole number, days, code,
// 0/1, or the bits of the nearest double. Nothing when it is no constant, is of another kind, needs
// more decimal places than `target` keeps or does not fit 64 bits.
std::optional<int64_t> ConstantWord(const Program& program, ast::ExprId id, const Type& target);

// The nearest double to word * 10^-scale, ties to even.
double NearestDouble(Int128 word, int scale);

}  // namespace sextant::check
