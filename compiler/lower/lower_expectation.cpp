#include "compiler/check/constant.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

// What a test expects, as columns behind those of the strategy.
namespace sextant::lower {
namespace {

// A boolean column; the position of the new column.
int32_t AddColumn(Context& context, InstId condition) {
  context.module.outputs.push_back({"", Type::Bool(), -1, 0, condition});
  return static_cast<int32_t>(context.module.outputs.size()) - 1;
}

void Show(Context& context, ExprId id, ir::Expectation& expectation) {
  if (check::IsConstant(context.program, id) || context.type(id).kind == Kind::kMissing) {
    return;
  }
  // As it is read: where it should be known, it may turn out to be missing.
  const bool named = context.program.info(id).narrowed;
  expectation.shown.push_back({context.Text(context.span(id)),
                               named ? LowerRead(context, id) : LowerExpr(context, id),
                               context.type(id).series > 0});
}

// The two sides of a comparison; the value of a test against a list, a range or missing.
void ShowSides(Context& context, const check::Expectation& written, ir::Expectation& expectation) {
  if (written.about.valid()) {
    Show(context, written.condition, expectation);
    Show(context, written.about, expectation);
    return;
  }
  const ast::ExprNode& node = context.program.tree->node(written.condition);
  if (const auto* binary = std::get_if<ast::BinaryExpr>(&node)) {
    const bool logic = binary->op == ast::BinaryOp::kAnd || binary->op == ast::BinaryOp::kOr ||
                       binary->op == ast::BinaryOp::kImplies;
    if (!logic) {
      Show(context, binary->left, expectation);
      Show(context, binary->right, expectation);
    }
  } else if (const auto* in = std::get_if<ast::InExpr>(&node)) {
    Show(context, in->value, expectation);
  } else if (const auto* range = std::get_if<ast::InRangeExpr>(&node)) {
    Show(context, range->value, expectation);
  } else if (const auto* known = std::get_if<ast::KnownExpr>(&node)) {
    Show(context, known->value, expectation);
  } else if (const auto* has = std::get_if<ast::HasExpr>(&node)) {
    Show(context, has->set, expectation);
  }
}

// |value - about| <= tolerance
InstId LowerAbout(Context& context, const check::Expectation& written) {
  const Type common = Meet(Meet(context.type(written.condition), context.type(written.about)),
                           context.type(written.tolerance));
  const Span span = written.span;
  const InstId value = LowerSingleAs(context, written.condition, common);
  const InstId about = LowerSingleAs(context, written.about, common);
  const InstId tolerance = LowerSingleAs(context, written.tolerance, common);
  const Type type = context.type(value).required();
  const InstId difference = context.Add(Op::kSub, type, {value, about}, span);
  const InstId distance = context.Add(Op::kAbs, type, {difference}, span);
  return context.Add(Op::kLe, Type::Bool(), {distance, tolerance}, span);
}

int32_t AddReason(Context& context, int32_t decision) {
  const int32_t index = context.decision_index[static_cast<std::size_t>(decision)];
  const uint32_t width = context.module.decisions[static_cast<std::size_t>(index)].reason_width;
  const Type type = width > 0 ? Type::Text() : Type::Text().as_optional();
  context.module.outputs.push_back({"", type, index, ir::kReasonPart, {}, width});
  return static_cast<int32_t>(context.module.outputs.size()) - 1;
}

// A column of one decision: its list, or the list of its reasons.
ir::ListExpectation LowerList(Context& context, const check::ListExpectation& written) {
  ir::ListExpectation list;
  list.has = written.test == check::ListExpectation::Test::kHas;
  list.negated = written.negated;
  for (const check::Cell& cell : written.items) {
    list.items.push_back({cell.known, cell.word, cell.text});
  }
  if (written.part == check::ListExpectation::kReasons) {
    list.column = AddReason(context, static_cast<int32_t>(written.decision));
    list.name = context.program.decisions[written.decision].name + ".reasons";
    return list;
  }
  const int32_t index = context.decision_index[written.decision];
  const ir::Decision& decision = context.module.decisions[static_cast<std::size_t>(index)];
  const ir::Output& output = decision.outputs[static_cast<std::size_t>(written.part)];
  list.name = decision.name + (output.name.empty() ? "" : "." + output.name);
  list.column = static_cast<int32_t>(context.module.outputs.size());
  context.module.outputs.push_back({"", output.type, index, written.part, {}, output.width});
  return list;
}

InstId Bool(Context& context, Op op, std::initializer_list<InstId> args, Span span) {
  return context.Add(op, Type::Bool(), args, span);
}

// Whether the value is there and is the cell, or is missing as the cell is.
InstId LowerSame(Context& context, InstId value, const check::Cell& cell, Span span) {
  const Type type = context.type(value);
  if (!cell.known) {
    return Bool(context, Op::kNot, {Bool(context, Op::kIsKnown, {value}, span)}, span);
  }
  const InstId wanted = LowerConstant(context, type.required(), cell, span);
  if (!type.optional) {
    return Bool(context, Op::kEq, {value, wanted}, span);
  }
  const InstId present = context.Add(Op::kUnwrap, type.required(), {value}, span);
  return Bool(context, Op::kAnd,
              {Bool(context, Op::kIsKnown, {value}, span),
               Bool(context, Op::kEq, {present, wanted}, span)},
              span);
}

// A set or a series, item by item.
InstId LowerAllCells(Context& context, const check::Expectation& written) {
  InstId all;
  const Items items = LowerExpr(context, written.condition);
  for (std::size_t i = 0; i < items.size(); ++i) {
    const InstId same = LowerSame(context, items[i], written.cells[i], written.span);
    all = all.valid() ? Bool(context, Op::kAnd, {all, same}, written.span) : same;
  }
  return all;
}

// A condition on a value that may be missing holds where it is known.
InstId LowerCondition(Context& context, const check::Expectation& written) {
  const InstId condition = written.about.valid() ? LowerAbout(context, written)
                                                 : LowerSingle(context, written.condition);
  if (!written.known.valid()) {
    return condition;
  }
  const InstId known =
      Bool(context, Op::kIsKnown, {LowerRead(context, written.known).front()}, written.span);
  return Bool(context, Op::kAnd, {known, condition}, written.span);
}

}  // namespace

InstId LowerConstant(Context& context, const Type& type, const check::Cell& cell, Span span) {
  if (!cell.known) {
    return context.Missing(type, span);
  }
  return type.kind == Kind::kText ? LowerText(context, cell.text) : context.Const(type, cell.word);
}

ir::Expectation LowerExpectation(Context& context, const check::Expectation& written) {
  ir::Expectation expectation;
  expectation.fault = written.fault;
  expectation.where = written.where;
  expectation.where_span = written.where_span;
  expectation.span = written.span;
  expectation.reason = written.reason;
  if (written.list) {
    expectation.list = LowerList(context, *written.list);
  } else if (!written.cells.empty()) {
    expectation.condition = AddColumn(context, LowerAllCells(context, written));
    Show(context, written.condition, expectation);
  } else if (written.condition.valid()) {
    expectation.condition = AddColumn(context, LowerCondition(context, written));
    ShowSides(context, written, expectation);
  }
  if (written.reason_of >= 0) {
    expectation.reason_column = AddReason(context, written.reason_of);
  }
  return expectation;
}

}  // namespace sextant::lower
