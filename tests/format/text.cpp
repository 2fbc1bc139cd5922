#include "tests/format/text.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "compiler/format/format.h"

namespace sextant::formatted {

std::optional<std::string> FormatText(const std::string& text, std::string* findings) {
  source::Manager sources;
  diag::Sink sink;
  std::optional<std::string> out = format::Format(sources, sources.Add("text.sxt", text), sink);
  if (findings != nullptr) {
    for (const diag::Diagnostic& finding : sink.Sorted()) {
      *findings += diag::Render(finding, sources) + "\n";
    }
  }
  return out;
}

std::string ReadFile(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::string FirstDifference(const std::string& a, const std::string& b) {
  std::istringstream as(a), bs(b);
  std::string left, right;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(as, left));
    const bool more_right = static_cast<bool>(std::getline(bs, right));
    if (!more_left && !more_right) {
      return "they differ in line ends only";
    }
    if (more_left != more_right || left != right) {
      return fmt::format("line {}\n  {}\n  {}", line, more_left ? left : "(the end)",
                         more_right ? right : "(the end)");
    }
  }
}

}  // namespace sextant::formatted
