#pragma once

#include "runtime/vector/planner.h"

// What the planner can plan, each in the file of its group (plan_arith.cpp, plan_div.cpp, …).
namespace sextant::vector {

// One for each operation of the IR that is not foreign: one without a plan does not link.
#define SEXTANT_OP(Name, text, args) Lanes Plan##Name(Planner& p, const ir::Inst& inst);
#define SEXTANT_FOREIGN_OP(Name, text, args)
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP

// Floats: a op b.
Lanes PlanReal(Planner& p, const ir::Inst& inst, Arith arith);

// A rule over the answer of the rules after it; `last`: there are none.
void PlanRule(Planner& p, uint32_t decision, uint32_t rule);
// The same in a list that evaluates every condition. Rules after the first leave behind the answer
// whether a rule with a condition holds (plan_match.cpp).
void PlanMatch(Planner& p, uint32_t decision, const ir::AllMatches& list, uint32_t rule);
// The rule's own answer: its values and its reason, each with the faults of all values.
std::vector<Lanes> PlanOwnAnswer(Planner& p, const ir::Decision& decision, const ir::Rule& rule);
// A matrix, band or scorecard: its answer.
std::vector<Lanes> PlanBody(Planner& p, const ir::Decision& decision);
// What the interpreter has worked out: `count` derived columns from the `first` on.
std::vector<Lanes> PlanDerived(Planner& p, uint32_t first, std::size_t count);
// A scorecard: its sum, and its reasons.
std::vector<Lanes> PlanScore(Planner& p, const ir::Decision& decision, const ir::Score& score);

// The place of a value among steps, or of a member: an index with one more for missing.
Lanes PlanStep(Planner& p, const ir::Steps& steps);
Lanes PlanMember(Planner& p, ir::InstId value, int64_t missing);

// How many of these columns of booleans hold.
Operand PlanCountOf(Planner& p, const std::vector<Operand>& columns);

void PlanSlotCheck(Planner& p, uint32_t slot);
// A condition that has to hold for every record that is not marked.
void PlanRequired(Planner& p, ir::InstId condition);
void PlanOutput(Planner& p, uint32_t output, uint32_t first_place);

// condition ? a : b, where a row of b counts only when it is not taken from a.
Lanes PlanChoice(Builder& builder, const Operand& condition, const Lanes& a, const Lanes& b);

}  // namespace sextant::vector
