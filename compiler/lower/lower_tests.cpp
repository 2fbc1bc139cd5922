#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"
#include "compiler/lower/lower.h"

// Tests as programs of their own.
namespace sextant::lower {
namespace {

ir::Given LowerCell(const check::Cell& cell) {
  return {cell.known, cell.word, cell.text};
}

// The record by slot; what is no field, and no state that is given, is the as-of date or missing.
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
  for (std::size_t i = 0; i < test.before.size(); ++i) {
    const check::Before& before = test.before[i];
    if (!context.reached.states[i] || before.outputs.empty()) {
      continue;
    }
    std::size_t slot = context.state_slots[i];
    for (const check::Cell& cell : before.outputs) {
      record[slot++] = LowerCell(cell);
    }
    if (before.since) {
      record[slot] = {true, *before.since, ""};
    }
  }
  return record;
}

// The rows of the lists by slot.
std::vector<std::vector<ir::GivenRow>> LowerRows(const Context& context, const check::Test& test) {
  std::vector<std::vector<ir::GivenRow>> lists;
  for (std::size_t i = 0; i < context.module.lists.size(); ++i) {
    std::vector<ir::GivenRow>& rows = lists.emplace_back();
    for (const check::Row& row : test.lists[i]) {
      ir::GivenRow& lowered = rows.emplace_back();
      for (const ir::Slot& slot : context.module.lists[i].slots) {
        lowered.push_back(LowerCell(row[slot.field]));
      }
    }
  }
  return lists;
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
  made.record = {LowerCells(context, test), LowerRows(context, test)};
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
    const InstId value = LowerConstant(context, assumption.type.item(), cell, assumption.span);
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
