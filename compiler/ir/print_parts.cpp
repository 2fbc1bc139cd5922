#include "compiler/ir/print_parts.h"

#include <charconv>

namespace sextant::ir {
namespace {

std::string Scaled(const std::string& name, const Type& type) {
  return name + "(" + std::to_string(type.scale) + ")";
}

std::string Plain(const Type& type, const types::EnumStore& enums) {
  switch (type.kind) {
    case types::Kind::kNumber:
      return Scaled(type.percent ? "rate" : "number", type);
    case types::Kind::kMoney:
      return Scaled("money " + type.currency.text(), type);
    case types::Kind::kEnum:
    case types::Kind::kSet: {
      const std::string& name = enums.get(type.enumeration).name;
      return (type.kind == types::Kind::kSet ? "set of " : "") +
             (name.empty() ? "enum " + std::to_string(type.enumeration.value) : name);
    }
    default:
      return types::TypeName(type.required(), enums);
  }
}

std::string Text(int64_t word) {
  return std::to_string(word);
}

std::string Text(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

template <class Number>
std::string Bounds(const std::optional<Number>& low, const std::optional<Number>& high) {
  if (!low && !high) {
    return "";
  }
  return " in " + (low ? Text(*low) : "") + ".." + (high ? Text(*high) : "");
}

}  // namespace

std::string PrintedType(const Type& type, const types::EnumStore& enums) {
  return Plain(type, enums) + (type.optional ? "?" : "");
}

std::string PrintedWidth(uint32_t width) {
  return width == 0 ? "" : "list(" + std::to_string(width) + ") ";
}

std::string PrintedMode(RoundingMode mode) {
  switch (mode) {
    case RoundingMode::kHalfEven:
      return "half_even";
    case RoundingMode::kHalfUp:
      return "half_up";
    case RoundingMode::kDown:
      return "down";
    case RoundingMode::kUp:
      return "up";
  }
  return "";
}

std::string PrintedInst(InstId id) {
  return id.valid() ? "%" + std::to_string(id.value) : "always";
}

std::string PrintedReason(const Module& module, int32_t reason) {
  return reason == kNoReason ? ""
                             : " because " + module.reasons[static_cast<std::size_t>(reason)].code;
}

std::string PrintedBounds(const std::optional<int64_t>& low, const std::optional<int64_t>& high) {
  return Bounds(low, high);
}

std::string PrintedBounds(const std::optional<double>& low, const std::optional<double>& high) {
  return Bounds(low, high);
}

}  // namespace sextant::ir
