#include <algorithm>

#include <fmt/format.h>

#include "runtime/io/bind_list.h"
#include "runtime/io/bind_set.h"
#include "runtime/io/bind_text.h"
#include "runtime/io/json_record.h"
#include "runtime/io/text_blocks.h"

// One JSON object a line. Arrow's JSON reader cannot hand numbers over as they are written, so the
// lines go through a SAX parser (docs/decisions/0021-ndjson-numbers-keep-their-text.md).
namespace sextant::io {
namespace {

bool IsBlank(std::string_view line) {
  return line.find_first_not_of(" \t\r") == std::string_view::npos;
}

// Calls use(line) for every line that is not blank, until it returns false.
template <class Use>
void EachLine(std::string_view text, Use&& use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!IsBlank(line) && !use(line)) {
      return;
    }
  }
}

using Shape = JsonRecord::Shape;

std::vector<Shape> ShapesOf(const Plan& plan) {
  std::vector<Shape> shapes(plan.columns.size(), Shape::kValue);
  for (const SlotReader& reader : plan.slots) {
    if (reader.column >= 0 && reader.kind == CellKind::kSet) {
      shapes[static_cast<std::size_t>(reader.column)] = Shape::kSet;
    }
  }
  for (const SlotReader& reader : plan.slots) {
    if (reader.column >= 0 && reader.item >= 0) {
      shapes[static_cast<std::size_t>(reader.column)] = Shape::kItems;
    }
  }
  for (const ListReader& list : plan.lists) {
    shapes[static_cast<std::size_t>(list.column)] = Shape::kItems;
  }
  const bool plain = std::ranges::count(shapes, Shape::kValue) == std::ssize(shapes);
  return plain ? std::vector<Shape>() : shapes;
}

// A member is read in one way: two that differ would each take it from the other.
Status CheckShapes(const Plan& plan) {
  std::vector<std::string> readers(plan.columns.size());
  const auto two = [&](int column, const std::string& reader) {
    return Error{fmt::format("`{}` is read for `{}` and for `{}`, in two ways",
                             plan.columns[static_cast<std::size_t>(column)],
                             readers[static_cast<std::size_t>(column)], reader),
                 "name another column for one of them in the source"};
  };
  for (const ListReader& list : plan.lists) {
    std::string& reader = readers[static_cast<std::size_t>(list.column)];
    const std::string& name = plan.module->lists[list.list].name;
    if (!reader.empty()) {
      return two(list.column, name);
    }
    reader = name;
  }
  const std::vector<Shape> shapes = ShapesOf(plan);
  for (const SlotReader& reader : plan.slots) {
    const auto column = static_cast<std::size_t>(reader.column);
    if (reader.column < 0 || shapes.empty() || shapes[column] != Shape::kItems) {
      continue;
    }
    const std::string& name = plan.module->slots[reader.of].name;
    if (readers[column].empty() && reader.item >= 0) {
      continue;
    }
    if (readers[column].empty()) {
      readers[column] = "a series";
    }
    return two(reader.column, name);
  }
  return {};
}

std::vector<JsonItems> ItemsOf(const Plan& plan) {
  std::vector<JsonItems> items(plan.columns.size());
  for (const SlotReader& reader : plan.slots) {
    if (reader.item >= 0) {
      items[static_cast<std::size_t>(reader.column)].objects = false;
    }
  }
  for (const ListReader& list : plan.lists) {
    items[static_cast<std::size_t>(list.column)].names = list.rows->plan.columns;
  }
  return items;
}

class NdjsonDecoder : public Decoder {
 public:
  explicit NdjsonDecoder(const Plan& plan)
      : plan_(plan),
        record_(plan.columns, ShapesOf(plan)),
        items_(ItemsOf(plan)),
        cells_(plan.columns.size()) {}

  std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) override {
    auto& block = static_cast<TextBlock&>(chunk);
    arena_.Clear();
    for (auto& column : cells_) {
      column.clear();
    }
    for (JsonItems& items : items_) {
      items.Clear();
    }
    int64_t rows = 0;
    std::optional<DecodeError> error;
    EachLine(block.text(), [&](std::string_view line) {
      error = Add(line, rows);
      rows += error ? 0 : 1;
      return !error;
    });
    block.Release();
    out.Start(plan_.slots.size(), rows);
    if (!error) {
      Bind(out);
    }
    return error;
  }

 private:
  std::optional<DecodeError> Add(std::string_view line, int64_t row) {
    std::string problem;
    if (!record_.Read(line, arena_, values_, items_, problem)) {
      return DecodeError{row, problem + ": " + ShownCell(line), "each line holds one JSON object"};
    }
    for (std::size_t i = 0; i < cells_.size(); ++i) {
      cells_[i].push_back(values_[i]);
    }
    return std::nullopt;
  }

  void Bind(BoundBatch& out) {
    for (const SlotReader& reader : plan_.slots) {
      if (reader.column < 0) {
        BindConstant(reader, out);
      } else if (reader.item >= 0) {
        BindItem(reader, items_[static_cast<std::size_t>(reader.column)], out);
      } else {
        BindText(reader, cells_[static_cast<std::size_t>(reader.column)], out);
      }
    }
    CombineFlags(plan_, out);
    StartRows(plan_, out);
    for (std::size_t i = 0; i < plan_.lists.size(); ++i) {
      BindRows(plan_.lists[i], out.rows[i], out);
    }
    out.SortFaults();
  }

  // One item of a series in every record that has so many.
  void BindItem(const SlotReader& reader, const JsonItems& items, BoundBatch& out) {
    item_cells_.clear();
    for (int64_t record = 0; record < out.batch.rows; ++record) {
      const int64_t at = items.begin(record) + reader.item;
      const int64_t end = items.ends[static_cast<std::size_t>(record)];
      item_cells_.push_back(at < end ? items.cells[0][static_cast<std::size_t>(at)]
                                     : std::string_view());
      if (reader.item == 0) {
        CheckItemCount(reader, record, end - at, out);
      }
    }
    for (const JsonItems::Bad& bad : items.bad) {
      out.batch.faults.push_back(
          {bad.record, reader.slot, abi::FaultKind::kMalformed, bad.found,
           "it must be a list of values"});
    }
    BindText(reader, item_cells_, out);
  }

  void BindRows(const ListReader& list, BoundRows& to, BoundBatch& out) {
    const JsonItems& items = items_[static_cast<std::size_t>(list.column)];
    const Plan& plan = list.rows->plan;
    for (std::size_t record = 0; record < items.ends.size(); ++record) {
      to.begins[record] = items.begin(static_cast<int64_t>(record));
      to.ends[record] = items.ends[record];
    }
    to.rows.Start(plan.slots.size(), items.count());
    for (const SlotReader& reader : plan.slots) {
      BindText(reader, items.cells[static_cast<std::size_t>(reader.column)], to.rows);
    }
    for (const JsonItems::Bad& bad : items.bad) {
      AddListFault(plan_, list, bad.record, bad.found, out);
    }
    to.Attach(out.batch.lists[list.list]);
  }

  const Plan& plan_;
  JsonRecord record_;
  TextArena arena_;
  std::vector<JsonItems> items_;                      // by needed column
  std::vector<std::string_view> values_;              // of one record
  std::vector<std::vector<std::string_view>> cells_;  // by needed column
  std::vector<std::string_view> item_cells_;
};

Result<std::size_t> WholeLines(std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  return newline == std::string_view::npos ? 0 : newline + 1;
}

class NdjsonReader : public Reader {
 public:
  NdjsonReader(Plan& plan, const ReadOptions& options, std::unique_ptr<ByteStream> stream)
      : plan_(plan), blocks_(options.path, std::move(stream), WholeLines) {}

  Status Start(int64_t batch_rows) {
    const Result<std::string_view> start = blocks_.Peek();
    if (!start) {
      return start.error();
    }
    if (const std::size_t first = start.value().find_first_not_of(" \t\r\n");
        first != std::string_view::npos && start.value()[first] == '[') {
      return Error{fmt::format("{} is one JSON list", blocks_.path()),
                   "write one object a line, without a list around them"};
    }
    blocks_.AimAt(batch_rows);
    if (Status status = CheckNames(*start); !status) {
      return status;
    }
    return CheckShapes(plan_);
  }

  Result<std::unique_ptr<Chunk>> Next() override {
    Result<std::unique_ptr<TextBlock>> block = blocks_.Next();
    if (!block) {
      return block.error();
    }
    return std::unique_ptr<Chunk>(std::move(*block));
  }

  std::unique_ptr<Decoder> MakeDecoder() const override {
    return std::make_unique<NdjsonDecoder>(plan_);
  }
  int64_t bytes_read() const override { return blocks_.stream().bytes_read(); }
  int64_t total_bytes() const override { return blocks_.stream().total_bytes(); }

 private:
  // A required column that none of the first records holds is a mistake in the names. Optional ones
  // may be absent for long.
  Status CheckNames(std::string_view start) {
    constexpr int kLooked = 100;
    std::vector<std::string> present;
    int looked = 0;
    EachLine(start, [&](std::string_view line) {
      for (std::string& name : JsonRecord::Names(line)) {
        if (std::find(present.begin(), present.end(), name) == present.end()) {
          present.push_back(std::move(name));
        }
      }
      return ++looked < kLooked;
    });
    if (present.empty()) {
      return {};  // the decoder will say what is wrong, and where
    }
    UseListColumns(plan_, present);
    for (const SlotReader& reader : plan_.slots) {
      const types::Type& type = plan_.module->slots[reader.of].type;
      if (reader.column >= 0 && (type.optional || type.kind == types::Kind::kSet)) {
        present.push_back(plan_.columns[static_cast<std::size_t>(reader.column)]);
      }
    }
    std::sort(present.begin(), present.end());
    present.erase(std::unique(present.begin(), present.end()), present.end());
    const Result<std::vector<int>> places = LocateColumns(plan_, present, blocks_.path());
    return places ? Status() : Status(places.error());
  }

  Plan& plan_;
  TextBlocks blocks_;
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenNdjson(Plan& plan, const ReadOptions& options) {
  Result<std::unique_ptr<ByteStream>> stream =
      ByteStream::Open(options.path, options.kind.compression);
  if (!stream) {
    return stream.error();
  }
  auto reader = std::make_unique<NdjsonReader>(plan, options, std::move(*stream));
  if (Status status = reader->Start(options.batch_rows); !status) {
    return status.error();
  }
  return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace sextant::io
