#include "runtime/io/state_rows.h"

#include <bit>
#include <cstring>

#include "compiler/ir/storage.h"
#include "runtime/io/decision_table.h"

namespace sextant::io {
namespace {

constexpr std::size_t kKey = 0, kDate = 1, kFirstState = 2;

int64_t WordAt(const void* values, abi::Storage storage, int64_t row) {
  const auto bytes = static_cast<int64_t>(abi::StorageBytes(storage));
  int64_t word = 0;
  std::memcpy(&word, static_cast<const std::byte*>(values) + row * bytes,
              static_cast<std::size_t>(bytes));
  const auto unused = static_cast<int>(64 - bytes * 8);
  return word << unused >> unused;
}

void AddWord(ColumnBuilder& to, CellType type, int64_t word) {
  type == CellType::kReal ? to.AddReal(std::bit_cast<double>(word)) : to.Add(word);
}

}  // namespace

TableSchema StateSchema(const ir::Module& module) {
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
  for (const ir::StateColumn& state : module.state) {
    TableColumn column = ColumnOf(module, module.outputs[state.output]);
    column.name = state.name;
    schema.columns.push_back(std::move(column));
  }
  return schema;
}

StateRows::StateRows(const ir::Module& module, StateTable& old) : module_(module), old_(old) {
  const TableSchema schema = StateSchema(module);
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
  builders_[kDate].Add(old_.as_of(row));
  for (std::size_t i = 0; i < module_.state.size(); ++i) {
    ColumnBuilder& to = builders_[kFirstState + i];
    const StateTable::Column& from = old_.column(i);
    const bool real = module_.slots[module_.state[i].slot].type.kind == types::Kind::kFloat;
    if (from.known[static_cast<std::size_t>(row)] != 0) {
      AddWord(to, real ? CellType::kReal : CellType::kInteger,
              from.words[static_cast<std::size_t>(row)]);
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
