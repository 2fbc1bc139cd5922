#include "compiler/source/source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "compiler/source/decode.h"

namespace sextant::source {

Result<FileId> Manager::Load(const std::string& path, const std::string& encoding) {
  std::error_code code;
  if (std::filesystem::is_directory(path, code)) {
    return Error{fmt::format("`{}` is a folder, not a strategy file", path), ""};
  }
  const auto size = std::filesystem::file_size(path, code);
  if (!code && size > kMaxBytes) {
    return Error{
        fmt::format("`{}` has {} bytes; a strategy file has at most {}", path, size, kMaxBytes),
        "split the strategy, or check that this is the right file"};
  }
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    return Error{fmt::format("cannot read `{}`: {}", path, std::strerror(errno)),
                 "check the path and the permissions"};
  }
  std::ostringstream text;
  text << stream.rdbuf();
  if (encoding.empty()) {
    return Add(path, std::move(text).str());
  }
  Result<std::string> decoded = ToUtf8(text.str(), encoding);
  if (!decoded) {
    return Error{fmt::format("cannot read `{}`: {}", path, decoded.error().message),
                 decoded.error().hint};
  }
  return Add(path, std::move(*decoded));
}

std::string Manager::Beside(FileId file, const std::string& name) const {
  return (std::filesystem::path(files_[file.index()].name).parent_path() / name).string();
}

FileId Manager::Add(std::string name, std::string text) {
  std::vector<uint32_t> starts{0};
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') {
      starts.push_back(static_cast<uint32_t>(i + 1));
    }
  }
  files_.push_back({std::move(name), std::move(text), std::move(starts)});
  return FileId(files_.size() - 1);
}

Position Manager::position(FileId file, uint32_t offset) const {
  const File& f = files_[file.index()];
  offset = std::min<uint32_t>(offset, static_cast<uint32_t>(f.text.size()));
  const auto after = std::upper_bound(f.line_starts.begin(), f.line_starts.end(), offset);
  const auto line = static_cast<uint32_t>(after - f.line_starts.begin());
  uint32_t column = 1;
  for (uint32_t i = f.line_starts[line - 1]; i < offset; ++i) {
    column += (static_cast<unsigned char>(f.text[i]) & 0xC0) != 0x80;
  }
  return {line, column};
}

std::string_view Manager::line(FileId file, uint32_t line) const {
  const File& f = files_[file.index()];
  const uint32_t begin = f.line_starts[line - 1];
  const uint32_t end =
      line < f.line_starts.size() ? f.line_starts[line] : static_cast<uint32_t>(f.text.size());
  std::string_view text = std::string_view(f.text).substr(begin, end - begin);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) {
    text.remove_suffix(1);
  }
  return text;
}

}  // namespace sextant::source
