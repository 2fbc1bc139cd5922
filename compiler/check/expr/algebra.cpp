#include <algorithm>

#include "compiler/check/expr/arithmetic.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

using ast::BinaryOp;

constexpr int kQuotientScale = 8;

bool IsUnitless(const Type& type) {
  return type.kind == Kind::kNumber || type.kind == Kind::kFloat;
}

bool SameUnit(const Type& a, const Type& b) {
  return a.kind == b.kind && a.currency == b.currency && a.unit == b.unit;
}

ScaledType Scaled(const Type& type, int scale) {
  return {type, scale};
}

std::optional<ScaledType> Sum(BinaryOp op, const Type& a, const Type& b) {
  const bool subtract = op == BinaryOp::kSubtract;
  if (a.kind == Kind::kDate && b.kind == Kind::kDuration) {
    return Scaled(a, 0);
  }
  if (a.kind == Kind::kDate && b.kind == Kind::kDate && subtract) {
    return Scaled(Type::Duration(types::DurationUnit::kDays), 0);
  }
  if (a.is_exact() && SameUnit(a, b)) {
    return Scaled(a, std::max(a.scale, b.scale));
  }
  return std::nullopt;
}

std::optional<ScaledType> Product(const Type& a, const Type& b) {
  const int scale = a.scale + b.scale;
  if (a.kind == Kind::kNumber && (b.kind == Kind::kNumber || b.kind == Kind::kMoney)) {
    return Scaled(b, scale);
  }
  if (a.kind == Kind::kMoney && b.kind == Kind::kNumber) {
    return Scaled(a, scale);
  }
  if (a.kind == Kind::kDuration && b.is_integer()) {
    return Scaled(a, 0);
  }
  if (a.is_integer() && b.kind == Kind::kDuration) {
    return Scaled(b, 0);
  }
  return std::nullopt;
}

std::optional<ScaledType> Quotient(const Type& a, const Type& b) {
  if (a.kind == Kind::kMoney && b.kind == Kind::kNumber) {
    return Scaled(a, kQuotientScale);
  }
  if (a.is_exact() && SameUnit(a, b)) {
    return Scaled(Type::Number(kQuotientScale), kQuotientScale);
  }
  return std::nullopt;
}

bool IsSum(BinaryOp op) {
  return op == BinaryOp::kAdd || op == BinaryOp::kSubtract;
}

std::string DateHint(BinaryOp op, const Type& a, const Type& b, const std::string& b_text) {
  if (a.kind == Kind::kDuration && b.kind == Kind::kDate && op == BinaryOp::kAdd) {
    return "write the date first: `date + length of time`";
  }
  if (b.kind == Kind::kNumber && IsSum(op)) {
    return "write the unit: `" + b_text + " days` or `" + b_text + " months`";
  }
  if (a.kind == Kind::kDate && b.kind == Kind::kDate) {
    return "the time between two dates is `days from … to …` or `months from … to …`";
  }
  return "a date takes `+` and `-` with a length of time, as in `as_of - 30 days`";
}

std::string MoneyHint(BinaryOp op, const Type& a, const Type& b) {
  if (op == BinaryOp::kMultiply && a.kind == Kind::kMoney && b.kind == Kind::kMoney) {
    return "an amount times an amount is not an amount; multiply by a number or a rate";
  }
  if (op == BinaryOp::kDivide && a.kind == Kind::kNumber && b.kind == Kind::kMoney) {
    return "an amount can be divided by a number, or by another amount of its currency; is it "
           "meant the other way round?";
  }
  return "";
}

std::string DurationHint(BinaryOp op, const Type& b) {
  if (op == BinaryOp::kMultiply) {
    return "a length of time can only be multiplied by a whole number";
  }
  if (op == BinaryOp::kDivide && b.kind == Kind::kNumber) {
    return "a length of time can only be divided by another one, which gives a number, as in "
           "`tenure / 12 months`";
  }
  return "";
}

}  // namespace

std::optional<ScaledType> ArithmeticType(BinaryOp op, const Type& a, const Type& b) {
  if (IsUnitless(a) && IsUnitless(b) && (a.kind == Kind::kFloat || b.kind == Kind::kFloat)) {
    return Scaled(Type::Float(), 0);
  }
  if (op == BinaryOp::kMultiply) {
    return Product(a, b);
  }
  return op == BinaryOp::kDivide ? Quotient(a, b) : Sum(op, a, b);
}

std::string ArithmeticHint(BinaryOp op, const Type& a, const std::string& a_text, const Type& b,
                           const std::string& b_text) {
  const auto either = [&](Kind kind) { return a.kind == kind || b.kind == kind; };
  if (either(Kind::kBool) || either(Kind::kText) || either(Kind::kEnum) || either(Kind::kSet)) {
    return "only numbers, amounts, dates and lengths of time can be calculated with";
  }
  if (either(Kind::kDate)) {
    return DateHint(op, a, b, b_text);
  }
  const std::string special = either(Kind::kMoney) ? MoneyHint(op, a, b) : "";
  if (!special.empty()) {
    return special;
  }
  const std::string time = either(Kind::kDuration) ? DurationHint(op, b) : "";
  if (!time.empty()) {
    return time;
  }
  const bool float_first = a.kind == Kind::kFloat;
  if (either(Kind::kFloat) && either(Kind::kMoney)) {
    const std::string left = float_first ? RoundedText(a_text, 6) : a_text;
    const std::string right = float_first ? b_text : RoundedText(b_text, 6);
    return "turn the float into an exact number first: `" + left + " " + OperatorText(op) + " " +
           right + "`";
  }
  return MismatchHint(a, a_text, b, b_text);
}

std::string OperatorText(BinaryOp op) {
  switch (op) {
    case BinaryOp::kAdd:
      return "+";
    case BinaryOp::kSubtract:
      return "-";
    case BinaryOp::kMultiply:
      return "*";
    case BinaryOp::kDivide:
      return "/";
    case BinaryOp::kEqual:
      return "=";
    case BinaryOp::kNotEqual:
      return "<>";
    case BinaryOp::kLess:
      return "<";
    case BinaryOp::kLessEqual:
      return "<=";
    case BinaryOp::kGreater:
      return ">";
    case BinaryOp::kGreaterEqual:
      return ">=";
    case BinaryOp::kAnd:
      return "and";
    case BinaryOp::kOr:
      return "or";
    case BinaryOp::kImplies:
      return "implies";
  }
  return "";
}

}  // namespace sextant::check
