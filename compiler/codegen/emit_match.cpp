#include "compiler/codegen/operations.h"

// Lists of rules of which every condition is evaluated, from the last rule to the first. A node
// leaves what the rules from it on have come to:
//   the lanes of the answer, with the faults of the values; of a list as many as there are rules
//   held: whether one of those with a condition holds, with the faults of the conditions
namespace sextant::codegen {

using llvm::Value;

namespace {

class Matcher {
 public:
  Matcher(Emitter& e, const ir::Decision& decision, const ir::AllMatches& list)
      : e_(e), s_(e.simd()), decision_(decision), list_(list) {}

  std::vector<Lanes> Emit(uint32_t rule, const std::vector<Lanes>* later) {
    const ir::Rule& own = list_.rules[rule];
    only_otherwise_ = rule + 1 < list_.rules.size() && !list_.rules[rule + 1].condition.valid();
    std::vector<Lanes> lanes = own.condition.valid() ? Over(own, later) : Alone(own);
    return rule == 0 ? Finished(std::move(lanes)) : lanes;
  }

 private:
  bool collects() const { return list_.policy == ir::AllMatches::Policy::kCollect; }

  bool unites() const { return list_.policy == ir::AllMatches::Policy::kUnite; }

  // `otherwise`
  std::vector<Lanes> Alone(const ir::Rule& own) {
    std::vector<Lanes> lanes = EmitOwnAnswer(e_, decision_, own);
    lanes.push_back({s_.SplatMask(false)});
    return lanes;
  }

  // held = condition | held(later);  rerun(held) = rerun(condition) | rerun(held(later))
  std::vector<Lanes> Over(const ir::Rule& own, const std::vector<Lanes>* later) {
    const Lanes condition = e_.Get(own.condition);
    const std::vector<Lanes> answer = EmitOwnAnswer(e_, decision_, own);
    const Lanes held = later == nullptr ? Lanes{s_.SplatMask(false)} : later->back();
    std::vector<Lanes> lanes = unites()     ? United(condition.value, answer, later)
                               : collects() ? Collected(condition.value, answer, later, held.value)
                                            : Chosen(condition.value, answer, *later, held.value);
    ShareRerun(condition.value, answer, later, held.value, lanes);
    Lanes now{s_.CreateOr(condition.value, held.value), nullptr,
              s_.EitherRerun(condition.rerun, held.rerun)};
    if (list_.policy == ir::AllMatches::Policy::kUnique) {
      now.rerun = s_.EitherRerun(now.rerun, s_.CreateAnd(condition.value, held.value));
    }
    lanes.push_back(now);
    return lanes;
  }

  // wins = condition & (not held(later) | own is at least as good)
  // answer = wins ? own : later
  std::vector<Lanes> Chosen(Value* condition, const std::vector<Lanes>& own,
                            const std::vector<Lanes>& later, Value* held) {
    Value* wins = condition;
    if (list_.policy == ir::AllMatches::Policy::kBest) {
      Value* beaten = s_.CreateAnd(held, IsBetter(later[list_.best].value, own[list_.best].value));
      wins = s_.CreateAnd(condition, s_.CreateNot(beaten));
    }
    std::vector<Lanes> lanes;
    for (std::size_t i = 0; i < own.size(); ++i) {
      lanes.push_back(
          EmitChoice(s_, wins, {own[i].value, own[i].valid}, {later[i].value, later[i].valid}));
    }
    return lanes;
  }

  // answer = later | (condition ? own : 0)
  std::vector<Lanes> United(Value* condition, const std::vector<Lanes>& own,
                            const std::vector<Lanes>* later) {
    Value* none = s_.Splat(64, 0);
    Value* mine = s_.CreateSelect(condition, own[0].value, none);
    const Lanes united{s_.CreateOr(mine, later == nullptr ? none : later->front().value)};
    return {united};
  }

  Value* IsBetter(Value* a, Value* b) {
    if (a->getType()->isFPOrFPVectorTy()) {
      return s_.CreateFCmp(list_.lowest ? llvm::CmpInst::FCMP_OLT : llvm::CmpInst::FCMP_OGT, a, b);
    }
    return s_.CreateICmp(list_.lowest ? llvm::CmpInst::ICMP_SLT : llvm::CmpInst::ICMP_SGT, a, b);
  }

  // place 0 = condition ? own : later[0]
  // place p = condition ? (held(later) ? later[p - 1] : none) : later[p]
  std::vector<Lanes> Collected(Value* condition, const std::vector<Lanes>& own,
                               const std::vector<Lanes>* later, Value* held) {
    const std::size_t length = later == nullptr ? 0 : (later->size() - 1) / own.size();
    const std::size_t places = only_otherwise_ ? length : length + 1;
    std::vector<Lanes> lanes;
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Lanes none{llvm::Constant::getNullValue(own[i].value->getType()), s_.SplatMask(false)};
      for (std::size_t place = 0; place < places; ++place) {
        const Lanes stay = place < length ? (*later)[i * length + place] : none;
        Lanes moved = place == 0 ? own[i] : (*later)[i * length + place - 1];
        if (place > 0) {
          moved.valid = s_.BothValid(moved.valid, held);
        }
        lanes.push_back(
            EmitChoice(s_, condition, {moved.value, moved.valid}, {stay.value, stay.valid}));
      }
    }
    return lanes;
  }

  // rerun = condition ? rerun(own) | (held(later) & rerun(later)) : rerun(later)
  void ShareRerun(Value* condition, const std::vector<Lanes>& own, const std::vector<Lanes>* later,
                  Value* held, std::vector<Lanes>& lanes) {
    Value* const mine = own[0].rerun;
    Value* const other = later == nullptr ? nullptr : later->front().rerun;
    Value* both = s_.EitherRerun(mine, s_.RerunWhere(other, held));
    Value* rerun = s_.ChooseRerun(condition, both, other);
    for (Lanes& lane : lanes) {
      lane.rerun = rerun;
    }
  }

  // The faults of conditions and values are those of the whole answer.
  std::vector<Lanes> Finished(std::vector<Lanes> lanes) {
    Value* rerun = s_.EitherRerun(lanes.front().rerun, lanes.back().rerun);
    lanes.pop_back();
    for (Lanes& lane : lanes) {
      lane.rerun = rerun;
    }
    return lanes;
  }

  Emitter& e_;
  Simd& s_;
  const ir::Decision& decision_;
  const ir::AllMatches& list_;
  bool only_otherwise_ = false;  // nothing else follows
};

}  // namespace

std::vector<Lanes> EmitMatch(Emitter& e, const ir::Decision& decision, const ir::AllMatches& list,
                             uint32_t rule, const std::vector<Lanes>* later) {
  return Matcher(e, decision, list).Emit(rule, later);
}

}  // namespace sextant::codegen
