#include <algorithm>
#include <functional>

#include "runtime/interp/evaluator.h"
#include "runtime/interp/explain.h"

// Decisions. Each is worked out whole, once a record.
namespace sextant::interp {

const Answer& Evaluator::Decide(uint32_t decision) {
  Answer& answer = answers_[decision];
  if (answer.record == record_) {
    return answer;
  }
  answer.record = record_;
  answer.order = decided_++;
  answer.fault = -1;
  answer.rule = answer.reached = -1;
  answer.reasons.clear();
  answer.held.clear();
  for (List& list : answer.lists) {
    list.clear();
  }
  const Context outer = context_;
  context_ = {static_cast<int32_t>(decision), -1, -1};
  const bool fine = std::visit([&](const auto& body) { return DecideBody(body, answer); },
                               module_.decisions[decision].body);
  answer.fault = fine ? -1 : Remember(fault_);
  context_ = outer;
  return answer;
}

// The first rule whose condition holds assigns every output.
bool Evaluator::DecideBody(const ir::FirstMatch& list, Answer& answer) {
  for (const ir::Rule& rule : list.rules) {
    context_.rule = answer.reached = static_cast<int32_t>(&rule - list.rules.data());
    Value holds = Value::OfBool(true);
    if (rule.condition.valid() && !Eval(rule.condition, holds)) {
      return false;
    }
    if (holds.word == 0) {
      continue;
    }
    answer.rule = context_.rule;
    return Assign(rule, answer) && TakeReasons(rule, answer);
  }
  return true;  // not reached: the last rule has no condition
}

// Every output of the rule; a list is that of another decision.
bool Evaluator::Assign(const ir::Rule& rule, Answer& answer) {
  const auto& decision = module_.decisions[static_cast<std::size_t>(context_.decision)];
  for (std::size_t output = 0; output < rule.values.size(); ++output) {
    if (decision.outputs[output].width == 0) {
      if (!Eval(rule.values[output], answer.outputs[output])) {
        return false;
      }
      continue;
    }
    const int64_t list = inst(rule.values[output]).imm;
    const Answer& other = Decide(static_cast<uint32_t>(list >> 16));
    if (other.fault >= 0) {
      return FailAgain(other.fault);
    }
    answer.lists[output] = other.lists[static_cast<std::size_t>(list & 0xffff)];
  }
  return true;
}

// With a list of reasons the rule stands for another decision, whose reasons they are.
bool Evaluator::TakeReasons(const ir::Rule& rule, Answer& answer) {
  if (module_.decisions[static_cast<std::size_t>(context_.decision)].reason_width == 0) {
    return true;
  }
  const auto index = static_cast<uint32_t>(inst(rule.values.front()).imm >> 16);
  const Answer& other = Decide(index);
  answer.reasons = other.reasons;
  const int32_t single = ReasonOf(module_.decisions[index], other);
  if (single != ir::kNoReason) {
    answer.reasons.push_back(Value::OfWord(single));
  }
  return true;
}

bool Evaluator::DecideBody(const ir::Machine& machine, Answer& answer) {
  return DecideBody(machine.stages, answer);
}

bool Evaluator::DecideBody(const ir::Matrix& matrix, Answer& answer) {
  uint32_t row = 0;
  std::vector<ir::MatrixAxis> axes = matrix.outer;
  axes.push_back({matrix.down, matrix.down_size()});
  for (const ir::MatrixAxis& axis : axes) {
    Value down;
    if (!Eval(axis.value, down)) {
      return false;
    }
    // Missing has the last row and column.
    row = row * axis.size + (down.missing ? axis.size - 1 : static_cast<uint32_t>(down.word));
  }
  Value across;
  if (!Eval(matrix.across, across)) {
    return false;
  }
  const auto column = across.missing ? matrix.columns - 1 : static_cast<uint32_t>(across.word);
  const uint32_t cell = row * matrix.columns + column;
  answer.rule = static_cast<int32_t>(cell);
  answer.outputs[0] = Value::OfWord(matrix.codes[cell]);
  return true;
}

std::size_t Evaluator::StepOf(const ir::Steps& steps, const Value& value) {
  const ir::Type& type = inst(steps.value).type;
  std::size_t passed = 0;
  for (std::size_t i = 0; i < steps.cuts.size(); ++i) {
    Value cut;
    Eval(steps.cuts[i], cut);  // a constant or a parameter
    const int order = Compare(type, value, cut);
    passed += steps.passes_at[i] ? order >= 0 : order > 0;
  }
  return passed;
}

bool Evaluator::DecideBody(const ir::Band& band, Answer& answer) {
  Value value;
  if (!Eval(band.steps.value, value)) {
    return false;
  }
  if (value.missing) {
    answer.rule = static_cast<int32_t>(band.steps.results.size());
    answer.outputs[0] = Value::OfWord(*band.steps.missing_result);
    return true;
  }
  const std::size_t step = StepOf(band.steps, value);
  answer.rule = static_cast<int32_t>(step);
  answer.outputs[0] = Value::OfWord(band.steps.results[step]);
  return true;
}

bool Evaluator::Points(const ir::Steps& steps, const ir::Characteristic& characteristic,
                       int64_t& points, int32_t& reason) {
  Value value;
  if (!Eval(steps.value, value)) {
    return false;
  }
  if (value.missing) {
    points = *steps.missing_result;
    reason = characteristic.missing_reason;
    return true;
  }
  const std::size_t step = StepOf(steps, value);
  points = steps.results[step];
  reason = characteristic.reasons.empty() ? ir::kNoReason : characteristic.reasons[step];
  return true;
}

bool Evaluator::Points(const ir::MemberPoints& members, const ir::Characteristic& characteristic,
                       int64_t& points, int32_t& reason) {
  Value value;
  if (!Eval(members.value, value)) {
    return false;
  }
  if (value.missing) {
    points = *members.missing_points;
    reason = characteristic.missing_reason;
    return true;
  }
  const auto member = static_cast<std::size_t>(value.word);
  points = members.points[member];
  reason = characteristic.reasons.empty() ? ir::kNoReason : characteristic.reasons[member];
  return true;
}

namespace {

// Why a characteristic gave fewer points than it could.
struct Lost {
  Int128 points = 0;
  int32_t reason = ir::kNoReason;
};

// Most points lost first, as written where as many were lost; each reason once.
void ListReasons(std::vector<Lost> lost, uint32_t most, List& reasons) {
  std::ranges::stable_sort(lost, std::greater<>(), &Lost::points);
  for (const Lost& loss : lost) {
    const auto same = [&](const Value& listed) { return listed.word == loss.reason; };
    const bool counts = loss.points > 0 && loss.reason != ir::kNoReason;
    if (counts && reasons.size() < most && std::ranges::none_of(reasons, same)) {
      reasons.push_back(Value::OfWord(loss.reason));
    }
  }
}

}  // namespace

bool Evaluator::DecideBody(const ir::Score& score, Answer& answer) {
  const auto& decision = module_.decisions[static_cast<std::size_t>(context_.decision)];
  std::vector<Lost> lost;
  Int128 sum = score.base;
  for (const ir::Characteristic& characteristic : score.characteristics) {
    context_.rule = static_cast<int32_t>(&characteristic - score.characteristics.data());
    int64_t points = 0;
    int32_t reason = ir::kNoReason;
    if (!std::visit([&](const auto& bins) { return Points(bins, characteristic, points, reason); },
                    characteristic.points)) {
      return false;
    }
    sum += points;
    lost.push_back({Int128{ir::BestPoints(characteristic)} - points, reason});
  }
  context_.rule = -1;
  ListReasons(std::move(lost), decision.reason_width, answer.reasons);
  answer.outputs[0] = Value::OfWord(sum);
  if (FitsInt64(sum)) {
    return true;
  }
  fault_ = {abi::FaultKind::kOverflow, {}, {}, 0, -1, context_};
  return false;
}

}  // namespace sextant::interp
