#pragma once

#include <string>
#include <string_view>

#include "compiler/ir/module.h"

// Pieces of `--emit ir`.
namespace sextant::ir {

// The type with nothing left out: `money TWD(2)?` is optional, `enum 3` is anonymous.
std::string PrintedType(const Type& type, const types::EnumStore& enums);

// "list(3) " of an output that is one, or "".
std::string PrintedWidth(uint32_t width);

std::string PrintedMode(RoundingMode mode);
std::string_view PolicyName(HitPolicy policy);

// "%12"; "always" for the condition that is not there.
std::string PrintedInst(InstId id);

// " because R01", or "".
std::string PrintedReason(const Module& module, int32_t reason);

// The shape of a decision and, line by line, its parts.
std::string PrintedBody(const Module& module, const Decision& decision);

std::string PrintedBounds(const std::optional<int64_t>& low, const std::optional<int64_t>& high);
std::string PrintedBounds(const std::optional<double>& low, const std::optional<double>& high);

// " in 0..500" of a slot or parameter in stored words, "" without bounds.
template <class Input>
std::string PrintedRange(const Input& input) {
  return input.type.kind == types::Kind::kFloat ? PrintedBounds(input.float_low, input.float_high)
                                                : PrintedBounds(input.low, input.high);
}

}  // namespace sextant::ir
