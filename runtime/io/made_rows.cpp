#include "runtime/io/made_rows.h"

#include <filesystem>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/plan.h"

namespace sextant::io {
namespace {

const char* ExtensionOf(ir::FileFormat format) {
  switch (format) {
    case ir::FileFormat::kParquet:
      return ".parquet";
    case ir::FileFormat::kArrow:
      return ".arrow";
    case ir::FileFormat::kNdjson:
      return ".ndjson";
    default:
      return ".csv";
  }
}

// book.csv -> book.card_ledger.csv
std::string PathBeside(const std::string& book, const ir::SourceLayout& layout) {
  std::filesystem::path path(book);
  const std::string extension = layout.format == ir::FileFormat::kAny ? path.extension().string()
                                                                      : ExtensionOf(layout.format);
  return path.replace_extension("." + layout.name + extension).string();
}

}  // namespace

Result<std::unique_ptr<MadeRows>> MadeRows::Open(const ir::Module& module, uint32_t list,
                                                 const ir::SourceLayout& layout, const Place& place,
                                                 std::optional<int32_t> as_of) {
  if (place.book == "-" && !place.in_column) {
    return Error{"the rows of lists cannot go to standard output", "name a file with --out"};
  }
  std::unique_ptr<MadeRows> made(new MadeRows(module, list, layout));
  if (Status status = made->Start(place, as_of); !status) {
    return status.error();
  }
  return made;
}

Status MadeRows::Start(const Place& place, std::optional<int32_t> as_of) {
  const std::string path = PathBeside(place.book, file_.layout);
  const ir::FileFormat format = KindOfName(path).format;
  const bool text_file = format == ir::FileFormat::kCsv || format == ir::FileFormat::kNdjson;
  TableSchema schema;
  schema.separator = file_.layout.separator;
  schema.encoding = file_.layout.encoding;
  if (Status status = AddColumns(place.in_column ? place.text : text_file, as_of, schema.columns);
      !status) {
    return status;
  }
  store_.resize(values_of_.size());
  list_.columns.resize(values_of_.size());
  if (place.in_column) {
    column_.name = file_.layout.column;
    column_.type = CellType::kRows;
    column_.fields.assign(schema.columns.begin() + 1, schema.columns.end());
    return {};
  }
  auto writer = TableWriter::Create(path, schema);
  if (!writer) {
    return writer.error();
  }
  writer_ = std::move(*writer);
  return {};
}

// The key of the record, then the fields of the row.
Status MadeRows::AddColumns(bool text, std::optional<int32_t> as_of,
                            std::vector<TableColumn>& columns) {
  const Result<Plan> plan = MakePlan(file_.module, file_.layout, std::nullopt);
  if (!plan) {
    return plan.error();
  }
  for (uint32_t i = 0; i < file_.module.slots.size(); ++i) {
    const ir::Slot& slot = file_.module.slots[i];
    const std::string& name = plan->columns[static_cast<std::size_t>(plan->slots[i].column)];
    Result<CellMaker> cell =
        CellMaker::Of(file_.module, slot, file_.layout.fields[slot.field], name, text);
    if (!cell) {
      return cell.error();
    }
    if (i > 0) {
      Result<ValueMaker> value =
          ValueMaker::Of(file_.module, i, as_of, cell->unit(), cell->codes());
      if (!value) {
        return value.error();
      }
      values_of_.push_back(std::move(*value));
    }
    columns.push_back(cell->column());
    builders_.emplace_back(cell->column().type);
    cells_.push_back(std::move(*cell));
  }
  return {};
}

void MadeRows::Make(Random& random) {
  rows_.clear();
  const uint64_t count = random.OneIn(5) ? 0 : 1 + random.Below(12);
  for (uint64_t i = 0; i < count; ++i) {
    std::vector<MadeValue>& row = rows_.emplace_back();
    for (const ValueMaker& value : values_of_) {
      row.push_back(value.Make(random, nullptr));
    }
  }
}

const abi::InputList& MadeRows::List() {
  end_ = static_cast<int64_t>(rows_.size());
  for (std::size_t column = 0; column < store_.size(); ++column) {
    Expose(column);
  }
  list_.begins = &begin_;
  list_.ends = &end_;
  return list_;
}

void MadeRows::Expose(std::size_t column) {
  SlotColumn& to = store_[column];
  const abi::Storage storage = ir::StorageOf(file_.module.slots[column + 1].type);
  const bool text = storage == abi::Storage::kText;
  text ? to.ResetText(end_) : to.Reset(end_, abi::StorageBytes(storage));
  for (int64_t row = 0; row < end_; ++row) {
    const MadeValue& value = rows_[static_cast<std::size_t>(row)][column];
    switch (storage) {
      case abi::Storage::kFloat64:
        to.values<double>()[row] = value.real;
        break;
      case abi::Storage::kText:
        to.AppendText(value.text);
        break;
      default:
        abi::PutWhole(to.values<std::byte>(), storage, row, value.word);
        break;
    }
    if (value.missing) {
      to.SetMissing(row);
    }
  }
  text ? to.ExposeText(list_.columns[column]) : to.Expose(list_.columns[column]);
}

void MadeRows::Keep(const MadeValue& key) {
  for (const std::vector<MadeValue>& row : rows_) {
    if (!in_column()) {
      cells_[0].Append(key, builders_[0]);
    }
    for (std::size_t i = 0; i < row.size(); ++i) {
      cells_[i + 1].Append(row[i], builders_[i + 1]);
    }
    ++kept_;
  }
  lists_.EndList(kept_);
}

ColumnData MadeRows::data() const {
  ColumnData data = lists_.data();
  for (std::size_t i = 1; i < builders_.size(); ++i) {
    data.fields.push_back(builders_[i].data());
  }
  return data;
}

void MadeRows::Clear() {
  for (ColumnBuilder& builder : builders_) {
    builder.Clear();
  }
  lists_.Clear();
  kept_ = 0;
}

Status MadeRows::Write() {
  TableData rows{kept_, {}};
  for (const ColumnBuilder& builder : builders_) {
    rows.columns.push_back(builder.data());
  }
  Status status = writer_->Write(writer_->Encode(rows));
  Clear();
  return status;
}

Status MadeRows::Close() {
  if (Status status = writer_->Close(); !status) {
    return status;
  }
  return writer_->Commit();
}

}  // namespace sextant::io
