#include "compiler/check/list_operand.h"
#include "compiler/ir/lists.h"
#include "compiler/lower/expr.h"
#include "compiler/support/check.h"

// Aggregates over lists. Windows and filter become one condition of a row, asked window first, so
// that a filter is asked of the rows within the window only.
namespace sextant::lower {
namespace {

using ir::Reduction;

Reduction ReductionFor(ast::AggregateOp op) {
  switch (op) {
    case ast::AggregateOp::kSum:
      return Reduction::kSum;
    case ast::AggregateOp::kAverage:
      return Reduction::kAverage;
    case ast::AggregateOp::kLargest:
      return Reduction::kLargest;
    case ast::AggregateOp::kSmallest:
      return Reduction::kSmallest;
    case ast::AggregateOp::kCount:
      return Reduction::kCount;
    case ast::AggregateOp::kAnyOf:
      return Reduction::kAny;
    case ast::AggregateOp::kNoneOf:
      return Reduction::kNone;
    case ast::AggregateOp::kLatest:
      return Reduction::kLatest;
    case ast::AggregateOp::kMostFrequent:
      return Reduction::kMostFrequent;
    case ast::AggregateOp::kCountDistinct:
      return Reduction::kCountDistinct;
  }
  return Reduction::kCount;
}

InstId LowerCondition(Context& context, ExprId id, const ast::AggregateExpr& expr,
                      const check::ListOperand& operand) {
  const Span span = context.span(id);
  InstId condition = context.Const(Type::Bool(), 1);
  const auto also = [&](InstId test) {
    condition = context.Add(Op::kAnd, Type::Bool(), {condition, test}, span);
  };
  for (auto window = operand.windows.rbegin(); window != operand.windows.rend(); ++window) {
    const InstId date =
        LowerRowField(context, context.program.info(*window).ref, context.span(*window));
    also(LowerWindow(context, std::get<ast::WithinExpr>(context.program.tree->node(*window)), date,
                     context.span(*window)));
  }
  if (expr.filter.valid()) {
    also(LowerSingle(context, expr.filter));
  }
  return condition;
}

}  // namespace

InstId LowerRowField(Context& context, const check::Ref& ref, Span span) {
  const ir::List& list = context.module.lists[ref.index];
  const uint32_t slot = list.fields[ref.part].first_slot;
  return context.Add(Op::kElement, list.slots[slot].type, {}, span,
                     ir::ElementImmediate(ref.index, slot));
}

InstId LowerListAggregate(Context& context, ExprId id, const ast::AggregateExpr& expr) {
  const check::ListOperand operand = check::ListOperandOf(*context.program.tree, expr.series);
  const uint32_t list = context.program.info(operand.name).ref.index;
  Items args{LowerCondition(context, id, expr, operand)};
  const Reduction reduction = ReductionFor(expr.op);
  if (ir::TakesValue(reduction)) {
    const auto& field = context.program.info(operand.projection);
    args.push_back(LowerRowField(context, field.ref, context.span(operand.projection)));
  }
  return context.Add(Op::kReduce, context.type(id), args, context.span(id),
                     ir::ReduceImmediate(list, reduction));
}

Items Lower(Context&, ExprId, const ast::ProjectExpr&) {
  SEXTANT_CHECK(false, "a projection outside an aggregate");
  return {};
}

}  // namespace sextant::lower
