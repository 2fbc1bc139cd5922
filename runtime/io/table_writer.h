#pragma once

#include <memory>
#include <string>

#include "compiler/support/result.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/output_file.h"
#include "runtime/io/table.h"

namespace sextant::io {

// Some rows in the form of the file.
struct Encoded {
  virtual ~Encoded() = default;
};

// Writes a table to a file. Rows are encoded by any thread, and written by one, in order. The bytes
// of the file do not depend on how the rows came in pieces.
class TableWriter {
 public:
  // The format is told by the extension; "-" is CSV on standard output.
  static Result<std::unique_ptr<TableWriter>> Create(const std::string& path,
                                                     const TableSchema& schema,
                                                     bool threads = true);
  virtual ~TableWriter() = default;

  virtual std::unique_ptr<Encoded> Encode(const TableData& rows) const = 0;
  virtual Status Write(std::unique_ptr<Encoded> rows) = 0;
  // Writes what is held back. The file has no name until Commit; without it, it is dropped.
  virtual Status Close() = 0;
  virtual Status Commit() = 0;
};

// One a kind of format. The file has been created.
Result<std::unique_ptr<TableWriter>> MakeTextWriter(const TableSchema& schema,
                                                    std::unique_ptr<OutputFile> file, bool ndjson);
Result<std::unique_ptr<TableWriter>> MakeArrowWriter(const TableSchema& schema,
                                                     std::unique_ptr<OutputFile> file,
                                                     const FileKind& kind, bool threads);

}  // namespace sextant::io
