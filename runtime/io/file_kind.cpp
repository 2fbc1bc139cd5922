#include "runtime/io/file_kind.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"

namespace sextant::io {
namespace {

using ir::FileFormat;

struct Extension {
  std::string_view text;
  FileFormat format;
};
constexpr std::array<Extension, 11> kExtensions = {{{".csv", FileFormat::kCsv},
                                                    {".tsv", FileFormat::kCsv},
                                                    {".parquet", FileFormat::kParquet},
                                                    {".pq", FileFormat::kParquet},
                                                    {".arrow", FileFormat::kArrow},
                                                    {".arrows", FileFormat::kArrow},
                                                    {".feather", FileFormat::kArrow},
                                                    {".ipc", FileFormat::kArrow},
                                                    {".ndjson", FileFormat::kNdjson},
                                                    {".jsonl", FileFormat::kNdjson},
                                                    {".json", FileFormat::kNdjson}}};

std::string LowerExtension(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return extension;
}

// The first bytes of a file, at most 8.
Result<std::string> FirstBytes(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             std::fclose);
  if (!file) {
    return Error{fmt::format("cannot read {}: {}", path, std::strerror(errno)), ""};
  }
  char bytes[8];
  return std::string(bytes, std::fread(bytes, 1, sizeof bytes, file.get()));
}

FileFormat FormatOfBytes(std::string_view bytes) {
  if (bytes.starts_with("PAR1"))
    return FileFormat::kParquet;
  if (bytes.starts_with("ARROW1") || bytes.starts_with("\xff\xff\xff\xff"))
    return FileFormat::kArrow;
  if (bytes.starts_with('{'))
    return FileFormat::kNdjson;
  return FileFormat::kAny;
}

Compression CompressionOfBytes(std::string_view bytes) {
  if (bytes.starts_with("\x1f\x8b"))
    return Compression::kGzip;
  if (bytes.starts_with("\x28\xb5\x2f\xfd"))
    return Compression::kZstd;
  return Compression::kNone;
}

Error UnknownFormat(const std::string& path) {
  return Error{
      fmt::format("cannot tell the format of {}", path),
      fmt::format(
          "name it with one of {}, or say `from csv` (parquet, arrow, ndjson) in the source",
          kKnownExtensions)};
}

bool Fits(const ir::SourceLayout& layout, FileFormat format) {
  return layout.format == FileFormat::kAny || format == FileFormat::kAny || layout.format == format;
}

std::vector<std::string> SourceNames(const ir::Module& module) {
  std::vector<std::string> names;
  for (const ir::SourceLayout& layout : module.sources) {
    names.push_back(layout.name);
  }
  return names;
}

Result<const ir::SourceLayout*> NamedLayout(const ir::Module& module, const std::string& name,
                                            const std::string& path, FileFormat format) {
  for (const ir::SourceLayout& layout : module.sources) {
    if (layout.name != name) {
      continue;
    }
    if (!Fits(layout, format)) {
      return Error{fmt::format("source `{}` reads {}, and {} is {}", name,
                               FormatName(layout.format), path, FormatName(format)),
                   ""};
    }
    return &layout;
  }
  const std::vector<std::string> names = SourceNames(module);
  const std::string meant = diag::DidYouMean(name, names);
  return Error{fmt::format("the strategy has no source `{}`", name),
               meant.empty() ? fmt::format("it has: {}", fmt::join(names, ", ")) : meant};
}

Result<const ir::SourceLayout*> OnlyLayout(const ir::Module& module, const std::string& path,
                                           FileFormat format) {
  const ir::SourceLayout* chosen = nullptr;
  for (const ir::SourceLayout& layout : module.sources) {
    if (!Fits(layout, format)) {
      continue;
    }
    if (chosen != nullptr) {
      return Error{
          fmt::format("more than one source of the strategy reads files like {}", path),
          fmt::format("name the one that is meant: {}", fmt::join(SourceNames(module), ", "))};
    }
    chosen = &layout;
  }
  if (chosen == nullptr) {
    return Error{fmt::format("no source of the strategy reads {}, and {} is {}", FormatName(format),
                             path, FormatName(format)),
                 fmt::format("its sources: {}", fmt::join(SourceNames(module), ", "))};
  }
  return chosen;
}

}  // namespace

const char* const kKnownExtensions = ".csv, .parquet, .arrow, .arrows, .ndjson";

const char* FormatName(FileFormat format) {
  switch (format) {
    case FileFormat::kAny:
      return "any format";
    case FileFormat::kCsv:
      return "CSV";
    case FileFormat::kParquet:
      return "Parquet";
    case FileFormat::kArrow:
      return "Arrow";
    case FileFormat::kNdjson:
      return "NDJSON";
  }
  return "";
}

FileKind KindOfName(const std::string& path) {
  FileKind kind;
  std::filesystem::path name(path);
  std::string extension = LowerExtension(name);
  if (extension == ".gz" || extension == ".zst") {
    kind.compression = extension == ".gz" ? Compression::kGzip : Compression::kZstd;
    extension = LowerExtension(name.stem());
  }
  for (const Extension& known : kExtensions) {
    if (known.text == extension) {
      kind.format = known.format;
    }
  }
  kind.tabs = extension == ".tsv";
  kind.arrow_stream = extension == ".arrows";
  return kind;
}

Result<FileKind> KindOfFile(const std::string& path) {
  if (path == "-") {
    return FileKind{};
  }
  std::error_code problem;
  const auto status = std::filesystem::status(path, problem);
  if (!std::filesystem::exists(status)) {
    return Error{fmt::format("there is no file {}", path), ""};
  }
  if (std::filesystem::is_directory(status)) {
    return Error{fmt::format("{} is a folder", path), "name a file in it"};
  }
  if (!std::filesystem::is_regular_file(status)) {
    return KindOfName(path);  // a pipe: its first bytes cannot be looked at twice
  }
  const Result<std::string> bytes = FirstBytes(path);
  if (!bytes) {
    return bytes.error();
  }
  if (bytes.value().empty()) {
    return Error{fmt::format("{} is empty", path), ""};
  }
  FileKind kind = KindOfName(path);
  kind.compression = CompressionOfBytes(*bytes);
  if (kind.format == FileFormat::kAny) {
    kind.format = FormatOfBytes(*bytes);
  }
  kind.arrow_stream = !bytes.value().starts_with("ARROW1");
  return kind;
}

Result<const ir::SourceLayout*> ChooseLayout(const ir::Module& module, const std::string& name,
                                             const std::string& path, FileKind& kind) {
  Result<const ir::SourceLayout*> layout = name.empty()
                                               ? OnlyLayout(module, path, kind.format)
                                               : NamedLayout(module, name, path, kind.format);
  if (!layout) {
    return layout;
  }
  if (kind.format == FileFormat::kAny) {
    kind.format = (*layout)->format;
  }
  if (kind.format == FileFormat::kAny) {
    if (path != "-") {
      return UnknownFormat(path);
    }
    kind.format = FileFormat::kCsv;
  }
  return layout;
}

}  // namespace sextant::io
