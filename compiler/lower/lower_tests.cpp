#include "compiler/check/constant.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/lower/lower.h"

// Tests as programs of their own.
namespace sextant::lower {
namespace {

int64_t TextIndex(Context& context, const std::string& text) {
  const auto [it, added] = context.texts.emplace(text, context.module.texts.size());
  if (added) {
    context.module.texts.push_back(text);
  }
  return it->second;
}

InstId LowerCell(Context& context, const check::Assumption& assumption, const check::Cell& cell) {
  const Type type = assumption.type.item();
  if (!cell.known) {
    return context.Missing(type, assumption.span);
  }
  const bool text = type.kind == Kind::kText;
  return context.Const(type, text ? TextIndex(context, cell.text) : cell.word);
}

// A boolean column; the position of the new column.
int32_t AddColumn(Context& context, InstId condition) {
  context.module.outputs.push_back({"", Type::Bool(), -1, 0, condition});
  return static_cast<int32_t>(context.module.outputs.size()) - 1;
}

void Show(Context& context, ExprId id, ir::Expectation& expectation) {
  const bool series = context.type(id).series > 0;
  if (!series && !check::IsConstant(context.program, id) &&
      context.type(id).kind != Kind::kMissing) {
    expectation.shown.push_back({context.Text(context.span(id)), LowerSingle(context, id)});
  }
}

// The two sides of a comparison; the value of a test against a list, a range or missing.
void ShowSides(Context& context, ExprId id, ir::Expectation& expectation) {
  const ast::ExprNode& node = context.program.tree->node(id);
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

ir::Expectation LowerExpectation(Context& context, const check::Expectation& written) {
  ir::Expectation expectation;
  expectation.fault = written.fault;
  expectation.where = written.where;
  expectation.where_span = written.where_span;
  expectation.span = written.span;
  expectation.reason = written.reason;
  if (written.about.valid()) {
    expectation.condition = AddColumn(context, LowerAbout(context, written));
    Show(context, written.condition, expectation);
    Show(context, written.about, expectation);
  } else if (written.condition.valid()) {
    expectation.condition = AddColumn(context, LowerSingle(context, written.condition));
    ShowSides(context, written.condition, expectation);
  }
  if (written.reason_of >= 0) {
    expectation.reason_column = AddReason(context, written.reason_of);
  }
  return expectation;
}

ir::Given LowerCell(const check::Cell& cell) {
  return {cell.known, cell.word, cell.text};
}

// The record by slot. A slot of no field is the as-of date, or missing.
std::vector<ir::Given> LowerCells(const Context& context, const check::Test& test) {
  std::vector<ir::Given> record;
  for (const ir::Slot& slot : context.module.slots) {
    if (slot.field < test.record.size()) {
      record.push_back(LowerCell(test.record[slot.field][slot.item]));
    } else if (slot.field == ir::kAsOfField) {
      record.push_back({test.as_of.has_value(), test.as_of.value_or(0), ""});
    } else {
      record.emplace_back();
    }
  }
  return record;
}

ir::TestCase LowerTest(const check::Program& program, const source::Manager& sources,
                       const check::Test& test) {
  Context context(program, sources, {&test, nullptr, false});
  LowerProgram(context);
  ir::TestCase made;
  made.name = test.name;
  made.span = test.span;
  made.params = test.params;
  for (const check::Expectation& expectation : test.expectations) {
    made.expectations.push_back(LowerExpectation(context, expectation));
  }
  made.record = LowerCells(context, test);
  made.module = Finish(context);
  return made;
}

ir::TrendCase LowerTrend(const check::Program& program, const source::Manager& sources,
                         const check::Guarantee& guarantee) {
  Context context(program, sources, {nullptr, &guarantee, false});
  LowerProgram(context);
  InstId value = LowerSingle(context, guarantee.value);
  value = context.Add(Op::kStore, context.type(value), {value}, guarantee.span);
  context.module.outputs.push_back({guarantee.name, context.type(value), -1, 0, value});
  ir::TrendCase made;
  made.name = guarantee.name;
  made.span = guarantee.span;
  made.value_span = context.span(guarantee.value);
  made.field = guarantee.field;
  made.slot = context.module.fields[guarantee.field].first_slot;
  made.never_rises = guarantee.trend == ast::Trend::kNeverRises;
  made.module = Finish(context);
  return made;
}

}  // namespace

Items LowerAssumed(Context& context, const check::Assumption& assumption) {
  Items items;
  for (const check::Cell& cell : assumption.cells) {
    const InstId value = LowerCell(context, assumption, cell);
    const auto index = static_cast<int64_t>(context.module.lets.size());
    const std::string place =
        assumption.type.series > 0 ? "[" + std::to_string(items.size() + 1) + "]" : "";
    context.module.lets.push_back({assumption.name + place + " (assumed)", value, assumption.span});
    items.push_back(context.Add(Op::kLet, assumption.type.item(), {}, assumption.span, index));
  }
  return items;
}

std::vector<ir::TestCase> LowerTests(const check::Program& program,
                                     const source::Manager& sources) {
  std::vector<ir::TestCase> cases;
  for (const check::Test& test : program.tests) {
    cases.push_back(LowerTest(program, sources, test));
  }
  return cases;
}

std::vector<ir::TrendCase> LowerTrends(const check::Program& program,
                                       const source::Manager& sources) {
  std::vector<ir::TrendCase> cases;
  for (const check::Guarantee& guarantee : program.guarantees) {
    if (guarantee.trend != ast::Trend::kNone) {
      cases.push_back(LowerTrend(program, sources, guarantee));
    }
  }
  return cases;
}

}  // namespace sextant::lower
