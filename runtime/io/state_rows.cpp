#include "runtime/io/state_rows.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "runtime/io/decision_table.h"
#include "runtime/io/file_kind.h"

namespace sextant::io {
namespace {

constexpr std::size_t kKey = 0, kDate = 1, kFirstState = 2;

// Of a float the bits.
int64_t WordAt(const void* values, abi::Storage storage, int64_t row) {
  const bool real = storage == abi::Storage::kFloat64;
  return abi::WholeAt(values, real ? abi::Storage::kInt64 : storage, row);
}

void AddWord(ColumnBuilder& to, CellType type, int64_t word) {
  type == CellType::kReal ? to.AddReal(std::bit_cast<double>(word)) : to.Add(word);
}

}  // namespace

TableSchema StateSchema(const ir::Module& module, const StateTable& old) {
  TableSchema schema;
  schema.arrow_types = true;
  TableColumn key = ColumnOf(module, module.outputs.front());
  key.name = module.fields[module.key_field].name;
  key.distinct = true;
  schema.columns.push_back(std::move(key));
  TableColumn date;
  date.name = "as_of";
  date.type = CellType::kDate;
  schema.columns.push_back(std::move(date));
  for (std::size_t i = 0; i < module.state.size(); ++i) {
    TableColumn column = ColumnOf(module, module.outputs[module.state[i].output]);
    column.name = module.state[i].name;
    const std::vector<std::string>& strangers = old.column(i).strangers;
    column.dictionary.insert(column.dictionary.end(), strangers.begin(), strangers.end());
    schema.columns.push_back(std::move(column));
  }
  return schema;
}

Status CheckStateFits(const ir::Module& module, const StateTable& old, const std::string& path) {
  const ir::FileFormat format = KindOfName(path).format;
  const auto found = old.FirstKeptAsText(module);
  if (!found || (format != ir::FileFormat::kParquet && format != ir::FileFormat::kArrow)) {
    return {};
  }
  const StateTable::BadCell& cell = *found->cell;
  const std::string column =
      cell.column == StateTable::kDate ? "as_of" : module.state[cell.column].name;
  return Error{fmt::format("the state of `{}` has `{}` in `{}`, which {} cannot hold as it is",
                           old.key(found->row), ShownCell(cell.found), column, path),
               "write the new state as CSV or NDJSON, or mend the old one"};
}

StateRows::StateRows(const ir::Module& module, StateTable& old) : module_(module), old_(old) {
  const TableSchema schema = StateSchema(module, old);
  text_key_ = schema.columns[kKey].type == CellType::kText;
  for (const TableColumn& column : schema.columns) {
    builders_.emplace_back(column.type);
  }
  data_.columns.resize(builders_.size());
}

const TableData& StateRows::Fill(const abi::InputBatch& batch, const abi::DecisionBatch& decisions,
                                 const std::vector<int64_t>& matches) {
  Clear();
  for (int64_t row = 0; row < batch.rows; ++row) {
    const bool rejected = abi::BitAt(decisions.rejected.data(), row);
    const int64_t match = matches[static_cast<std::size_t>(row)];
    if (!rejected) {
      AddNew(batch, decisions, row);
    } else if (match >= 0) {
      AddOld(match);
    }
    if (match >= 0) {
      old_.MarkWritten(match);
    }
  }
  return Data();
}

const TableData& StateRows::FillRest() {
  Clear();
  for (int64_t row = 0; row < old_.size(); ++row) {
    if (!old_.written(row)) {
      AddOld(row);
    }
  }
  return Data();
}

void StateRows::Clear() {
  data_.rows = 0;
  for (ColumnBuilder& builder : builders_) {
    builder.Clear();
  }
}

void StateRows::AddNew(const abi::InputBatch& batch, const abi::DecisionBatch& decisions,
                       int64_t row) {
  const uint32_t key_slot = module_.fields[module_.key_field].first_slot;
  const abi::InputColumn& key = batch.columns[key_slot];
  if (text_key_) {
    builders_[kKey].AddText(KeyText(module_, batch, row));
  } else {
    builders_[kKey].Add(
        WordAt(key.values, ir::StorageOf(module_.slots[key_slot].type), key.offset + row));
  }
  const abi::InputColumn& as_of = batch.columns[module_.slots.size() - 1];
  builders_[kDate].Add(WordAt(as_of.values, abi::Storage::kInt32, as_of.offset + row));
  for (std::size_t i = 0; i < module_.state.size(); ++i) {
    ColumnBuilder& to = builders_[kFirstState + i];
    const abi::OutputBuffer& from = decisions.columns[module_.state[i].output];
    if (abi::BitAt(from.validity.data(), row)) {
      const bool real = from.storage == abi::Storage::kFloat64;
      AddWord(to, real ? CellType::kReal : CellType::kInteger,
              WordAt(from.values(), from.storage, row));
    } else {
      to.AddMissing();
    }
  }
  ++data_.rows;
}

void StateRows::AddOld(int64_t row) {
  text_key_ ? builders_[kKey].AddText(old_.key(row)) : builders_[kKey].Add(old_.key_word(row));
  const StateTable::BadCell* date = old_.bad(row, StateTable::kDate);
  if (date == nullptr || (date->value && date->kind != abi::FaultKind::kMissing)) {
    builders_[kDate].Add(old_.as_of(row));
  } else {
    date->value ? builders_[kDate].AddMissing() : builders_[kDate].AddAsFound(date->found);
  }
  for (std::size_t i = 0; i < module_.state.size(); ++i) {
    ColumnBuilder& to = builders_[kFirstState + i];
    const StateTable::Column& from = old_.column(i);
    const types::Kind kind = module_.slots[module_.state[i].slot].type.kind;
    const int64_t word = from.words[static_cast<std::size_t>(row)];
    const StateTable::BadCell* bad = old_.bad(row, static_cast<uint32_t>(i));
    const bool as_found = bad != nullptr && !bad->value;
    const bool stranger = as_found && kind == types::Kind::kEnum;
    if (from.known[static_cast<std::size_t>(row)] != 0 || stranger) {
      AddWord(to, kind == types::Kind::kFloat ? CellType::kReal : CellType::kInteger, word);
    } else if (as_found) {
      to.AddAsFound(bad->found);
    } else {
      to.AddMissing();
    }
  }
  ++data_.rows;
}

const TableData& StateRows::Data() {
  for (std::size_t i = 0; i < builders_.size(); ++i) {
    data_.columns[i] = builders_[i].data();
  }
  return data_;
}

}  // namespace sextant::io
