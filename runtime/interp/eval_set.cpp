#include <bit>

#include "runtime/interp/evaluator.h"

// Sets: the members as the bits of one word.
namespace sextant::interp {

bool Evaluator::EvalHas(const Inst& i, Value& out) {
  Value set, member;
  if (!BothArgs(i, set, member)) {
    return false;
  }
  const auto bits = static_cast<uint64_t>(set.word);
  out = Value::OfBool((bits >> static_cast<unsigned>(member.word) & 1) != 0);
  return true;
}

bool Evaluator::EvalSetSize(const Inst& i, Value& out) {
  Value set;
  if (!Arg(i, 0, set)) {
    return false;
  }
  out = Value::OfWord(std::popcount(static_cast<uint64_t>(set.word)));
  return true;
}

}  // namespace sextant::interp
