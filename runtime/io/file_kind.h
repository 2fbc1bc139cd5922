#pragma once

#include <string>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"

namespace sextant::io {

enum class Compression : uint8_t { kNone, kGzip, kZstd };

// What a file holds, as far as its name and its first bytes tell.
struct FileKind {
  ir::FileFormat format = ir::FileFormat::kAny;  // kAny: they do not tell
  bool arrow_stream = false;                     // kArrow: the streaming form
  Compression compression = Compression::kNone;  // around the text formats
  bool tabs = false;                             // .tsv
};

// By the extension alone (`book.csv.gz`); kAny when it is none of ours.
FileKind KindOfName(const std::string& path);
// The extensions that outputs may have, for messages.
extern const char* const kKnownExtensions;
const char* FormatName(ir::FileFormat format);

// Looks at the file: fails when it is missing, is a folder or is empty. "-" is standard input.
Result<FileKind> KindOfFile(const std::string& path);

// Picks the layout to read (or write) files of that kind with, and settles kind.format when only
// the layout tells. `name` is a Module::sources or "" for the only one that fits.
Result<const ir::SourceLayout*> ChooseLayout(const ir::Module& module, const std::string& name,
                                             const std::string& path, FileKind& kind);

}  // namespace sextant::io
