#include <algorithm>
#include <map>

#include "compiler/check/table.h"
#include "compiler/lower/decl.h"
#include "compiler/lower/expr.h"

namespace sextant::lower {
namespace {

using ast::CellTest;

ir::CellRange RangeOf(Context& context, const ast::CellItem& item, const Type& type) {
  const InstId low = LowerSingleAs(context, item.low, type);
  switch (item.test) {
    case CellTest::kLess:
      return {{}, low, true, false};
    case CellTest::kLessEqual:
      return {{}, low};
    case CellTest::kGreater:
      return {low, {}, false, true};
    case CellTest::kGreaterEqual:
      return {low, {}};
    case CellTest::kRange:
      return {low, LowerSingleAs(context, item.high, type)};
    default:
      return {low, low};
  }
}

// Bit i: whether the set has member asked[i]. Missing where the set is.
InstId NumberOf(Context& context, InstId set, const std::vector<int32_t>& asked, Span span) {
  const Type type = context.type(set);
  const Type integer = Type::Integer();
  const InstId known = type.optional ? context.Add(Op::kUnwrap, type.required(), {set}, span) : set;
  InstId number = context.Const(integer, 0);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const InstId member = context.Const(Type::Enum(type.enumeration), asked[i]);
    const InstId has = context.Add(Op::kHas, Type::Bool(), {known, member}, span);
    const InstId bit = context.Add(
        Op::kSelect, integer,
        {has, context.Const(integer, int64_t{1} << i), context.Const(integer, 0)}, span);
    number = context.Add(Op::kAdd, integer, {number, bit}, span);
  }
  if (!type.optional) {
    return number;
  }
  const Type optional = integer.as_optional();
  return context.Add(Op::kSelect, optional,
                     {context.Add(Op::kIsKnown, Type::Bool(), {set}, span),
                      Convert(context, number, optional, span), context.Missing(integer, span)},
                     span);
}

ir::Cell CellOf(Context& context, const ast::TableCell& cell, const check::TableInput& known) {
  ir::Cell lowered;
  lowered.negated = cell.negated || cell.items.empty();
  lowered.missing = !cell.negated && cell.items.empty();
  for (const WordRange& sets : check::SetsOf(context.program, cell, known.asked)) {
    lowered.ranges.push_back({context.Const(Type::Integer(), static_cast<int64_t>(sets.low)),
                              context.Const(Type::Integer(), static_cast<int64_t>(sets.high))});
  }
  for (const ast::CellItem& item : cell.items) {
    if (item.test == CellTest::kMissing) {
      lowered.missing = !cell.negated;
    } else if (item.test != CellTest::kHas) {
      lowered.ranges.push_back(RangeOf(context, item, known.type));
    }
  }
  return lowered;
}

// Equal cells of a column are kept once.
class CellStore {
 public:
  explicit CellStore(ir::TableInput& input) : input_(input) {}

  uint32_t Add(ir::Cell cell) {
    std::vector<uint32_t> key{
        static_cast<uint32_t>((cell.negated ? 2 : 0) + (cell.missing ? 1 : 0))};
    for (const ir::CellRange& range : cell.ranges) {
      key.insert(key.end(), {range.low.value, range.high.value, range.low_included ? 1u : 0u,
                             range.high_included ? 1u : 0u});
    }
    const auto [known, added] = known_.emplace(key, static_cast<uint32_t>(input_.cells.size()));
    if (added) {
      input_.cells.push_back(std::move(cell));
    }
    return known->second;
  }

 private:
  ir::TableInput& input_;
  std::map<std::vector<uint32_t>, uint32_t> known_;
};

// The place of each column of values among the outputs.
std::vector<std::size_t> PlacesOf(const check::Decision& decision, const ast::TableDecl& decl) {
  std::vector<std::size_t> places;
  for (const ast::Name& head : decl.heads) {
    const auto found = std::ranges::find(decision.outputs, head.text, &check::DecisionOutput::name);
    places.push_back(found == decision.outputs.end()
                         ? 0
                         : static_cast<std::size_t>(found - decision.outputs.begin()));
  }
  return places;
}

void AddCells(Context& context, const std::vector<check::TableInput>& known,
              const ast::TableDecl& decl, ir::Table& table) {
  table.cells.resize(decl.inputs.size() * (table.rows - (table.otherwise ? 1 : 0)));
  for (std::size_t i = 0; i < decl.inputs.size(); ++i) {
    ir::TableInput& input = table.inputs.emplace_back();
    if (context.type(decl.inputs[i]).kind == Kind::kSet) {
      input.set = LowerSingle(context, decl.inputs[i]);
      input.asked = known[i].asked;
      input.value = NumberOf(context, input.set, input.asked, context.span(decl.inputs[i]));
    } else {
      input.value = LowerSingleAs(context, decl.inputs[i], known[i].type);
    }
    input.name = context.Text(context.span(decl.inputs[i]));
    input.low = known[i].low;
    input.high = known[i].high;
    input.step = known[i].step;
  }
  for (std::size_t i = 0; i < decl.inputs.size(); ++i) {
    CellStore store(table.inputs[i]);
    for (std::size_t row = 0; row < decl.rows.size(); ++row) {
      if (!decl.rows[row].otherwise) {
        table.cells[row * decl.inputs.size() + i] =
            store.Add(CellOf(context, decl.rows[row].cells[i], known[i]));
      }
    }
  }
}

void AddValues(Context& context, const check::Decision& decision, const ast::TableDecl& decl,
               ir::Table& table) {
  const std::vector<std::size_t> places = PlacesOf(decision, decl);
  table.outputs = static_cast<uint32_t>(decl.heads.size());
  table.values.resize(std::size_t{table.rows} * table.outputs);
  for (std::size_t row = 0; row < decl.rows.size(); ++row) {
    for (std::size_t i = 0; i < places.size(); ++i) {
      table.values[row * places.size() + places[i]] =
          LowerStored(context, decl.rows[row].values[i], decision.outputs[places[i]].type);
    }
    table.reasons.push_back(ReasonIndex(context, decl.rows[row].because));
    table.spans.push_back(decl.rows[row].span);
  }
}

uint32_t BestBy(const check::Decision& decision, const ast::TableDecl& decl) {
  const auto found =
      std::ranges::find(decision.outputs, decl.best_by.text, &check::DecisionOutput::name);
  return found == decision.outputs.end() ? 0
                                         : static_cast<uint32_t>(found - decision.outputs.begin());
}

}  // namespace

ir::Table LowerBody(Context& context, const check::Decision& decision, const ast::TableDecl& decl) {
  const auto index = static_cast<uint32_t>(&decision - context.program.decisions.data());
  ir::Table table;
  table.place = context.Place(decision.span);
  table.policy = static_cast<ir::HitPolicy>(*decl.policy);
  table.best_by = BestBy(decision, decl);
  table.rows = static_cast<uint32_t>(decl.rows.size());
  table.otherwise = decl.rows.back().otherwise;
  table.gives_row = decision.row_read;
  table.must_cover = !table.otherwise && !ast::HasAnswerOfNothing(*decl.policy);
  AddCells(context, context.program.table_inputs.at(index), decl, table);
  AddValues(context, decision, decl, table);
  return table;
}

}  // namespace sextant::lower
