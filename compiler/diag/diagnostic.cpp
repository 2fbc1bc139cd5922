#include "compiler/diag/diagnostic.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <tuple>

namespace sextant::diag {
namespace {

struct Entry {
  std::string_view code;
  std::string_view text;
};

constexpr Entry kCatalogue[] = {
#define SEXTANT_DIAG(code, name, text) {#code, text},
#include "compiler/diag/catalogue.def"
#undef SEXTANT_DIAG
};

// The longest piece of an author's text that a message repeats.
constexpr std::size_t kMaxArgument = 200;

std::string Shortened(const std::string& text) {
  std::size_t end = std::min(text.size(), kMaxArgument);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return end < text.size() ? text.substr(0, end) + "…" : text;
}

// Replaces {0}, {1}, … in `text`; a placeholder without an argument stays as it is.
std::string Fill(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  while (!text.empty()) {
    std::size_t index = 0;
    const char* end = text.data() + text.size();
    if (text.front() == '{') {
      const auto [after, error] = std::from_chars(text.data() + 1, end, index);
      if (error == std::errc() && after != end && *after == '}' && index < args.size()) {
        out += Shortened(args[index]);
        text.remove_prefix(static_cast<std::size_t>(after - text.data()) + 1);
        continue;
      }
    }
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

}  // namespace

std::string_view Code(Diag diag) {
  return kCatalogue[static_cast<std::size_t>(diag)].code;
}

Severity SeverityOf(Diag diag) {
  return Code(diag).front() == 'W' ? Severity::kWarning : Severity::kError;
}

Diagnostic& Sink::Report(Diag diag, source::Span primary, std::vector<std::string> args) {
  std::size_t& count = SeverityOf(diag) == Severity::kError ? errors_ : warnings_;
  ++count;
  Diagnostic& made = count > kMaxErrors ? overflow_ : list_.emplace_back();
  made = {};
  made.diag = diag;
  made.primary = primary;
  made.message = Fill(kCatalogue[static_cast<std::size_t>(diag)].text, args);
  return made;
}

bool Sink::has_error_in(source::Span span) const {
  return std::any_of(list_.begin(), list_.end(), [&](const Diagnostic& made) {
    const source::Span& at = made.primary;
    return SeverityOf(made.diag) == Severity::kError && at.file == span.file &&
           at.begin >= span.begin && at.end <= span.end;
  });
}

std::vector<Diagnostic> Sink::Sorted() const {
  std::vector<Diagnostic> sorted(list_.begin(), list_.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) {
    return std::tie(a.primary.file, a.primary.begin) < std::tie(b.primary.file, b.primary.begin);
  });
  return sorted;
}

}  // namespace sextant::diag
