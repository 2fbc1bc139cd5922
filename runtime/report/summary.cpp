#include "runtime/report/summary.h"

#include <algorithm>
#include <bit>

namespace sextant::report {
namespace {

using types::Kind;

// One place of a column; a list column is counted place after place.
struct Place {
  const abi::OutputBuffer& column;
  uint32_t index = 0;
};

// Calls use(row) for every row whose bit is set.
template <class Use>
void EachValid(const Place& place, int64_t rows, Use&& use) {
  const uint8_t* const validity = place.column.bits(place.index);
  for (int64_t first = 0; first < rows; first += 8) {
    for (unsigned bits = validity[first / 8]; bits != 0; bits &= bits - 1) {
      const int64_t row = first + std::countr_zero(bits);
      if (row < rows) {
        use(row);
      }
    }
  }
}

template <class T>
const T* Values(const Place& place) {
  return reinterpret_cast<const T*>(place.column.values(place.index));
}

template <class T>
void Widen(std::optional<T>& low, std::optional<T>& high, T value) {
  low = low ? std::min(*low, value) : value;
  high = high ? std::max(*high, value) : value;
}

template <class T>
void Count(const Place& place, int64_t rows, ColumnSummary& to) {
  const T* const codes = Values<T>(place);
  EachValid(place, rows, [&](int64_t row) {
    ++to.counts[static_cast<std::size_t>(codes[row])];
    ++to.values;
  });
}

void CountCodes(const Place& place, int64_t rows, ColumnSummary& to) {
  switch (place.column.storage) {
    case abi::Storage::kInt8:
      return Count<int8_t>(place, rows, to);
    case abi::Storage::kInt16:
      return Count<int16_t>(place, rows, to);
    default:
      return Count<int32_t>(place, rows, to);
  }
}

void CountRows(const Place& column, int64_t rows, ColumnSummary& to) {
  const int64_t* const numbers = Values<int64_t>(column);
  EachValid(column, rows, [&](int64_t row) {
    ++to.counts[static_cast<std::size_t>(numbers[row]) - 1];
    ++to.known;
  });
}

template <class T>
void Measured(const Place& place, int64_t rows, ColumnSummary& to) {
  const T* const words = Values<T>(place);
  EachValid(place, rows, [&](int64_t row) {
    const auto word = static_cast<int64_t>(words[row]);
    to.sum += word;
    Widen(to.low, to.high, word);
    ++to.values;
  });
}

void MeasuredReal(const Place& place, int64_t rows, ColumnSummary& to) {
  const double* const values = Values<double>(place);
  EachValid(place, rows, [&](int64_t row) {
    Widen(to.real_low, to.real_high, values[row]);
    ++to.values;
  });
}

void AddPlace(Measure measure, const Place& column, int64_t rows, ColumnSummary& to) {
  switch (measure) {
    case Measure::kNone:
      return;
    case Measure::kMembers:
    case Measure::kReasons:
      return CountCodes(column, rows, to);
    case Measure::kRows:
      return CountRows(column, rows, to);
    case Measure::kExact:
      return Measured<int64_t>(column, rows, to);
    case Measure::kReal:
      return MeasuredReal(column, rows, to);
    case Measure::kDates:
      return Measured<int32_t>(column, rows, to);
  }
}

void AddColumn(Measure measure, const abi::OutputBuffer& column, int64_t rows, ColumnSummary& to) {
  for (uint32_t place = 0; place < column.places(); ++place) {
    const int64_t before = to.values;
    AddPlace(measure, {column, place}, rows, to);
    to.known += place == 0 ? to.values - before : 0;
  }
}

std::size_t CountsOf(const ir::Module& module, std::size_t column) {
  const types::Type& type = module.outputs[column].type;
  switch (MeasureOf(module, column)) {
    case Measure::kReasons:
      return module.reasons.size();
    case Measure::kRows:
      return RowsOf(module, column)->rows;
    case Measure::kMembers:
      return type.kind == Kind::kBool ? 2 : module.enums.get(type.enumeration).members.size();
    default:
      return 0;
  }
}

template <class T>
void MergeRange(std::optional<T>& low, std::optional<T>& high, const std::optional<T>& other_low,
                const std::optional<T>& other_high) {
  if (other_low) {
    Widen(low, high, *other_low);
    Widen(low, high, *other_high);
  }
}

void Merge(ColumnSummary& to, const ColumnSummary& from) {
  for (std::size_t i = 0; i < to.counts.size(); ++i) {
    to.counts[i] += from.counts[i];
  }
  to.known += from.known;
  to.values += from.values;
  to.sum += from.sum;
  MergeRange(to.low, to.high, from.low, from.high);
  MergeRange(to.real_low, to.real_high, from.real_low, from.real_high);
}

Totals EmptyTotals(const ir::Module& module) {
  Totals totals;
  totals.columns.resize(module.outputs.size());
  for (std::size_t i = 0; i < totals.columns.size(); ++i) {
    totals.columns[i].counts.resize(CountsOf(module, i));
  }
  for (std::size_t i = 0; i < module.state.size(); ++i) {
    totals.migrations.push_back(EmptyMigration(module, i));
  }
  return totals;
}

}  // namespace

const ir::Table* RowsOf(const ir::Module& module, std::size_t column) {
  ir::InstId id = module.outputs[column].value;
  while (id.valid()) {
    const ir::Inst& inst = module.inst(id);
    if (inst.op == ir::Op::kDecision) {
      const ir::Decision& decision = module.decisions[static_cast<std::size_t>(inst.imm >> 16)];
      const auto* table = std::get_if<ir::Table>(&decision.body);
      const bool row =
          table != nullptr && table->gives_row && (inst.imm & 0xffff) == table->outputs;
      return row ? table : nullptr;
    }
    id = inst.op == ir::Op::kStore ? module.args(inst)[0]
         : inst.op == ir::Op::kLet ? module.lets[static_cast<std::size_t>(inst.imm)].value
                                   : ir::InstId{};
  }
  return nullptr;
}

Measure MeasureOf(const ir::Module& module, std::size_t column) {
  const ir::OutputColumn& output = module.outputs[column];
  if (column == 0 || output.hidden) {
    return Measure::kNone;
  }
  if (ir::IsReason(output)) {
    return Measure::kReasons;
  }
  if (RowsOf(module, column) != nullptr) {
    return Measure::kRows;
  }
  switch (output.type.kind) {
    case Kind::kBool:
    case Kind::kEnum:
      return Measure::kMembers;
    case Kind::kFloat:
      return Measure::kReal;
    case Kind::kDate:
      return Measure::kDates;
    case Kind::kNumber:
    case Kind::kMoney:
    case Kind::kDuration:
      return Measure::kExact;
    default:
      return Measure::kNone;
  }
}

Summary::Summary(const ir::Module& module, int workers)
    : module_(module), parts_(static_cast<std::size_t>(workers), EmptyTotals(module)) {}

void Summary::Add(int worker, const abi::InputBatch& batch, const abi::DecisionBatch& decisions) {
  Totals& part = parts_[static_cast<std::size_t>(worker)];
  part.records += batch.rows;
  part.rejected += decisions.rejected_rows;
  part.decided += batch.rows - decisions.rejected_rows;
  for (const abi::Reject& reject : decisions.rejects) {
    ++part.rejects[{reject.where, abi::FaultCode(reject.kind)}];
  }
  for (std::size_t i = 0; i < part.columns.size(); ++i) {
    AddColumn(MeasureOf(module_, i), decisions.columns[i], decisions.rows, part.columns[i]);
  }
  for (std::size_t i = 0; i < part.migrations.size(); ++i) {
    AddMigration(module_, i, batch, decisions, part.migrations[i]);
  }
}

Totals Summary::Merged() const {
  Totals totals = EmptyTotals(module_);
  for (const Totals& part : parts_) {
    totals.records += part.records;
    totals.decided += part.decided;
    totals.rejected += part.rejected;
    for (const auto& [place, count] : part.rejects) {
      totals.rejects[place] += count;
    }
    for (std::size_t i = 0; i < totals.columns.size(); ++i) {
      Merge(totals.columns[i], part.columns[i]);
    }
    for (std::size_t i = 0; i < totals.migrations.size(); ++i) {
      Merge(totals.migrations[i], part.migrations[i]);
    }
  }
  for (ColumnSummary& column : totals.columns) {
    column.missing = totals.decided - column.known;
  }
  return totals;
}

}  // namespace sextant::report
