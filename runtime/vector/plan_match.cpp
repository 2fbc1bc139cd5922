#include "runtime/vector/operations.h"

// Lists of rules of which every condition is evaluated, from the last rule to the first. What the
// rules from one on have come to:
//   the lanes of the answer, with the faults of the values; of a list as many as there are rules
//   held: whether one of those with a condition holds, with the faults of the conditions
namespace sextant::vector {

namespace {

class Matcher {
 public:
  Matcher(Planner& p, uint32_t decision, const ir::AllMatches& list)
      : p_(p),
        b_(p.builder()),
        decision_(p.module().decisions[decision]),
        list_(list),
        answer_(p.AnswerOf(decision)) {}

  void Plan(uint32_t number) {
    const ir::Rule& rule = list_.rules[number];
    last_ = number + 1 == list_.rules.size();
    only_otherwise_ = !last_ && !list_.rules[number + 1].condition.valid();
    if (rule.condition.valid()) {
      PlanOver(rule);
    } else {
      answer_.lanes = PlanOwnAnswer(p_, decision_, rule);
      answer_.own.assign(answer_.lanes.size(), false);
      answer_.held = {Operand::None()};
    }
    if (number == 0) {
      Finish();
    }
  }

 private:
  // held = condition | held(later);  rerun(held) = rerun(condition) | rerun(held(later))
  void PlanOver(const ir::Rule& rule) {
    const Lanes condition = p_.Get(rule.condition);
    const std::vector<Lanes> own = PlanOwnAnswer(p_, decision_, rule);
    const Lanes held = last_ ? Lanes{Operand::None()} : answer_.held;
    const Operand rerun = RerunOver(condition.value, own, held.value);
    switch (list_.policy) {
      case ir::AllMatches::Policy::kUnite:
        Unite(condition.value, own);
        break;
      case ir::AllMatches::Policy::kCollect:
        Collect(condition.value, own, held.value);
        break;
      default:
        Choose(condition.value, own, held.value);
        break;
    }
    for (Lanes& lanes : answer_.lanes) {
      lanes.rerun = rerun;
    }
    answer_.held = {b_.Or(condition.value, held.value), Operand::All(),
                    b_.Or(condition.rerun, held.rerun)};
    if (list_.policy == ir::AllMatches::Policy::kUnique) {
      answer_.held.rerun = b_.Or(answer_.held.rerun, b_.And(condition.value, held.value));
    }
  }

  // rerun = condition ? rerun(own) | (held(later) & rerun(later)) : rerun(later)
  Operand RerunOver(const Operand& condition, const std::vector<Lanes>& own, const Operand& held) {
    const Operand mine = own[0].rerun;
    const Operand other = last_ ? Operand::None() : answer_.lanes.front().rerun;
    return b_.Choose(condition, b_.Or(mine, b_.And(other, held)), other);
  }

  // wins = condition & (not held(later) | own is at least as good)
  // answer = wins ? own : later
  void Choose(const Operand& condition, const std::vector<Lanes>& own, const Operand& held) {
    if (last_) {
      answer_.lanes = own;
      answer_.own.assign(own.size(), false);
      return;
    }
    Operand wins = condition;
    if (list_.policy == ir::AllMatches::Policy::kBest) {
      const Relation better = list_.lowest ? Relation::kLt : Relation::kGt;
      const Operand beaten =
          b_.And(held, b_.Compare(better, answer_.lanes[list_.best].value, own[list_.best].value));
      wins = b_.AndNot(condition, beaten);
    }
    p_.Overwrite(answer_, wins, own);
  }

  // answer = later | (condition ? own : 0)
  void Unite(const Operand& condition, const std::vector<Lanes>& own) {
    const Operand none = Operand::OfConstant(Element::kInt64, 0);
    const Operand mine = b_.Choose(condition, own[0].value, none);
    const Operand later = last_ ? none : answer_.lanes.front().value;
    answer_.lanes = {{b_.Unite(mine, later)}};
  }

  // place 0 = condition ? own : later[0]
  // place p = condition ? (held(later) ? later[p - 1] : none) : later[p]
  void Collect(const Operand& condition, const std::vector<Lanes>& own, const Operand& held) {
    const std::size_t length = last_ ? 0 : answer_.lanes.size() / own.size();
    const std::size_t places = only_otherwise_ ? length : length + 1;
    std::vector<Lanes> lanes;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Lanes none{Operand::OfConstant(own[i].value.element, 0), Operand::None()};
      for (std::size_t place = 0; place < places; ++place) {
        const Lanes stay = place < length ? answer_.lanes[i * length + place] : none;
        Lanes moved = place == 0 ? own[i] : answer_.lanes[i * length + place - 1];
        if (place > 0) {
          moved.valid = b_.And(moved.valid, held);
        }
        lanes.push_back({b_.Choose(condition, moved.value, stay.value),
                         b_.Choose(condition, moved.valid, stay.valid)});
      }
    }
    answer_.lanes = std::move(lanes);
  }

  // The faults of conditions and values are those of the whole answer.
  void Finish() {
    const Operand rerun = b_.Or(answer_.lanes.front().rerun, answer_.held.rerun);
    for (Lanes& lanes : answer_.lanes) {
      lanes.rerun = rerun;
    }
  }

  Planner& p_;
  Builder& b_;
  const ir::Decision& decision_;
  const ir::AllMatches& list_;
  Answer& answer_;
  bool last_ = false;            // no rule follows
  bool only_otherwise_ = false;  // nothing else follows
};

}  // namespace

void PlanMatch(Planner& p, uint32_t decision, const ir::AllMatches& list, uint32_t rule) {
  Matcher(p, decision, list).Plan(rule);
}

}  // namespace sextant::vector
