#include <bit>
#include <utility>

#include "compiler/source/decode.h"
#include "runtime/io/table_writer.h"
#include "runtime/io/text_format.h"

namespace sextant::io {
namespace {

struct EncodedText : Encoded {
  std::string text;
};

// A present cell without quotes around it; kCode and kText are left to the formats.
void AppendPlain(std::string& out, const TableColumn& column, const ColumnData& data, int64_t row) {
  switch (column.type) {
    case CellType::kInteger:
      return AppendDecimal(out, data.at<int64_t>(row), 0);
    case CellType::kDecimal:
      return AppendDecimal(out, data.at<int64_t>(row), column.scale);
    case CellType::kReal:
      return AppendReal(out, data.at<double>(row));
    case CellType::kBoolean:
      out += data.at<int8_t>(row) != 0 ? "true" : "false";
      return;
    case CellType::kDate:
      return AppendDate(out, data.at<int32_t>(row));
    case CellType::kCode:
    case CellType::kText:
    case CellType::kSet:
    case CellType::kRows:
      return;
  }
}

std::string_view TextOf(const TableColumn& column, const ColumnData& data, int64_t row) {
  return column.type == CellType::kText
             ? data.text(row)
             : column.dictionary[static_cast<std::size_t>(data.at<int32_t>(row))];
}

// Calls use(member) for the members of a set, in the order of its dictionary.
template <class Use>
void EachMember(const TableColumn& column, const ColumnData& data, int64_t row, Use&& use) {
  for (auto bits = static_cast<uint64_t>(data.at<int64_t>(row)); bits != 0; bits &= bits - 1) {
    use(column.dictionary[static_cast<std::size_t>(std::countr_zero(bits))]);
  }
}

std::string JoinedMembers(const TableColumn& column, const ColumnData& data, int64_t row) {
  std::string text;
  EachMember(column, data, row, [&](const std::string& member) {
    text += (text.empty() ? "" : column.join) + member;
  });
  return text;
}

void AppendJsonMembers(std::string& out, const TableColumn& column, const ColumnData& data,
                       int64_t row) {
  char before = '[';
  EachMember(column, data, row, [&](const std::string& member) {
    out.push_back(std::exchange(before, ','));
    AppendJsonText(out, member);
  });
  out += before == '[' ? "[]" : "]";
}

bool IsText(const TableColumn& column) {
  return column.type == CellType::kCode || column.type == CellType::kText;
}

// The items between semicolons; nothing for an empty list. `text` is for work.
void AppendCsvList(std::string& out, const TableColumn& column, const ColumnData& data, int64_t row,
                   char separator, std::string& text) {
  text.clear();
  for (int32_t item = data.lists[row]; item < data.lists[row + 1]; ++item) {
    if (item > data.lists[row]) {
      text.push_back(';');
    }
    if (IsText(column)) {
      AppendCsvText(text, TextOf(column, data, item), ';');
    } else {
      AppendPlain(text, column, data, item);
    }
  }
  if (!text.empty()) {
    AppendCsvText(out, text, separator);
  }
}

void AppendCsvRow(std::string& out, const TableSchema& schema, const TableData& rows, int64_t row) {
  std::string list;
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    const TableColumn& column = schema.columns[i];
    const ColumnData& data = rows.columns[i];
    if (i > 0) {
      out.push_back(schema.separator);
    }
    if (column.list) {
      AppendCsvList(out, column, data, row, schema.separator, list);
    } else if (!data.valid(row)) {
      const std::string* found = data.found(row);
      if (found == nullptr) {
        out += column.null_text;
      } else {
        AppendCsvText(out, *found, schema.separator);
      }
    } else if (column.type == CellType::kSet) {
      AppendCsvText(out, JoinedMembers(column, data, row), schema.separator);
    } else if (IsText(column)) {
      AppendCsvText(out, TextOf(column, data, row), schema.separator);
    } else {
      AppendPlain(out, column, data, row);
    }
  }
  out.push_back('\n');
}

void AppendJsonValue(std::string& out, const TableColumn& column, const ColumnData& data,
                     int64_t row) {
  if (IsText(column)) {
    AppendJsonText(out, TextOf(column, data, row));
  } else if (column.type == CellType::kDate) {
    out.push_back('"');
    AppendPlain(out, column, data, row);
    out.push_back('"');
  } else {
    AppendPlain(out, column, data, row);
  }
}

void AppendJsonList(std::string& out, const TableColumn& column, const ColumnData& data,
                    int64_t row) {
  out.push_back('[');
  for (int32_t item = data.lists[row]; item < data.lists[row + 1]; ++item) {
    if (item > data.lists[row]) {
      out.push_back(',');
    }
    if (data.valid(item)) {
      AppendJsonValue(out, column, data, item);
    } else {
      out += "null";
    }
  }
  out.push_back(']');
}

void AppendJsonCell(std::string& out, const TableColumn& column, const ColumnData& data,
                    int64_t row);

void AppendJsonRows(std::string& out, const TableColumn& column, const ColumnData& data,
                    int64_t row) {
  out.push_back('[');
  for (int32_t item = data.lists[row]; item < data.lists[row + 1]; ++item) {
    out += item > data.lists[row] ? ",{" : "{";
    for (std::size_t i = 0; i < column.fields.size(); ++i) {
      out += i == 0 ? "" : ",";
      AppendJsonText(out, column.fields[i].name);
      out.push_back(':');
      AppendJsonCell(out, column.fields[i], data.fields[i], item);
    }
    out.push_back('}');
  }
  out.push_back(']');
}

void AppendJsonCell(std::string& out, const TableColumn& column, const ColumnData& data,
                    int64_t row) {
  if (column.type == CellType::kRows) {
    AppendJsonRows(out, column, data, row);
  } else if (column.list) {
    AppendJsonList(out, column, data, row);
  } else if (!data.valid(row)) {
    if (const std::string* found = data.found(row)) {
      AppendJsonText(out, *found);
    } else {
      out += "null";
    }
  } else if (column.type == CellType::kSet) {
    AppendJsonMembers(out, column, data, row);
  } else {
    AppendJsonValue(out, column, data, row);
  }
}

void AppendJsonRow(std::string& out, const std::vector<std::string>& names,
                   const TableSchema& schema, const TableData& rows, int64_t row) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    out += names[i];
    AppendJsonCell(out, schema.columns[i], rows.columns[i], row);
  }
  out += "}\n";
}

class TextWriter : public TableWriter {
 public:
  TextWriter(const TableSchema& schema, std::unique_ptr<OutputFile> file, bool ndjson)
      : schema_(schema), file_(std::move(file)), ndjson_(ndjson) {
    for (const TableColumn& column : schema_.columns) {
      std::string name = names_.empty() ? "{" : ",";
      AppendJsonText(name, column.name);
      names_.push_back(name + ":");
    }
  }

  // Not before there are rows, or none to come: until then the run may be refused, and nothing is
  // to stand on standard output.
  Status WriteHeader() {
    if (ndjson_ || std::exchange(headed_, true)) {
      return {};
    }
    std::string line;
    for (const TableColumn& column : schema_.columns) {
      if (!line.empty()) {
        line.push_back(schema_.separator);
      }
      AppendCsvText(line, column.name, schema_.separator);
    }
    line.push_back('\n');
    return WriteText(line);
  }

  Status OpenEncoder() {
    if (ndjson_ || schema_.encoding.empty()) {
      return {};
    }
    auto encoder = source::Encoder::Open(schema_.encoding);
    if (!encoder) {
      return encoder.error();
    }
    encoder_ = std::move(*encoder);
    return {};
  }

  std::unique_ptr<Encoded> Encode(const TableData& rows) const override {
    auto encoded = std::make_unique<EncodedText>();
    encoded->text.reserve(static_cast<std::size_t>(rows.rows) * schema_.columns.size() * 8);
    for (int64_t row = 0; row < rows.rows; ++row) {
      if (ndjson_) {
        AppendJsonRow(encoded->text, names_, schema_, rows, row);
      } else {
        AppendCsvRow(encoded->text, schema_, rows, row);
      }
    }
    return encoded;
  }

  Status Write(std::unique_ptr<Encoded> rows) override {
    const Status status = WriteHeader();
    return status ? WriteText(static_cast<const EncodedText&>(*rows).text) : status;
  }

  Status Close() override {
    const Status status = WriteHeader();
    const std::string rest = encoder_ == nullptr ? "" : encoder_->Finish();
    return status && !rest.empty() ? file_->Write(rest.data(), rest.size()) : status;
  }
  Status Commit() override { return file_->Commit(); }

 private:
  Status WriteText(const std::string& text) {
    if (encoder_ == nullptr) {
      return file_->Write(text.data(), text.size());
    }
    const Result<std::string> bytes = encoder_->Encode(text);
    return bytes ? file_->Write(bytes->data(), bytes->size()) : Status(bytes.error());
  }

  TableSchema schema_;
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<source::Encoder> encoder_;  // null: UTF-8
  bool ndjson_;
  bool headed_ = false;
  std::vector<std::string> names_;  // NDJSON: `{"first":`, `,"second":`
};

}  // namespace

Result<std::unique_ptr<TableWriter>> MakeTextWriter(const TableSchema& schema,
                                                    std::unique_ptr<OutputFile> file, bool ndjson) {
  auto writer = std::make_unique<TextWriter>(schema, std::move(file), ndjson);
  if (Status status = writer->OpenEncoder(); !status) {
    return status.error();
  }
  return std::unique_ptr<TableWriter>(std::move(writer));
}

}  // namespace sextant::io
