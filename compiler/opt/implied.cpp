#include <algorithm>

#include "compiler/opt/known.h"
#include "compiler/opt/passes.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;

namespace {

// Goes through a list of rules, of which the first that holds gives the answer. Where a rule is
// reached, none before has held; where its conditions are asked from left to right, those before
// hold.
class RuleList {
 public:
  RuleList(Rewriter& rewriter, const Known& nothing, const Faultless& faultless)
      : rewriter_(rewriter), known_(nothing), faultless_(faultless) {}

  std::vector<ir::Rule> Shortened(const std::vector<ir::Rule>& rules) {
    std::vector<ir::Rule> kept;
    for (const ir::Rule& rule : rules) {
      if (!rule.condition.valid()) {
        kept.push_back(rule);
        break;
      }
      const Shorter shorter = Shorten(rule.condition);
      if (shorter.never && !kept.empty()) {
        continue;
      }
      kept.push_back(rule);
      kept.back().condition = shorter.condition;
      if (!shorter.condition.valid()) {
        break;
      }
      Literal failed = known_.LiteralOf(shorter.condition);
      failed.positive = !failed.positive;
      known_.Learn(failed);
    }
    return kept;
  }

 private:
  struct Shorter {
    InstId condition;  // invalid: it holds
    bool never = false;
  };

  Shorter Shorten(InstId condition) {
    std::vector<InstId> parts;
    Flatten(condition, parts);
    Known here = known_;
    std::vector<InstId> needed;
    for (const InstId part : parts) {
      const Literal literal = here.LiteralOf(part);
      const auto holds = here.Ask(literal);
      if (holds == std::optional(false) &&
          std::ranges::all_of(needed, [this](InstId id) { return faultless_.Is(id); })) {
        return {condition, true};
      }
      if (holds == std::optional(false)) {
        return {condition, false};  // a condition before may fault, and has to be asked
      }
      if (!holds) {
        needed.push_back(part);
      }
      here.Learn(literal);
    }
    return {needed.size() == parts.size() ? condition : Joined(needed), false};
  }

  // a and b and c, whatever the brackets.
  void Flatten(InstId condition, std::vector<InstId>& parts) const {
    const InstId id = rewriter_.Behind(condition);
    if (rewriter_.module().inst(id).op != Op::kAnd) {
      parts.push_back(id);
      return;
    }
    const auto args = rewriter_.module().args(id);
    const InstId left = args[0], right = args[1];
    Flatten(left, parts);
    Flatten(right, parts);
  }

  InstId Joined(const std::vector<InstId>& parts) {
    InstId all;
    for (const InstId part : parts) {
      all = all.valid() ? rewriter_.Add(Op::kAnd, ir::Type::Bool(), {all, part}) : part;
    }
    return all;
  }

  Rewriter& rewriter_;
  Known known_;
  const Faultless& faultless_;
};

std::vector<ir::Rule>* FirstMatchRules(ir::Decision& decision) {
  if (auto* list = std::get_if<ir::FirstMatch>(&decision.body)) {
    return &list->rules;
  }
  auto* machine = std::get_if<ir::Machine>(&decision.body);
  return machine == nullptr ? nullptr : &machine->stages.rules;
}

}  // namespace

void DropImpliedConditions(ir::Module& module) {
  const ir::Module before = module;
  const Schedule schedule(before);
  const Ranges ranges(before, schedule);
  const Faultless faultless(before, schedule, ranges);
  Rewriter rewriter(module);
  const Known nothing(rewriter, schedule, ranges, faultless);
  for (ir::Decision& decision : module.decisions) {
    if (std::vector<ir::Rule>* rules = FirstMatchRules(decision)) {
      *rules = RuleList(rewriter, nothing, faultless).Shortened(*rules);
    }
  }
}

}  // namespace sextant::opt
