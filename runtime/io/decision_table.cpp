#include "runtime/io/decision_table.h"

#include "compiler/ir/storage.h"
#include "runtime/io/input.h"

namespace sextant::io {

using types::Kind;

TableColumn ColumnOf(const ir::Module& module, const ir::OutputColumn& output) {
  TableColumn column;
  column.name = output.name;
  column.list = output.width > 0;
  if (ir::IsReason(output)) {
    column.type = CellType::kCode;
    for (const ir::Reason& reason : module.reasons) {
      column.dictionary.push_back(reason.code);
    }
    return column;
  }
  switch (output.type.kind) {
    case Kind::kBool:
      column.type = CellType::kBoolean;
      break;
    case Kind::kFloat:
      column.type = CellType::kReal;
      break;
    case Kind::kDate:
      column.type = CellType::kDate;
      break;
    case Kind::kText:
      column.type = CellType::kText;
      break;
    case Kind::kEnum:
      column.type = CellType::kCode;
      column.dictionary = module.enums.get(output.type.enumeration).members;
      break;
    case Kind::kSet:
      column.type = CellType::kSet;
      column.dictionary = module.enums.get(output.type.enumeration).members;
      break;
    default:
      column.scale = output.type.scale;
      column.type = column.scale == 0 && output.type.kind != Kind::kMoney ? CellType::kInteger
                                                                          : CellType::kDecimal;
  }
  return column;
}

namespace {

void AddItem(ColumnBuilder& to, const abi::OutputBuffer& from, int64_t row, uint32_t place) {
  if (from.storage == abi::Storage::kFloat64) {
    to.AddReal(reinterpret_cast<const double*>(from.values(place))[row]);
  } else {
    to.Add(abi::WholeAt(from.values(place), from.storage, row));
  }
}

// Whether the elements lie as the table has them: a table's codes are kInt32.
bool LiesAsWritten(CellType type, abi::Storage storage) {
  return type != CellType::kCode || storage == abi::Storage::kInt32;
}

void AddOrMissing(ColumnBuilder& builder, std::string_view text) {
  text.empty() ? builder.AddMissing() : builder.AddText(text);
}

}  // namespace

TableSchema DecisionSchema(const ir::Module& module) {
  TableSchema schema;
  schema.arrow_types = true;
  for (const ir::OutputColumn& output : module.visible_outputs()) {
    schema.columns.push_back(ColumnOf(module, output));
  }
  if (!schema.columns.empty()) {
    schema.columns[0].distinct = true;  // the key
  }
  return schema;
}

DecisionTable::DecisionTable(const ir::Module& module) : texts_(module) {
  for (const TableColumn& column : DecisionSchema(module).columns) {
    builders_.emplace_back(column.type);
  }
  data_.columns.resize(builders_.size());
}

const TableData& DecisionTable::Fill(const abi::InputBatch& batch,
                                     const abi::DecisionBatch& decisions) {
  data_.rows = decisions.rows - decisions.rejected_rows;
  accepted_.clear();
  for (int64_t row = 0; row < decisions.rows; ++row) {
    if (!abi::BitAt(decisions.rejected.data(), row)) {
      accepted_.push_back(row);
    }
  }
  for (std::size_t i = 0; i < builders_.size(); ++i) {
    FillColumn(i, batch, decisions);
  }
  return data_;
}

void DecisionTable::FillColumn(std::size_t column, const abi::InputBatch& batch,
                               const abi::DecisionBatch& decisions) {
  const abi::OutputBuffer& from = decisions.columns[column];
  builders_[column].Clear();
  if (from.width > 0) {
    FillLists(column, from);
  } else if (from.storage == abi::Storage::kText) {
    FillText(column, batch, decisions);
  } else if (decisions.rejected_rows == 0 &&
             LiesAsWritten(builders_[column].type(), from.storage)) {
    data_.columns[column] = {from.values(), from.validity.data()};
    return;
  } else {
    CopyAccepted(column, from);
  }
  data_.columns[column] = builders_[column].data();
}

void DecisionTable::CopyAccepted(std::size_t column, const abi::OutputBuffer& from) {
  ColumnBuilder& to = builders_[column];
  const std::byte* const values = from.values();
  const uint8_t* const bits = from.validity.data();
  switch (from.storage) {
    case abi::Storage::kInt64:
      return to.Gather<int64_t>(reinterpret_cast<const int64_t*>(values), bits, accepted_);
    case abi::Storage::kFloat64:
      return to.Gather<double>(reinterpret_cast<const double*>(values), bits, accepted_);
    case abi::Storage::kInt32:
      return to.Gather<int32_t>(reinterpret_cast<const int32_t*>(values), bits, accepted_);
    case abi::Storage::kInt16:
      return to.Gather<int32_t>(reinterpret_cast<const int16_t*>(values), bits, accepted_);
    case abi::Storage::kInt8:
      return to.type() == CellType::kCode
                 ? to.Gather<int32_t>(reinterpret_cast<const int8_t*>(values), bits, accepted_)
                 : to.Gather<int8_t>(reinterpret_cast<const int8_t*>(values), bits, accepted_);
    case abi::Storage::kText:
      return;
  }
}

void DecisionTable::FillLists(std::size_t column, const abi::OutputBuffer& from) {
  ColumnBuilder& to = builders_[column];
  for (const int64_t row : accepted_) {
    for (uint32_t place = 0, length = from.Length(row); place < length; ++place) {
      AddItem(to, from, row, place);
    }
    to.EndList();
  }
}

void DecisionTable::FillText(std::size_t column, const abi::InputBatch& batch,
                             const abi::DecisionBatch& decisions) {
  const abi::OutputBuffer& from = decisions.columns[column];
  for (const int64_t row : accepted_) {
    if (abi::BitAt(from.validity.data(), row)) {
      builders_[column].AddText(texts_.Get(
          batch, row, static_cast<abi::TextRef>(abi::WholeAt(from.values(), from.storage, row))));
    } else {
      builders_[column].AddMissing();
    }
  }
}

TableSchema RejectSchema() {
  TableSchema schema;
  for (const char* name : {"key", "row", "where", "rule", "code", "message", "line", "found"}) {
    TableColumn column;
    column.name = name;
    const bool number = column.name == "row" || column.name == "line";
    column.type = number ? CellType::kInteger : CellType::kText;
    schema.columns.push_back(std::move(column));
  }
  return schema;
}

RejectTable::RejectTable(const ir::Module& module) : module_(module) {
  for (const TableColumn& column : RejectSchema().columns) {
    builders_.emplace_back(column.type);
  }
  data_.columns.resize(builders_.size());
}

const TableData& RejectTable::Fill(const abi::InputBatch& batch,
                                   const abi::DecisionBatch& decisions) {
  for (ColumnBuilder& builder : builders_) {
    builder.Clear();
  }
  for (const abi::Reject& reject : decisions.rejects) {
    AddOrMissing(builders_[0], KeyText(module_, batch, reject.row));
    builders_[1].Add(batch.first_row + reject.row);
    builders_[2].AddText(reject.where);
    AddOrMissing(builders_[3], reject.rule);
    builders_[4].AddText(abi::FaultCode(reject.kind));
    builders_[5].AddText(reject.message);
    reject.line == 0 ? builders_[6].AddMissing() : builders_[6].Add(reject.line);
    AddOrMissing(builders_[7], reject.found);
  }
  data_.rows = static_cast<int64_t>(decisions.rejects.size());
  for (std::size_t i = 0; i < builders_.size(); ++i) {
    data_.columns[i] = builders_[i].data();
  }
  return data_;
}

}  // namespace sextant::io
