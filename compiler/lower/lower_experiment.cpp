#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

// An experiment is a list of its arms: the first whose places reach beyond the record's takes the
// answer of its decision, and so only that one is evaluated.
namespace sextant::lower {
namespace {

// Output `part` of the arm's decision, or its reason.
InstId ReadArm(Context& context, const check::Arm& arm, const Type& type, uint32_t part) {
  const int64_t decision = context.decision_index[arm.decision];
  return context.Add(Op::kDecision, type, {}, arm.span, decision << 16 | part);
}

// `arm` and `reason` are the experiment's own, behind the outputs of its arms.
InstId LowerArmOutput(Context& context, const check::Decision& experiment, std::size_t arm_index,
                      std::size_t part) {
  const check::Arm& arm = experiment.experiment.arms[arm_index];
  const check::Decision& decision = context.program.decisions[arm.decision];
  const Type& type = experiment.outputs[part].type;
  const std::size_t own = decision.outputs.size();
  if (part < own) {
    return ReadArm(context, arm, decision.outputs[part].type, static_cast<uint32_t>(part));
  }
  if (part == own && experiment.kind == check::DecisionKind::kExperiment) {
    return context.Const(type, static_cast<int64_t>(arm_index));
  }
  return decision.has_reasons ? ReadArm(context, arm, type, ir::kReasonRead)
                              : context.Missing(type, arm.span);
}

// The arms in order, each where `test` holds between `value` and its end; the last for the rest.
ir::FirstMatch LowerArms(Context& context, const check::Decision& decision, Op test, InstId value) {
  const std::vector<check::Arm>& arms = decision.experiment.arms;
  const Type type = context.type(value);
  ir::FirstMatch list;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    ir::Rule rule;
    rule.name = arms[i].name;
    rule.span = arms[i].span;
    if (i + 1 < arms.size()) {
      rule.condition =
          context.Add(test, Type::Bool(), {value, context.Const(type, arms[i].end)}, arms[i].span);
      rule.condition_span = arms[i].share_span;
    }
    for (std::size_t part = 0; part < decision.outputs.size(); ++part) {
      rule.values.push_back(LowerArmOutput(context, decision, i, part));
    }
    list.rules.push_back(std::move(rule));
  }
  return list;
}

}  // namespace

ir::FirstMatch LowerBody(Context& context, const check::Decision& decision,
                         const ast::ExperimentDecl& decl) {
  const check::Experiment& experiment = decision.experiment;
  const ir::Field& field = context.module.fields[experiment.by];
  const InstId key = context.Slot(field.first_slot, decl.by.span);
  const int64_t salt = context.module.inst(LowerText(context, experiment.salt)).imm;
  const InstId place = context.Add(Op::kSplit, Type::Integer(), {key}, decl.by.span, salt);
  ir::FirstMatch arms = LowerArms(context, decision, Op::kLt, place);
  arms.what = "arms";
  return arms;
}

// The days are in order and without gaps, so the first that has not ended is the one in effect.
ir::FirstMatch LowerVersions(Context& context, const check::Decision& decision) {
  ir::FirstMatch versions = LowerArms(context, decision, Op::kLe, context.AsOf(decision.span));
  versions.what = "versions";
  return versions;
}

}  // namespace sextant::lower
