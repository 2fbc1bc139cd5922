#include <cstring>

#include <arrow/buffer.h>
#include <arrow/csv/chunker.h>
#include <arrow/csv/options.h>
#include <arrow/csv/parser.h>
#include <arrow/util/utf8.h>
#include <fmt/format.h>

#include "compiler/support/counted.h"
#include "runtime/io/bind_set.h"
#include "runtime/io/bind_text.h"
#include "runtime/io/decoded_stream.h"
#include "runtime/io/text_blocks.h"

// CSV with Arrow's parser. Cells become values straight from the parsed block, without Arrow arrays
// of text between them (docs/decisions/0020-csv-cells-are-read-as-written.md).
namespace sextant::io {
namespace {

constexpr int32_t kAnyNumberOfRows = 1 << 30;

arrow::csv::ParseOptions OptionsFor(char separator) {
  auto options = arrow::csv::ParseOptions::Defaults();
  options.delimiter = separator;
  options.newlines_in_values = true;
  return options;
}

// Takes the line of column names from the front of `text`; its length in bytes.
Result<std::size_t> ReadHeader(std::string_view text, bool whole_file, char separator,
                               const std::string& path, std::vector<std::string>& names) {
  arrow::csv::BlockParser parser(OptionsFor(separator), -1, 0, 1);
  uint32_t size = 0;
  const arrow::Status status =
      whole_file ? parser.ParseFinal(text, &size) : parser.Parse(text, &size);
  if (!status.ok()) {
    return Error{fmt::format("cannot read the column names of {}: {}", path, status.message()), ""};
  }
  if (parser.num_rows() == 0) {
    return Error{fmt::format("{} has no line of column names", path), "a CSV file starts with one"};
  }
  const arrow::Status visited =
      parser.VisitLastRow([&names](const uint8_t* data, uint32_t length, bool, bool) {
        names.emplace_back(reinterpret_cast<const char*>(data), length);
        return arrow::Status::OK();
      });
  static_cast<void>(visited);
  return size;
}

bool IsUtf8(std::string_view text) {
  return arrow::util::ValidateUTF8(text);
}

// Parses blocks and binds the needed columns.
class CsvDecoder : public Decoder {
 public:
  CsvDecoder(const Plan& plan, const std::vector<int>& places, int32_t columns, char separator)
      : plan_(plan), places_(places), columns_(columns), options_(OptionsFor(separator)) {
    options_.invalid_row_handler = [this](const arrow::csv::InvalidRow& row) {
      return NoteRagged(row);
    };
    for (std::size_t i = 0; i < plan.columns.size(); ++i) {
      readers_.push_back(plan.ReadersOf(static_cast<int>(i)));
    }
  }

  std::optional<DecodeError> Decode(Chunk& chunk, BoundBatch& out) override {
    auto& block = static_cast<TextBlock&>(chunk);
    arrow::csv::BlockParser parser(options_, columns_, 0, kAnyNumberOfRows);
    ragged_.reset();
    uint32_t parsed = 0;
    const arrow::Status status = parser.Parse(block.text(), &parsed);
    out.Start(plan_.slots.size(), parser.num_rows());
    if (ragged_) {
      return ragged_;
    }
    if (!status.ok()) {
      return DecodeError{parser.num_rows(), status.message(), ""};
    }
    if (parsed < block.size) {
      return DecodeError{parser.num_rows(), "the file ends within a quoted cell",
                         "a quote was opened and not closed, or the file was cut off"};
    }
    const bool sound = IsUtf8(block.text());
    block.bytes.reset();
    return Bind(parser, sound, out);
  }

 private:
  std::optional<DecodeError> Bind(const arrow::csv::BlockParser& parser, bool sound,
                                  BoundBatch& out) {
    for (std::size_t i = 0; i < readers_.size(); ++i) {
      Collect(parser, places_[i]);
      if (!sound) {
        if (auto error = FindBadUtf8(plan_.columns[i])) {
          return error;
        }
      }
      for (const SlotReader* reader : readers_[i]) {
        BindText(*reader, cells_, out);
      }
    }
    for (const SlotReader* reader : plan_.ReadersOf(SlotReader::kConstant)) {
      BindConstant(*reader, out);
    }
    CombineFlags(plan_, out);
    out.SortFaults();
    return std::nullopt;
  }

  // The cells of one column.
  void Collect(const arrow::csv::BlockParser& parser, int place) {
    cells_.resize(static_cast<std::size_t>(parser.num_rows()));
    std::string_view* to = cells_.data();
    const arrow::Status visited =
        parser.VisitColumn(place, [&to](const uint8_t* data, uint32_t size, bool, bool) {
          *to++ = {reinterpret_cast<const char*>(data), size};
          return arrow::Status::OK();
        });
    static_cast<void>(visited);
  }

  std::optional<DecodeError> FindBadUtf8(const std::string& column) const {
    for (std::size_t row = 0; row < cells_.size(); ++row) {
      if (!IsUtf8(cells_[row])) {
        return BadText(static_cast<int64_t>(row), column);
      }
    }
    return std::nullopt;
  }

  // `cells_` holds the column.
  DecodeError BadText(int64_t row, const std::string& column) const {
    const std::string& encoding = plan_.layout->encoding;
    const std::string_view cell = cells_[static_cast<std::size_t>(row)];
    return encoding.empty()
               ? DecodeError{row, BadUtf8Message(cell, column), kOtherEncodingHint}
               : DecodeError{
                     row, BadTextMessage(cell, column, encoding),
                     "name the encoding the file was saved in; if it is this one, mend the cell"};
  }

  arrow::csv::InvalidRowResult NoteRagged(const arrow::csv::InvalidRow& row) {
    ragged_ =
        DecodeError{row.number,
                    fmt::format("has {} where the line of column names has {}: {}",
                                Counted(row.actual_columns, "cell"), row.expected_columns,
                                ShownCell(row.text)),
                    "a cell that holds the separator must stand in quotes"};
    return arrow::csv::InvalidRowResult::Error;
  }

  const Plan& plan_;
  const std::vector<int>& places_;
  int32_t columns_;
  arrow::csv::ParseOptions options_;
  std::vector<std::vector<const SlotReader*>> readers_;  // by needed column
  std::vector<std::string_view> cells_;
  std::optional<DecodeError> ragged_;
};

class CsvReader : public Reader {
 public:
  CsvReader(const Plan& plan, const ReadOptions& options, std::unique_ptr<ByteStream> stream)
      : plan_(plan),
        separator_(options.kind.tabs && plan.layout->separator == ',' ? '\t'
                                                                      : plan.layout->separator),
        blocks_(options.path, std::move(stream),
                [this](std::string_view text) { return WholeRecords(text); }),
        chunker_(arrow::csv::MakeChunker(OptionsFor(separator_))) {}

  Status Start(int64_t batch_rows) {
    const Result<std::string_view> start = blocks_.Peek();
    if (!start) {
      return start.error();
    }
    std::vector<std::string> names;
    const bool whole_file = start.value().find('\n') == std::string_view::npos;
    const Result<std::size_t> header =
        ReadHeader(*start, whole_file, separator_, blocks_.path(), names);
    if (!header) {
      return header.error();
    }
    Result<std::vector<int>> places = LocateColumns(plan_, names, blocks_.path());
    if (!places) {
      return places.error();
    }
    places_ = std::move(*places);
    columns_ = static_cast<int32_t>(names.size());
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
  // Without a quote every line is a record; else Arrow finds the last end of one.
  Result<std::size_t> WholeRecords(std::string_view text) {
    if (std::memchr(text.data(), '"', text.size()) == nullptr) {
      if (const std::size_t newline = text.rfind('\n'); newline != std::string_view::npos) {
        return newline + 1;
      }
    }
    std::shared_ptr<arrow::Buffer> whole;
    std::shared_ptr<arrow::Buffer> partial;
    const arrow::Status status = chunker_->Process(
        std::make_shared<arrow::Buffer>(reinterpret_cast<const uint8_t*>(text.data()), text.size()),
        &whole, &partial);
    if (!status.ok()) {
      return Error{fmt::format("cannot read {}: {}", blocks_.path(), status.message()), ""};
    }
    return static_cast<std::size_t>(whole->size());
  }

  const Plan& plan_;
  char separator_;
  TextBlocks blocks_;
  std::unique_ptr<arrow::Chunker> chunker_;
  std::vector<int> places_;  // of the needed columns
  int32_t columns_ = 0;
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
