#include "runtime/io/reader.h"

#include <algorithm>

#include <fmt/format.h>

namespace sextant::io {

Error RecordError(const std::string& path, int64_t number, const DecodeError& error) {
  return Error{fmt::format("{}, record {}: {}", path, number, error.message), error.hint};
}

// Lists may make a record of any size, and fewer of them then fill the memory.
constexpr int64_t kMostRecordsWithLists = 8 * 1024;

Result<std::unique_ptr<Reader>> OpenReader(Plan& plan, const ReadOptions& wanted) {
  ReadOptions options = wanted;
  if (!plan.lists.empty()) {
    options.batch_rows = std::min(options.batch_rows, kMostRecordsWithLists);
  }
  const ir::FileFormat format = options.kind.format;
  const bool text = format == ir::FileFormat::kCsv || format == ir::FileFormat::kNdjson;
  if (options.kind.compression != Compression::kNone && !text) {
    return Error{fmt::format("{} is a compressed {} file", options.path, FormatName(format)),
                 "unpack it first: these files are compressed inside"};
  }
  switch (format) {
    case ir::FileFormat::kNdjson:
      return OpenNdjson(plan, options);
    case ir::FileFormat::kParquet:
      return OpenParquet(plan, options);
    case ir::FileFormat::kArrow:
      return OpenArrow(plan, options);
    case ir::FileFormat::kAny:
    case ir::FileFormat::kCsv:
      break;
  }
  if (Status status = CheckFlat(plan, options.path); !status) {
    return status.error();
  }
  return OpenCsv(plan, options);
}

}  // namespace sextant::io
