#include "runtime/io/table_writer.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

namespace sextant::io {
namespace {

// A pipe or a device, such as /dev/stdout.
bool IsDevice(const std::string& path) {
  std::error_code problem;
  return std::filesystem::exists(path, problem) && std::filesystem::is_other(path, problem);
}

}  // namespace

Result<std::unique_ptr<TableWriter>> TableWriter::Create(const std::string& path,
                                                         const TableSchema& schema, bool threads) {
  FileKind kind = KindOfName(path);
  if (path == "-" || (kind.format == ir::FileFormat::kAny && IsDevice(path))) {
    kind.format = ir::FileFormat::kCsv;
  }
  if (kind.format == ir::FileFormat::kAny) {
    return Error{fmt::format("cannot tell which format {} should have", path),
                 fmt::format("name it with one of {}", kKnownExtensions)};
  }
  if (kind.compression != Compression::kNone) {
    return Error{fmt::format("{} would be a compressed file, which is not written", path),
                 "write Parquet, which is compressed inside, or compress the file afterwards"};
  }
  Result<std::unique_ptr<OutputFile>> file = OutputFile::Create(path);
  if (!file) {
    return file.error();
  }
  if (kind.format == ir::FileFormat::kParquet || kind.format == ir::FileFormat::kArrow) {
    return MakeArrowWriter(schema, std::move(*file), kind, threads);
  }
  TableSchema with_tabs = schema;
  with_tabs.separator = kind.tabs ? '\t' : schema.separator;
  return MakeTextWriter(with_tabs, std::move(*file), kind.format == ir::FileFormat::kNdjson);
}

}  // namespace sextant::io
