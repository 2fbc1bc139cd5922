#include <cmath>

#include "compiler/ir/float.h"
#include "runtime/interp/evaluator.h"

// Arithmetic. Exact: whole numbers of 128 bits, every step checked. Float: one IEEE operation,
// whose result must be finite; this file is compiled without contraction.
namespace sextant::interp {

using abi::FaultKind;
using types::Kind;

namespace {

bool IsFloat(const Inst& i) {
  return i.type.kind == Kind::kFloat;
}

}  // namespace

// Both sides are brought to whole numbers whose quotient has the 8 places.
std::optional<Int128> Quotient(Int128 a, Int128 b, int scales) {
  constexpr int kQuotientScale = 8;
  const int shift = kQuotientScale + scales;
  const auto numerator = CheckedMul(a, PowerOfTen(shift > 0 ? shift : 0));
  const auto divisor = CheckedMul(b, PowerOfTen(shift < 0 ? -shift : 0));
  return numerator && divisor ? DivideRounded(*numerator, *divisor, RoundingMode::kHalfEven)
                              : std::nullopt;
}

bool Evaluator::Exact(const Inst& i, std::optional<Int128> word,
                      std::initializer_list<Value> operands, Value& out) {
  if (!word) {
    return Fail(i, FaultKind::kOverflow, operands);
  }
  out = Value::OfWord(*word);
  return true;
}

bool Evaluator::Real(const Inst& i, double real, std::initializer_list<Value> operands,
                     Value& out) {
  if (!std::isfinite(real)) {
    return Fail(i, FaultKind::kNotFinite, operands);
  }
  out = Value::OfReal(real);
  return true;
}

bool Evaluator::EvalAdd(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  return IsFloat(i) ? Real(i, a.real + b.real, {a, b}, out)
                    : Exact(i, CheckedAdd(a.word, b.word), {a, b}, out);
}

bool Evaluator::EvalSub(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  return IsFloat(i) ? Real(i, a.real - b.real, {a, b}, out)
                    : Exact(i, CheckedSub(a.word, b.word), {a, b}, out);
}

bool Evaluator::EvalMul(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  return IsFloat(i) ? Real(i, a.real * b.real, {a, b}, out)
                    : Exact(i, CheckedMul(a.word, b.word), {a, b}, out);
}

bool Evaluator::EvalDiv(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  if (IsFloat(i) ? b.real == 0 : b.word == 0) {
    return Fail(i, FaultKind::kDivisionByZero, {a, b});
  }
  if (IsFloat(i)) {
    return Real(i, a.real / b.real, {a, b}, out);
  }
  const int scales = ArgType(i, 1).scale - ArgType(i, 0).scale;
  return Exact(i, Quotient(a.word, b.word, scales), {a, b}, out);
}

bool Evaluator::EvalNeg(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  return IsFloat(i) ? Real(i, -a.real, {a}, out) : Exact(i, CheckedSub(0, a.word), {a}, out);
}

bool Evaluator::EvalAbs(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  if (IsFloat(i)) {
    return Real(i, std::fabs(a.real), {a}, out);
  }
  return Exact(i, a.word < 0 ? CheckedSub(0, a.word) : a.word, {a}, out);
}

bool Evaluator::EvalRescale(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  if (a.missing) {
    out = a;
    return true;
  }
  const int places = i.type.scale - ArgType(i, 0).scale;
  return Exact(i, CheckedMul(a.word, PowerOfTen(places)), {a}, out);
}

bool Evaluator::EvalRound(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  const auto step = CheckedMul(i.imm, PowerOfTen(ArgType(i, 0).scale - i.type.scale));
  const auto steps = step ? DivideRounded(a.word, *step, i.mode) : std::nullopt;
  return Exact(i, steps ? CheckedMul(*steps, i.imm) : std::nullopt, {a}, out);
}

bool Evaluator::EvalRoundFloat(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  return Exact(i, ir::RoundDouble(a.real, i.type.scale, i.imm, i.mode), {a}, out);
}

bool Evaluator::EvalToFloat(const Inst& i, Value& out) {
  Value a;
  if (!Arg(i, 0, a)) {
    return false;
  }
  out = a.missing ? a : Value::OfReal(ir::NearestDouble(a.word, ArgType(i, 0).scale));
  return true;
}

bool Evaluator::EvalStore(const Inst& i, Value& out) {
  if (!Arg(i, 0, out)) {
    return false;
  }
  const bool fits = out.missing || !i.type.is_exact() || FitsInt64(out.word);
  return fits || Fail(i, FaultKind::kOverflow, {out});
}

}  // namespace sextant::interp
