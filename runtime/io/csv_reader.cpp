#include <algorithm>

#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include "compiler/support/counted.h"
#include "runtime/io/bind_set.h"
#include "runtime/io/bind_text.h"
#include "runtime/io/csv_numbers.h"
#include "runtime/io/csv_rows.h"
#include "runtime/io/decoded_stream.h"
#include "runtime/io/text_blocks.h"

// CSV, from blocks of whole records straight to values: where the cells stand is found for a block
// at once, then each needed column is bound (docs/decisions/0020-csv-cells-are-read-as-written.md).
namespace sextant::io {
namespace {

bool IsUtf8(std::string_view text) {
  return arrow::util::ValidateUTF8(text);
}

// Takes the line of column names from the front of `text`; its length in bytes.
Result<std::size_t> ReadHeader(std::string_view text, const CsvScanner& scanner,
                               const std::string& path, std::vector<std::string>& names) {
  const std::optional<CsvLine> line = FirstLine(text, scanner);
  if (!line) {
    return Error{fmt::format("{} has no line of column names", path), "a CSV file starts with one"};
  }
  TextArena arena;
  for (const std::string_view cell : line->cells) {
    names.emplace_back(Unquoted(cell, arena));
  }
  return std::min(line->end, text.size());
}

static_assert(TextBlock::kSlack >= CsvScanner::kSlack);

// Finds the records of blocks and binds the needed columns.
class CsvDecoder : public Decoder {
 public:
  CsvDecoder(const Plan& plan, const std::vector<int>& places, int64_t columns, char separator)
      : plan_(plan), places_(places), columns_(columns), rows_(separator) {
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
      readers_.push_back(plan.ReadersOf(static_cast<int>(i)));
    }
  }

  std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) override {
    auto& block = static_cast<TextBlock&>(chunk);
    arena_.Clear();
    rows_.Find(block.text(), columns_);
    out.Start(plan_.slots.size(), rows_.count());
    std::optional<DecodeError> error = IsUtf8(block.text()) ? std::nullopt : FindBadUtf8();
    if (!error) {
      error = BadLine();
    }
    if (!error) {
      Bind(out);
    }
    block.Release();
    return error;
  }

 private:
  // The line behind the records, when it is none.
  std::optional<DecodeError> BadLine() const {
    if (const auto& ragged = rows_.ragged()) {
      return DecodeError{
          rows_.count(),
          fmt::format("has {} where the line of column names has {}: {}",
                      Counted(ragged->cells, "cell"), columns_, ShownCell(ragged->line)),
          "a cell that holds the separator must stand in quotes"};
    }
    if (rows_.open()) {
      return DecodeError{rows_.count(), "the file ends within a quoted cell",
                         "a quote was opened and not closed, or the file was cut off"};
    }
    return std::nullopt;
  }

  // The first record with a needed cell that is no text.
  std::optional<DecodeError> FindBadUtf8() {
    for (int64_t row = 0; row < rows_.count(); ++row) {
      for (std::size_t i = 0; i < places_.size(); ++i) {
        const std::string_view cell = Unquoted(rows_.column(places_[i]).raw(row), arena_);
        if (!IsUtf8(cell)) {
          return BadText(cell, row, plan_.columns[i]);
        }
      }
    }
    return std::nullopt;
  }

  DecodeError BadText(std::string_view cell, int64_t row, const std::string& column) const {
    const std::string& encoding = plan_.layout->encoding;
    return encoding.empty()
               ? DecodeError{row, BadUtf8Message(cell, column), kOtherEncodingHint}
               : DecodeError{
                     row, BadTextMessage(cell, column, encoding),
                     "name the encoding the file was saved in; if it is this one, mend the cell"};
  }

  void Bind(BoundBatch& out) {
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      const CsvColumn column = rows_.column(places_[i]);
      bool collected = false;
      for (const SlotReader* reader : readers_[i]) {
        if (AreNumbers(*reader)) {
          BindNumbers(*reader, column, rows_.count(), arena_, out);
          continue;
        }
        if (!collected) {
          Collect(column);
          collected = true;
        }
        BindText(*reader, cells_, out);
      }
    }
    for (const SlotReader* reader : plan_.ReadersOf(SlotReader::kConstant)) {
      BindConstant(*reader, out);
    }
    CombineFlags(plan_, out);
    out.SortFaults();
  }

  void Collect(const CsvColumn& column) {
    cells_.resize(static_cast<std::size_t>(rows_.count()));
    for (int64_t row = 0; row < rows_.count(); ++row) {
      cells_[static_cast<std::size_t>(row)] = Unquoted(column.raw(row), arena_);
    }
  }

  const Plan& plan_;
  const std::vector<int>& places_;
  int64_t columns_;
  std::vector<std::vector<const SlotReader*>> readers_;  // by needed column
  CsvRows rows_;
  TextArena arena_;  // cells that do not stand in the block as they are
  std::vector<std::string_view> cells_;
};

class CsvReader : public Reader {
 public:
  CsvReader(const Plan& plan, const ReadOptions& options, std::unique_ptr<ByteStream> stream)
      : plan_(plan),
        separator_(options.kind.tabs && plan.layout->separator == ',' ? '\t'
                                                                      : plan.layout->separator),
        blocks_(options.path, std::move(stream),
                [this](std::string_view text) { return scanner_.WholeLines(text); }),
        scanner_(separator_) {}

  Status Start(int64_t batch_rows) {
    const Result<std::string_view> start = blocks_.Peek();
    if (!start) {
      return start.error();
    }
    std::vector<std::string> names;
    const Result<std::size_t> header = ReadHeader(*start, scanner_, blocks_.path(), names);
    if (!header) {
      return header.error();
    }
    Result<std::vector<int>> places = LocateColumns(plan_, names, blocks_.path());
    if (!places) {
      return places.error();
    }
    places_ = std::move(*places);
    columns_ = std::ssize(names);
    blocks_.Skip(*header);
    blocks_.AimAt(batch_rows);
    return {};
  }

  Result<std::unique_ptr<Chunk>> Next() override {
    Result<std::unique_ptr<TextBlock>> block = blocks_.Next();
    if (!block) {
      return block.error();
    }
    return std::unique_ptr<Chunk>(std::move(*block));
  }

  std::unique_ptr<Decoder> MakeDecoder() const override {
    return std::make_unique<CsvDecoder>(plan_, places_, columns_, separator_);
  }

  int64_t bytes_read() const override { return blocks_.stream().bytes_read(); }
  int64_t total_bytes() const override { return blocks_.stream().total_bytes(); }

 private:
  const Plan& plan_;
  char separator_;
  TextBlocks blocks_;
  CsvScanner scanner_;
  std::vector<int> places_;  // of the needed columns
  int64_t columns_ = 0;
};

}  // namespace

Result<std::unique_ptr<Reader>> OpenCsv(const Plan& plan, const ReadOptions& options) {
  arrow::util::InitializeUTF8();
  Result<std::unique_ptr<ByteStream>> stream =
      ByteStream::Open(options.path, options.kind.compression);
  if (stream && !plan.layout->encoding.empty()) {
    stream = DecodedStream(std::move(*stream), plan.layout->encoding);
  }
  if (!stream) {
    return stream.error();
  }
  auto reader = std::make_unique<CsvReader>(plan, options, std::move(*stream));
  if (Status status = reader->Start(options.batch_rows); !status) {
    return status.error();
  }
  return std::unique_ptr<Reader>(std::move(reader));
}

}  // namespace sextant::io
