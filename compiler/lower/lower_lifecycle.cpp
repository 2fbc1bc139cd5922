#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

Span Around(Span first, Span last) {
  return {first.file, first.begin, last.end};
}

// The stage holds when its condition does, or when the record was in it and may be kept there.
InstId StageCondition(Context& context, const check::Decision& decision, const ast::Stage& stage,
                      int64_t code) {
  const InstId when = LowerSingle(context, stage.condition);
  if (!stage.keep.valid()) {
    return when;
  }
  const Span span = context.span(stage.keep);
  const Type type = decision.outputs.front().type;
  const auto index = static_cast<std::size_t>(&decision - context.program.decisions.data());
  const InstId previous = context.Slot(context.state_slots[index], span);
  const InstId known = context.Add(Op::kIsKnown, Type::Bool(), {previous}, span);
  const InstId stage_before = context.Add(Op::kUnwrap, type, {previous}, span);
  const InstId same =
      context.Add(Op::kEq, Type::Bool(), {stage_before, context.Const(type, code)}, span);
  const InstId was_here = context.Add(Op::kAnd, Type::Bool(), {known, same}, span);
  const InstId kept =
      context.Add(Op::kAnd, Type::Bool(), {was_here, LowerSingle(context, stage.keep)}, span);
  return context.Add(Op::kOr, Type::Bool(), {when, kept}, span);
}

ir::Machine LowerStages(Context& context, const check::Decision& decision,
                        const ast::LifecycleDecl& decl) {
  ir::Machine machine;
  for (const ast::Stage& stage : decl.stages) {
    const auto code = static_cast<int64_t>(machine.stages.rules.size());
    ir::Rule rule;
    rule.name = stage.name.text;
    rule.reason = ReasonIndex(context, stage.because);
    rule.span = stage.span;
    if (stage.condition.valid()) {
      rule.condition = StageCondition(context, decision, stage, code);
      rule.condition_span = context.span(stage.condition);
      if (stage.keep.valid()) {
        rule.condition_span = Around(rule.condition_span, context.span(stage.keep));
      }
    }
    rule.values = {context.Const(decision.outputs.front().type, code)};
    machine.stages.rules.push_back(std::move(rule));
  }
  return machine;
}

}  // namespace

decltype(ir::Decision::body) LowerBody(Context& context, const check::Decision& decision,
                                       const ast::LifecycleDecl& decl) {
  ir::Machine stages = LowerStages(context, decision, decl);
  if (!decision.moves) {
    return stages;
  }
  const auto index = static_cast<std::size_t>(&decision - context.program.decisions.data());
  const auto computed = static_cast<std::size_t>(context.computed_index[index]);
  stages.lifecycle = decision.name;
  context.module.decisions[computed].body = std::move(stages);
  return LowerMoves(context, decision, decl);
}

}  // namespace sextant::lower
