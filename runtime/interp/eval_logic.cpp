#include "runtime/interp/evaluator.h"

// Comparison, logic, missing, and choice among values.
namespace sextant::interp {

using types::Kind;

int Evaluator::Compare(const ir::Type& type, const Value& a, const Value& b) const {
  if (type.kind == Kind::kFloat) {
    return a.real < b.real ? -1 : a.real > b.real ? 1 : 0;
  }
  if (type.kind == Kind::kText) {
    const int order = TextOf(a.word).compare(TextOf(b.word));
    return order < 0 ? -1 : order > 0 ? 1 : 0;
  }
  return a.word < b.word ? -1 : a.word > b.word ? 1 : 0;
}

bool Evaluator::Equal(const ir::Type& type, const Value& a, const Value& b) const {
  return Compare(type, a, b) == 0;
}

bool Evaluator::EvalEq(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  out = Value::OfBool(Equal(ArgType(i, 0), a, b));
  return true;
}

bool Evaluator::EvalNe(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  out = Value::OfBool(!Equal(ArgType(i, 0), a, b));
  return true;
}

bool Evaluator::EvalLt(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  out = Value::OfBool(Compare(ArgType(i, 0), a, b) < 0);
  return true;
}

bool Evaluator::EvalLe(const Inst& i, Value& out) {
  Value a, b;
  if (!BothArgs(i, a, b)) {
    return false;
  }
  out = Value::OfBool(Compare(ArgType(i, 0), a, b) <= 0);
  return true;
}

bool Evaluator::EvalOneOf(const Inst& i, Value& out) {
  Value a, item;
  if (!Arg(i, 0, a)) {
    return false;
  }
  bool found = false;
  for (uint32_t n = 1; n < i.args_count; ++n) {
    if (!Arg(i, n, item)) {
      return false;
    }
    found = found || Equal(ArgType(i, 0), a, item);
  }
  out = Value::OfBool(found);
  return true;
}

bool Evaluator::EvalAnd(const Inst& i, Value& out) {
  return Arg(i, 0, out) && (out.word == 0 || Arg(i, 1, out));
}

bool Evaluator::EvalOr(const Inst& i, Value& out) {
  return Arg(i, 0, out) && (out.word != 0 || Arg(i, 1, out));
}

bool Evaluator::EvalNot(const Inst& i, Value& out) {
  if (!Arg(i, 0, out)) {
    return false;
  }
  out = Value::OfBool(out.word == 0);
  return true;
}

bool Evaluator::EvalRaise(const Inst& i, Value& out) {
  Value shown[2];
  for (std::size_t n = 0; n < i.args_count; ++n) {
    if (!Arg(i, n, shown[n])) {
      return false;
    }
  }
  out = Value::Missing();
  Fail(i, static_cast<abi::FaultKind>(i.imm), {shown[0], shown[1]});
  fault_.operand_count = static_cast<int>(i.args_count);
  return false;
}

bool Evaluator::EvalSelect(const Inst& i, Value& out) {
  Value condition;
  return Arg(i, 0, condition) && Arg(i, condition.word != 0 ? 1 : 2, out);
}

bool Evaluator::EvalIsKnown(const Inst& i, Value& out) {
  if (!Arg(i, 0, out)) {
    return false;
  }
  out = Value::OfBool(!out.missing);
  return true;
}

bool Evaluator::EvalCoalesce(const Inst& i, Value& out) {
  return Arg(i, 0, out) && (!out.missing || Arg(i, 1, out));
}

// Where lazy evaluation leads, the operand is present. What is worked out ahead of its need may
// also meet it missing; nobody will read the answer.
bool Evaluator::EvalUnwrap(const Inst& i, Value& out) {
  return Arg(i, 0, out) && (!out.missing || Fail(i, abi::FaultKind::kMissing));
}

bool Evaluator::EvalExtreme(const Inst& i, bool least, Value& chosen, std::size_t& position) {
  position = 0;
  if (!Arg(i, 0, chosen)) {
    return false;
  }
  for (uint32_t n = 1; n < i.args_count; ++n) {
    Value item;
    if (!Arg(i, n, item)) {
      return false;
    }
    const int order = Compare(ArgType(i, 0), item, chosen);
    if (least ? order < 0 : order > 0) {
      chosen = item;
      position = n;
    }
  }
  return true;
}

bool Evaluator::EvalMin(const Inst& i, Value& out) {
  std::size_t position = 0;
  return EvalExtreme(i, true, out, position);
}

bool Evaluator::EvalMax(const Inst& i, Value& out) {
  std::size_t position = 0;
  return EvalExtreme(i, false, out, position);
}

bool Evaluator::EvalLimit(const Inst& i, Value& out) {
  Value value, low, high;
  if (!Arg(i, 0, value) || !Arg(i, 1, low) || !Arg(i, 2, high)) {
    return false;
  }
  if (Compare(i.type, low, high) > 0) {
    return Fail(i, abi::FaultKind::kEmptyRange, {value, low, high});
  }
  out = Compare(i.type, value, low) < 0 ? low : Compare(i.type, value, high) > 0 ? high : value;
  return true;
}

bool Evaluator::EvalStartsWith(const Inst& i, Value& out) {
  Value text, prefix;
  if (!BothArgs(i, text, prefix)) {
    return false;
  }
  out = Value::OfBool(TextOf(text.word).starts_with(TextOf(prefix.word)));
  return true;
}

bool Evaluator::EvalArgMin(const Inst& i, Value& out) {
  std::size_t position = 0;
  if (!EvalExtreme(i, true, out, position)) {
    return false;
  }
  out = Value::OfWord(position);
  return true;
}

bool Evaluator::EvalArgMax(const Inst& i, Value& out) {
  std::size_t position = 0;
  if (!EvalExtreme(i, false, out, position)) {
    return false;
  }
  out = Value::OfWord(position);
  return true;
}

bool Evaluator::EvalCount(const Inst& i, int64_t& count) {
  count = 0;
  for (uint32_t n = 0; n < i.args_count; ++n) {
    Value item;
    if (!Arg(i, n, item)) {
      return false;
    }
    count += item.word != 0 ? 1 : 0;
  }
  return true;
}

bool Evaluator::EvalCount(const Inst& i, Value& out) {
  int64_t count = 0;
  const bool fine = EvalCount(i, count);
  out = Value::OfWord(count);
  return fine;
}

bool Evaluator::EvalAny(const Inst& i, Value& out) {
  int64_t count = 0;
  const bool fine = EvalCount(i, count);
  out = Value::OfBool(count > 0);
  return fine;
}

bool Evaluator::EvalNone(const Inst& i, Value& out) {
  int64_t count = 0;
  const bool fine = EvalCount(i, count);
  out = Value::OfBool(count == 0);
  return fine;
}

}  // namespace sextant::interp
