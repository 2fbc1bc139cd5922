#include "compiler/ir/verify_view.h"

namespace sextant::ir {

using types::Kind;

namespace {

bool IsNumeric(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat;
}

std::string CheckProduct(const View& v) {
  if (v.type().kind == Kind::kFloat) {
    return v.AllArgs(Kind::kFloat) ? "" : "a float product takes floats";
  }
  const bool exact = v.type().is_exact() && v.arg(0).is_exact() && v.arg(1).is_exact();
  if (!exact || v.type().scale != v.arg(0).scale + v.arg(1).scale) {
    return "its scale is not the sum of its operands' scales";
  }
  return "";
}

std::string CheckQuotient(const View& v) {
  if (v.type().kind == Kind::kFloat) {
    return v.AllArgs(Kind::kFloat) ? "" : "a float quotient takes floats";
  }
  const bool exact = v.type().is_exact() && v.arg(0).is_exact() && v.arg(1).is_exact();
  return exact && v.type().scale == 8 ? "" : "an exact quotient has 8 places";
}

}  // namespace

std::string VerifyArithmetic(const View& v) {
  if (!v.NoneOptional()) {
    return "missing meets arithmetic";
  }
  if (v.inst.op == Op::kMul) {
    return CheckProduct(v);
  }
  if (v.inst.op == Op::kDiv) {
    return CheckQuotient(v);
  }
  return IsNumeric(v.type()) && Alike(v.arg(0), v.type()) && v.AllAlike()
             ? ""
             : "its operands are not of its type";
}

std::string VerifyRounding(const View& v) {
  if (v.inst.imm <= 0) {
    return "its step is not positive";
  }
  if (v.inst.op == Op::kRoundFloat) {
    return v.AllArgs(Kind::kFloat) && v.type().is_exact() ? "" : "it rounds a float to exact";
  }
  const bool fine = v.arg(0).is_exact() && v.type().is_exact() && v.type().scale <= v.arg(0).scale;
  return fine && v.NoneOptional() ? "" : "it needs an exact operand of at least its scale";
}

std::string VerifyConversion(const View& v) {
  if (v.arg(0).optional != v.type().optional) {
    return "it changes whether its value may be missing";
  }
  if (v.inst.op == Op::kStore) {
    return Alike(v.arg(0), v.type()) ? "" : "it stores another type";
  }
  if (v.inst.op == Op::kToFloat) {
    const bool fine = v.type().kind == Kind::kFloat && v.arg(0).kind == Kind::kNumber;
    return fine ? "" : "it takes an exact unitless number";
  }
  const Type scaled = v.arg(0).with_scale(v.type().scale);
  const bool fine = v.arg(0).is_exact() && v.type().scale > v.arg(0).scale;
  return fine && Alike(scaled, v.type()) ? "" : "it does not bring its operand to a larger scale";
}

}  // namespace sextant::ir
