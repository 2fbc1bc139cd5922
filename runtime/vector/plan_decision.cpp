#include <algorithm>

#include "compiler/ir/storage.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

using types::Kind;

std::vector<Lanes> PlanOwnAnswer(Planner& p, const ir::Decision& decision, const ir::Rule& rule) {
  std::vector<Lanes> answer;
  Operand rerun = Operand::None();
  for (ir::InstId value : rule.values) {
    answer.push_back(p.Get(value));
    rerun = p.builder().Or(rerun, answer.back().rerun);
  }
  if (decision.has_reasons) {
    const bool given = rule.reason != ir::kNoReason;
    answer.push_back({Operand::OfConstant(p.ReasonElement(), given ? rule.reason : 0),
                      given ? Operand::All() : Operand::None()});
  }
  for (Lanes& lanes : answer) {
    lanes.rerun = rerun;
  }
  return answer;
}

// answer = condition ? own : later
// rerun = rerun(condition) | (condition ? rerun(own) : rerun(later))
void PlanRule(Planner& p, uint32_t index, uint32_t number) {
  const ir::Decision& decision = p.module().decisions[index];
  const ir::Rule& rule = (*ir::RulesOf(decision))[number];
  std::vector<Lanes> own = PlanOwnAnswer(p, decision, rule);
  Answer& answer = p.AnswerOf(index);
  const bool last = answer.lanes.empty();
  if (last) {
    answer.lanes = own;
    answer.own.assign(own.size(), false);
  }
  if (!rule.condition.valid()) {
    return;
  }
  const Lanes condition = p.Get(rule.condition);
  // Without a rule behind it, no one knows the records that it leaves.
  const Operand other = last ? Operand::All() : answer.lanes.front().rerun;
  const Operand rerun = p.builder().Or(
      condition.rerun, p.builder().Choose(condition.value, own.front().rerun, other));
  p.Overwrite(answer, condition.value, own);
  for (Lanes& lanes : answer.lanes) {
    lanes.rerun = rerun;
  }
}

// The first rule to change a value gets a register for it, which those before it write where they
// hold.
void Planner::Overwrite(Answer& answer, const Operand& condition, const std::vector<Lanes>& own) {
  for (std::size_t i = 0; i < own.size(); ++i) {
    Lanes& lanes = answer.lanes[i];
    lanes.valid = builder_.Choose(condition, own[i].valid, lanes.valid);
    if (answer.own[i] && !condition.is_constant() && own[i].value != lanes.value) {
      builder_.Overwrite(lanes.value, condition, own[i].value);
      continue;
    }
    const Operand chosen = builder_.Choose(condition, own[i].value, lanes.value);
    answer.own[i] = chosen.element != Element::kBits && !chosen.is_constant() &&
                    chosen != own[i].value && chosen != lanes.value;
    lanes.value = chosen;
  }
}

namespace {

// row = outer;  for each axis to its right:  row = row * size + axis
// result = codes[row * columns + across]
Lanes PlanMatrix(Planner& p, const ir::Decision& decision, const ir::Matrix& matrix) {
  Builder& b = p.builder();
  std::vector<ir::MatrixAxis> axes = matrix.outer;
  axes.push_back({matrix.down, matrix.down_size()});
  axes.push_back({matrix.across, matrix.columns});
  Operand cell, rerun = Operand::None();
  for (const ir::MatrixAxis& axis : axes) {
    const Lanes place = PlanMember(p, axis.value, int64_t{axis.size} - 1);
    rerun = b.Or(rerun, place.rerun);
    const Operand index = b.Convert(place.value, Element::kInt32);
    if (&axis == &axes.front()) {
      cell = index;
      continue;
    }
    cell = b.Make(p.primitives().cell_of, Element::kInt32, {b.AsColumn(cell), b.AsColumn(index)});
    b.last().x = axis.size;
  }
  return {b.LookUp(cell, {matrix.codes.begin(), matrix.codes.end()},
                   p.ElementOf(decision.outputs[0].type)),
          Operand::All(), rerun};
}

// result = results[step];  missing takes one more entry
Lanes PlanBand(Planner& p, const ir::Decision& decision, const ir::Steps& steps) {
  std::vector<int64_t> results = steps.results;
  results.push_back(steps.missing_result.value_or(results.front()));
  Lanes step = PlanStep(p, steps);
  step.value =
      p.builder().LookUp(step.value, std::move(results), p.ElementOf(decision.outputs[0].type));
  return step;
}

}  // namespace

namespace {

// The number of cuts that a value has passed, where all of them are known.
Operand CountCuts(Planner& p, const ir::Steps& steps, const Operand& value,
                  const std::vector<Operand>& cuts) {
  Builder& b = p.builder();
  const Operand step =
      b.Make(p.primitives().step_of[Primitives::Of(value.element)], Element::kInt32, {value});
  std::vector<int64_t> data;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    data.push_back(cuts[i].word);
    data.push_back(steps.passes_at[i] ? 1 : 0);
  }
  b.GiveData(std::move(data));
  b.last().count = static_cast<uint32_t>(cuts.size());
  return step;
}

// The same where some are calculated from parameters.
Operand CountPassed(Planner& p, const ir::Steps& steps, const Operand& value,
                    const std::vector<Operand>& cuts) {
  std::vector<Operand> passed;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Relation relation = steps.passes_at[i] ? Relation::kGe : Relation::kGt;
    passed.push_back(p.builder().AsColumn(p.builder().Compare(relation, value, cuts[i])));
  }
  return p.builder().Convert(PlanCountOf(p, passed), Element::kInt32);
}

}  // namespace

Lanes PlanStep(Planner& p, const ir::Steps& steps) {
  Builder& b = p.builder();
  const Lanes value = p.Get(steps.value);
  Operand rerun = value.rerun;
  std::vector<Operand> cuts;
  bool known = true;
  for (ir::InstId id : steps.cuts) {
    const Lanes cut = p.Get(id);
    cuts.push_back(cut.value);
    known &= cut.value.is_constant();
    rerun = b.Or(rerun, cut.rerun);
  }
  const Operand column = b.AsColumn(value.value);
  const Operand step =
      known ? CountCuts(p, steps, column, cuts) : CountPassed(p, steps, column, cuts);
  const auto missing = static_cast<int64_t>(steps.results.size());
  return {b.Choose(value.valid, step, Operand::OfConstant(Element::kInt32, missing)),
          Operand::All(), rerun};
}

Lanes PlanMember(Planner& p, ir::InstId id, int64_t missing) {
  Builder& b = p.builder();
  const Lanes value = p.Get(id);
  const Operand index =
      b.Convert(value.value, value.valid.is_all() ? value.value.element : Element::kInt32);
  return {b.Choose(value.valid, index, Operand::OfConstant(index.element, missing)), Operand::All(),
          value.rerun};
}

std::vector<Lanes> PlanBody(Planner& p, const ir::Decision& decision) {
  if (const auto* matrix = std::get_if<ir::Matrix>(&decision.body)) {
    return {PlanMatrix(p, decision, *matrix)};
  }
  if (const auto* band = std::get_if<ir::Band>(&decision.body)) {
    return {PlanBand(p, decision, band->steps)};
  }
  return PlanScore(p, decision, std::get<ir::Score>(decision.body));
}

std::vector<Lanes> PlanDerived(Planner& p, uint32_t first, std::size_t count) {
  Builder& b = p.builder();
  std::vector<Lanes> answer;
  for (uint32_t i = first; i < first + count; ++i) {
    const ir::OutputColumn& root = p.roots()[i].column;
    const bool reason = ir::IsReason(root);
    Lanes lanes;
    if (root.type.kind == Kind::kBool) {
      lanes.value = b.Make(p.primitives().bits_of_bytes, Element::kBits,
                           {Operand::OfColumn(Element::kInt8, p.layout().DerivedValues(i))});
    } else {
      // Codes lie there as in a column of inputs, and texts as words.
      const bool code = reason || root.type.kind == Kind::kEnum;
      const Element element = reason ? p.ReasonElement() : p.ElementOf(root.type);
      lanes.value = b.Convert(
          Operand::OfColumn(code ? Element::kInt32 : element, p.layout().DerivedValues(i)),
          element);
    }
    if (reason || root.type.optional || root.width > 0) {
      lanes.valid = p.LoadBits(p.layout().DerivedBits(i));
    }
    lanes.rerun = p.LoadBits(p.layout().DerivedRerun(i));
    answer.push_back(lanes);
  }
  return answer;
}

}  // namespace sextant::vector
