#include "runtime/io/generate.h"

#include <algorithm>
#include <bit>
#include <memory>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "runtime/interp/interpreter.h"
#include "runtime/io/made_rows.h"
#include "runtime/io/plan.h"
#include "runtime/io/table_writer.h"
#include "runtime/io/unbind.h"

namespace sextant::io {
namespace {

constexpr int kMostTries = 10'000;
constexpr int64_t kRowsAtATime = 16 * 1024;

// One record in the layout of a batch of one row, for the interpreter to judge.
class OneRecord {
 public:
  explicit OneRecord(const ir::Module& module) : module_(module), cells_(module.slots.size()) {
    batch_.rows = 1;
    batch_.columns.resize(module.slots.size());
  }

  const abi::InputBatch& Of(const std::vector<MadeValue>& values,
                            const std::vector<std::unique_ptr<MadeRows>>& lists) {
    batch_.lists.clear();
    for (const auto& rows : lists) {
      batch_.lists.push_back(rows == nullptr ? abi::InputList() : rows->List());
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
      Fill(module_.slots[i].type, values[i], cells_[i], batch_.columns[i]);
    }
    return batch_;
  }

 private:
  struct Cell {
    int64_t word = 0;  // little-endian: its first bytes are the narrower types' value
    uint8_t valid = 0;
    int32_t offsets[2] = {0, 0};
  };

  static void Fill(const types::Type& type, const MadeValue& value, Cell& cell,
                   abi::InputColumn& column) {
    static_assert(std::endian::native == std::endian::little);
    cell.word = type.kind == types::Kind::kFloat ? std::bit_cast<int64_t>(value.real) : value.word;
    cell.valid = value.missing ? 0 : 1;
    cell.offsets[1] = static_cast<int32_t>(value.text.size());
    column.values = type.kind == types::Kind::kText ? nullptr : &cell.word;
    column.validity = &cell.valid;
    column.text_offsets = cell.offsets;
    column.text_bytes = value.text.data();
  }

  const ir::Module& module_;
  std::vector<Cell> cells_;
  abi::InputBatch batch_;
};

struct WrittenColumn {
  std::size_t slot = 0;  // the first, where it holds the items of a series
  std::size_t items = 0;  // of a series in a column of lists, else 0
  CellMaker maker;
};

class Generator {
 public:
  Generator(const GenerateOptions& options, const Plan& plan)
      : options_(options),
        module_(*options.module),
        plan_(plan),
        values_(module_.slots.size()),
        judge_(module_, options.sources, options.bindings),
        record_(module_) {}

  Status Start(const FileKind& kind) {
    const bool text = kind.format == ir::FileFormat::kCsv || kind.format == ir::FileFormat::kNdjson;
    if (kind.format == ir::FileFormat::kCsv) {
      if (Status status = CheckFlat(plan_, options_.path); !status) {
        return status;
      }
    }
    schema_.separator = plan_.layout->separator;
    schema_.encoding = plan_.layout->encoding;
    for (std::size_t slot = 0; slot < module_.slots.size(); ++slot) {
      const SlotReader& reader = plan_.slots[slot];
      const bool flags = reader.column == SlotReader::kFromFlags;
      if (Status status = flags ? AddFlags(reader) : AddSlot(reader, text); !status) {
        return status;
      }
    }
    if (Status status = OpenLists(text); !status) {
      return status;
    }
    auto writer = TableWriter::Create(options_.path, schema_);
    if (!writer) {
      return writer.error();
    }
    writer_ = std::move(*writer);
    return {};
  }

  Status Run() {
    for (int64_t row = 0; row < options_.rows;) {
      const int64_t end = std::min(row + kRowsAtATime, options_.rows);
      if (Status status = WriteRows(row, end); !status) {
        return status;
      }
      row = end;
      if (options_.progress) {
        options_.progress(row);
      }
    }
    if (Status status = writer_->Close(); !status) {
      return status;
    }
    for (const auto& rows : lists_) {
      if (Status status = InFile(rows) ? rows->Close() : Status(); !status) {
        return status;
      }
    }
    return writer_->Commit();
  }

 private:
  static bool InFile(const std::unique_ptr<MadeRows>& rows) {
    return rows != nullptr && !rows->in_column();
  }

  Status OpenLists(bool text) {
    for (uint32_t i = 0; i < module_.lists.size(); ++i) {
      lists_.emplace_back();
      if (!module_.lists[i].needed) {
        continue;
      }
      const bool in_column = std::ranges::count(plan_.lists, i, &ListReader::list) > 0;
      auto rows = MadeRows::Open(module_, i, plan_.layout->lists.at(i),
                                 {options_.path, in_column, text}, options_.as_of);
      if (!rows) {
        return rows.error();
      }
      lists_.back() = std::move(*rows);
      if (Status status = in_column ? CheckName(module_.lists[i].name, lists_.back()->column())
                                    : Status();
          !status) {
        return status;
      }
      if (in_column) {
        schema_.columns.push_back(lists_.back()->column());
      }
    }
    return {};
  }

  const ir::ColumnBinding& BindingOf(const ir::Slot& slot) const {
    static const ir::ColumnBinding kOwnName;
    if (slot.field == ir::kAsOfField) {
      return plan_.layout->as_of ? *plan_.layout->as_of : kOwnName;
    }
    return slot.field < plan_.layout->fields.size() ? plan_.layout->fields[slot.field] : kOwnName;
  }

  // Empty for the as-of date where the file does not hold it, and for state.
  std::string ColumnOf(const SlotReader& reader, const ir::Slot& slot) const {
    if (slot.field == ir::kAsOfField) {
      return plan_.layout->as_of ? plan_.layout->as_of->columns.at(0) : "";
    }
    if (slot.field == ir::kStateField) {
      return "";
    }
    return plan_.columns[static_cast<std::size_t>(reader.column)];
  }

  Status AddSlot(const SlotReader& reader, bool text_file) {
    const ir::Slot& slot = module_.slots[reader.slot];
    const std::string name = ColumnOf(reader, slot);
    Result<CellMaker> cell = CellMaker::Of(module_, slot, BindingOf(slot), name, text_file);
    if (!cell) {
      return cell.error();
    }
    Result<ValueMaker> value =
        ValueMaker::Of(module_, reader.slot, options_.as_of, cell->unit(), cell->codes());
    if (!value) {
      return value.error();
    }
    values_of_.push_back(std::move(*value));
    const bool written = !name.empty() && reader.item <= 0;
    return written ? AddColumn(slot, std::move(*cell), reader.items) : Status();
  }

  // A set whose members have a column each.
  Status AddFlags(const SlotReader& reader) {
    const ir::Slot& slot = module_.slots[reader.slot];
    Result<ValueMaker> value = ValueMaker::Of(module_, reader.slot, options_.as_of, 1, {});
    if (!value) {
      return value.error();
    }
    values_of_.push_back(std::move(*value));
    const ir::ColumnBinding& binding = BindingOf(slot);
    for (std::size_t member = 0; member < binding.columns.size(); ++member) {
      if (Status status = AddColumn(slot, CellMaker::OfFlag(binding, member)); !status) {
        return status;
      }
    }
    return {};
  }

  Status CheckName(const std::string& field, const TableColumn& column) const {
    for (const TableColumn& other : schema_.columns) {
      if (other.name == column.name) {
        return Error{fmt::format("`{}` is read from column `{}`, as another field is", field,
                                 column.name),
                     "such a source can be read but not made up"};
      }
    }
    return {};
  }

  // `items`: of a series in a column of lists, else 0.
  Status AddColumn(const ir::Slot& slot, CellMaker cell, int items = 0) {
    const TableColumn& column = cell.column();
    if (Status status = CheckName(slot.name, column); !status) {
      return status;
    }
    schema_.columns.push_back(column);
    schema_.columns.back().distinct = slot.field == module_.key_field;
    schema_.columns.back().list = schema_.columns.back().holes = items > 0;
    builders_.emplace_back(column.type);
    cells_.push_back({static_cast<std::size_t>(&slot - module_.slots.data()),
                      static_cast<std::size_t>(items), std::move(cell)});
    return {};
  }

  void AppendCell(const WrittenColumn& cell, ColumnBuilder& to) const {
    if (cell.items == 0) {
      return cell.maker.Append(values_[cell.slot], to);
    }
    for (std::size_t item = 0; item < cell.items; ++item) {
      cell.maker.Append(values_[cell.slot + item], to);
    }
    to.EndList();
  }

  Status WriteRows(int64_t begin, int64_t end) {
    for (ColumnBuilder& builder : builders_) {
      builder.Clear();
    }
    for (int64_t row = begin; row < end; ++row) {
      if (Status status = MakeRecord(row); !status) {
        return status;
      }
      for (std::size_t column = 0; column < cells_.size(); ++column) {
        AppendCell(cells_[column], builders_[column]);
      }
      for (const auto& rows : lists_) {
        if (rows != nullptr) {
          rows->Keep(values_[module_.fields[module_.key_field].first_slot]);
        }
      }
    }
    for (const auto& rows : lists_) {
      if (Status status = InFile(rows) ? rows->Write() : Status(); !status) {
        return status;
      }
    }
    return writer_->Write(EncodeBook(end - begin));
  }

  std::unique_ptr<Encoded> EncodeBook(int64_t records) {
    TableData table{records, {}};
    for (const ColumnBuilder& builder : builders_) {
      table.columns.push_back(builder.data());
    }
    for (const auto& rows : lists_) {
      if (rows != nullptr && rows->in_column()) {
        table.columns.push_back(rows->data());
      }
    }
    std::unique_ptr<Encoded> encoded = writer_->Encode(table);
    for (const auto& rows : lists_) {
      if (rows != nullptr && rows->in_column()) {
        rows->Clear();
      }
    }
    return encoded;
  }

  // Every record has its own stream of numbers, so its values do not depend on those before it.
  Status MakeRecord(int64_t row) {
    Random random(options_.seed, static_cast<uint64_t>(row));
    for (int attempt = 0; attempt < kMostTries; ++attempt) {
      if (Status status = MakeValues(random, row); !status) {
        return status;
      }
      for (const auto& rows : lists_) {
        if (rows != nullptr) {
          rows->Make(random);
        }
      }
      if (module_.checks.empty() || judge_.AcceptsInput(record_.Of(values_, lists_), 0)) {
        return {};
      }
    }
    return Error{
        fmt::format("record {} keeps breaking the checks of the record ({} tries)", row + 1,
                    kMostTries),
        fmt::format("declare narrower ranges; the first check is: {}", module_.checks[0].text)};
  }

  Status MakeValues(Random& random, int64_t row) {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const ir::Slot& slot = module_.slots[i];
      if (slot.field == ir::kAsOfField) {
        values_[i].word = *options_.as_of;
      } else if (slot.field == ir::kStateField) {
        values_[i].missing = true;
      } else if (slot.field == module_.key_field) {
        std::optional<MadeValue> key = values_of_[i].MakeKey(row);
        if (!key) {
          return Error{
              fmt::format("the range of the key `{}` ends after {} records", slot.name, row), ""};
        }
        values_[i] = std::move(*key);
      } else {
        values_[i] = values_of_[i].Make(random, slot.item > 0 ? &values_[i - 1] : nullptr);
      }
    }
    return {};
  }

  const GenerateOptions& options_;
  const ir::Module& module_;
  const Plan& plan_;
  std::vector<ValueMaker> values_of_;  // by slot
  std::vector<WrittenColumn> cells_;   // by column
  TableSchema schema_;
  std::vector<ColumnBuilder> builders_;
  std::vector<MadeValue> values_;
  std::vector<std::unique_ptr<MadeRows>> lists_;  // one a Module::lists; null: not needed
  interp::Interpreter judge_;
  OneRecord record_;
  std::unique_ptr<TableWriter> writer_;
};

}  // namespace

Status Generate(const GenerateOptions& options) {
  FileKind kind = KindOfName(options.path);
  const Result<const ir::SourceLayout*> layout =
      ChooseLayout(*options.module, options.source, options.path, kind);
  if (!layout) {
    return layout.error();
  }
  if (options.module->reads_as_of && !options.as_of) {
    return Error{"the strategy reads the as-of date, and none is given",
                 "give it, as in --as-of 2026-03-31"};
  }
  ListFiles files;  // CSV has no column for them
  for (const ir::SourceLayout& list : (*layout)->lists) {
    if (kind.format == ir::FileFormat::kCsv && list.or_file) {
      files.emplace(list.name, options.path);
    }
  }
  const Result<Plan> plan = MakePlan(*options.module, **layout, options.as_of, files);
  if (!plan) {
    return plan.error();
  }
  Generator generator(options, *plan);
  if (Status status = generator.Start(kind); !status) {
    return status;
  }
  return generator.Run();
}

}  // namespace sextant::io
