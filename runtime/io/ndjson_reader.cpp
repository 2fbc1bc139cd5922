#include <algorithm>

#include <fmt/format.h>

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

// The columns that are read as sets, whose cells may be lists.
std::vector<bool> ColumnsOfSets(const Plan& plan) {
  std::vector<bool> sets(plan.columns.size());
  for (const SlotReader& reader : plan.slots) {
    if (reader.column >= 0 && reader.kind == CellKind::kSet) {
      sets[static_cast<std::size_t>(reader.column)] = true;
    }
  }
  return sets;
}

class NdjsonDecoder : public Decoder {
 public:
  explicit NdjsonDecoder(const Plan& plan)
      : plan_(plan), record_(plan.columns, ColumnsOfSets(plan)), cells_(plan.columns.size()) {}

  std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) override {
    auto& block = static_cast<TextBlock&>(chunk);
    arena_.Clear();
    for (auto& column : cells_) {
      column.clear();
    }
    int64_t rows = 0;
    std::optional<DecodeError> error;
    EachLine(block.text(), [&](std::string_view line) {
      error = Add(line, rows);
      rows += error ? 0 : 1;
      return !error;
    });
    block.bytes.reset();
    out.Start(plan_.slots.size(), rows);
    if (!error) {
      Bind(out);
    }
    return error;
  }

 private:
  std::optional<DecodeError> Add(std::string_view line, int64_t row) {
    std::string problem;
    if (!record_.Read(line, arena_, values_, problem)) {
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
      } else {
        BindText(reader, cells_[static_cast<std::size_t>(reader.column)], out);
      }
    }
    CombineFlags(plan_, out);
    out.SortFaults();
  }

  const Plan& plan_;
  JsonRecord record_;
  TextArena arena_;
  std::vector<std::string_view> values_;              // of one record
  std::vector<std::vector<std::string_view>> cells_;  // by needed column
};

Result<std::size_t> WholeLines(std::string_view text) {
  const std::size_t newline = text.rfind('\n');
  return newline == std::string_view::npos ? 0 : newline + 1;
}

class NdjsonReader : public Reader {
 public:
  NdjsonReader(const Plan& plan, const ReadOptions& options, std::unique_ptr<ByteStream> stream)
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
    return CheckNames(*start);
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
  Status CheckNames(std::string_view start) const {
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

  const Plan& plan_;
  TextBlocks blocks_;
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenNdjson(const Plan& plan, const ReadOptions& options) {
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
