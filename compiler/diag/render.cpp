#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/display.h"
#include "compiler/diag/excerpt.h"

namespace sextant::diag {
namespace {

constexpr std::string_view kReset = "\x1b[0m";
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kBlue = "\x1b[1;34m";

class Renderer {
 public:
  Renderer(const Diagnostic& diagnostic, const source::Manager& sources, bool colour)
      : diagnostic_(diagnostic), sources_(sources), colour_(colour) {}

  std::string RunPlace() {
    if (diagnostic_.primary.valid()) {
      Collect();
      Files();
    }
    return std::move(out_);
  }

  std::string Run() {
    Header();
    if (diagnostic_.primary.valid()) {
      Collect();
      Files();
    }
    if (!diagnostic_.hint.empty()) {
      out_ += fmt::format("{} {} help: {}\n", std::string(gutter_, ' '), Blue("="),
                          ShowAll(diagnostic_.hint));
    }
    return std::move(out_);
  }

 private:
  using Lines = std::map<uint32_t, std::vector<Mark>>;

  void Header() {
    const bool error = SeverityOf(diagnostic_.diag) == Severity::kError;
    const std::string kind =
        fmt::format("{}[{}]", error ? "error" : "warning", Code(diagnostic_.diag));
    out_ += Paint(accent(), kind) + Paint(kBold, ": " + ShowAll(diagnostic_.message)) + "\n";
  }

  // Sorts every marked place under its file and line.
  void Collect() {
    Add(diagnostic_.primary, diagnostic_.primary_label, true);
    for (const Place& label : diagnostic_.labels) {
      if (label.span.valid()) {
        Add(label.span, label.text, false);
      }
    }
    uint32_t last = 1;
    for (const auto& [file, lines] : files_) {
      last = std::max(last, lines.rbegin()->first);
    }
    gutter_ = std::to_string(last).size();
  }

  void Add(source::Span span, const std::string& text, bool primary) {
    const uint32_t number = sources_.begin(span).line;
    const std::string_view line = sources_.line(span.file, number);
    const auto start = static_cast<std::size_t>(line.data() - sources_.text(span.file).data());
    const std::size_t begin =
        std::min<std::size_t>(span.begin - std::min<std::size_t>(span.begin, start), line.size());
    const std::size_t end =
        std::clamp<std::size_t>(span.end > start ? span.end - start : 0, begin, line.size());
    files_[span.file][number].push_back({begin, end, text, primary});
  }

  void Files() {
    File(diagnostic_.primary.file, "-->", sources_.begin(diagnostic_.primary));
    for (const auto& [file, lines] : files_) {
      if (file != diagnostic_.primary.file) {
        File(file, ":::", {lines.begin()->first, 1});
      }
    }
  }

  void File(source::FileId file, std::string_view arrow, source::Position at) {
    out_ += fmt::format("{}{} {}:{}:{}\n", std::string(gutter_, ' '), Blue(arrow),
                        ShowAll(sources_.name(file)), at.line, at.column);
    Gutter("", "");
    uint32_t before = 0;
    for (const auto& [number, marks] : files_[file]) {
      Gap(file, before, number);
      Line(file, number, marks);
      before = number;
    }
  }

  // Between two marked lines: nothing, the one line that stands there, or dots.
  void Gap(source::FileId file, uint32_t before, uint32_t number) {
    if (before == 0 || number == before + 1) {
      return;
    }
    if (number == before + 2) {
      Line(file, before + 1, {});
    } else {
      out_ += Blue("...") + "\n";
    }
  }

  void Line(source::FileId file, uint32_t number, const std::vector<Mark>& marks) {
    const Excerpt excerpt = MakeExcerpt(sources_.line(file, number), marks);
    Gutter(std::to_string(number), excerpt.line);
    for (const Excerpt::Row& row : excerpt.rows) {
      Gutter("", row.text, row.primary ? accent() : kBlue);
    }
  }

  void Gutter(const std::string& number, const std::string& text, std::string_view paint = "") {
    out_ += Blue(fmt::format("{:>{}} |", number, gutter_));
    if (!text.empty()) {
      out_ += " " + (paint.empty() ? text : Paint(paint, text));
    }
    out_ += "\n";
  }

  std::string_view accent() const {
    return SeverityOf(diagnostic_.diag) == Severity::kError ? kRed : kYellow;
  }
  std::string Blue(std::string_view text) const { return Paint(kBlue, text); }
  std::string Paint(std::string_view colour, std::string_view text) const {
    return colour_ ? fmt::format("{}{}{}", colour, text, kReset) : std::string(text);
  }

  const Diagnostic& diagnostic_;
  const source::Manager& sources_;
  bool colour_;
  std::string out_;
  std::map<source::FileId, Lines> files_;
  std::size_t gutter_ = 1;
};

}  // namespace

std::string RenderPlace(const Place& place, const source::Manager& sources, bool colour) {
  Diagnostic diagnostic;
  diagnostic.primary = place.span;
  diagnostic.primary_label = place.text;
  return Renderer(diagnostic, sources, colour).RunPlace();
}

std::string Render(const Diagnostic& diagnostic, const source::Manager& sources, bool colour) {
  return Renderer(diagnostic, sources, colour).Run();
}

}  // namespace sextant::diag
