#include "runtime/interp/evaluator.h"

// Lists of rules of which every condition is evaluated.
namespace sextant::interp {
namespace {

// The members of both sets; the word of a set is its 64 bits with their sign.
Value Unite(const Value& a, const Value& b) {
  return Value::OfWord(static_cast<int64_t>(a.word) | static_cast<int64_t>(b.word));
}

}  // namespace

// The rules that hold, in order; `otherwise` when none does.
bool Evaluator::FindMatches(const ir::AllMatches& list, Answer& answer) {
  for (const ir::Rule& rule : list.rules) {
    if (!rule.condition.valid()) {
      continue;
    }
    context_.rule = answer.reached = static_cast<int32_t>(&rule - list.rules.data());
    Value holds;
    if (!Eval(rule.condition, holds)) {
      return false;
    }
    if (holds.word == 0) {
      continue;
    }
    if (list.policy == ir::AllMatches::Policy::kUnique && !answer.held.empty()) {
      fault_ = {abi::FaultKind::kSecondMatch, {}, {}, 0, answer.held[0], context_};
      return false;
    }
    answer.held.push_back(context_.rule);
  }
  if (answer.held.empty() && !list.rules.back().condition.valid()) {
    answer.held.push_back(static_cast<int32_t>(list.rules.size()) - 1);
  }
  return true;
}

bool Evaluator::EvalRule(const ir::Rule& rule, std::vector<Value>& values) {
  values.resize(rule.values.size());
  for (std::size_t output = 0; output < values.size(); ++output) {
    if (!Eval(rule.values[output], values[output])) {
      return false;
    }
  }
  return true;
}

bool Evaluator::DecideBody(const ir::AllMatches& list, Answer& answer) {
  if (!FindMatches(list, answer)) {
    return false;
  }
  const bool collect = list.policy == ir::AllMatches::Policy::kCollect;
  const bool unite = list.policy == ir::AllMatches::Policy::kUnite;
  if (unite) {
    answer.outputs[0] = Value::OfWord(0);
  }
  std::vector<Value> values;
  for (const int32_t index : answer.held) {
    const ir::Rule& rule = list.rules[static_cast<std::size_t>(index)];
    context_.rule = index;
    if (!EvalRule(rule, values)) {
      return false;
    }
    if ((collect || unite) && rule.reason != ir::kNoReason) {
      answer.reasons.push_back(Value::OfWord(rule.reason));
    }
    if (unite) {
      answer.outputs[0] = Unite(answer.outputs[0], values[0]);
    } else if (collect) {
      for (std::size_t output = 0; output < values.size(); ++output) {
        answer.lists[output].push_back(values[output]);
      }
    } else if (answer.rule < 0 || IsBetter(list, values, answer.outputs)) {
      answer.rule = index;
      answer.outputs = values;
    }
  }
  return true;
}

// Whether the values of a later rule beat the best so far.
bool Evaluator::IsBetter(const ir::AllMatches& list, const std::vector<Value>& values,
                         const std::vector<Value>& best) const {
  const ir::Type& type = inst(list.rules[0].values[list.best]).type;
  const int order = Compare(type, values[list.best], best[list.best]);
  return list.lowest ? order < 0 : order > 0;
}

}  // namespace sextant::interp
