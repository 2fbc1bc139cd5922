#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/source/source.h"

namespace sextant::diag {

// Every message has a permanent code; catalogue.def is the one list of them.
enum class Diag : uint16_t {
#define SEXTANT_DIAG(code, name, text) k##name,
#include "compiler/diag/catalogue.def"
#undef SEXTANT_DIAG
};

enum class Severity : uint8_t { kError, kWarning };

std::string_view Code(Diag diag);  // "E0301"
Severity SeverityOf(Diag diag);    // by the code's first letter

// A further place that has a part in a finding.
struct Place {
  source::Span span;
  std::string text;
};

// One finding about the author's text. `primary` is the narrowest range that shows it.
struct Diagnostic {
  Diag diag{};
  source::Span primary;
  std::string message;
  std::string primary_label;  // text beside the carets; may be empty
  std::vector<Place> labels;  // further places that disagree
  std::string hint;           // what to write instead; may be empty

  Diagnostic& Here(std::string text) {
    primary_label = std::move(text);
    return *this;
  }
  Diagnostic& Label(source::Span span, std::string text) {
    labels.push_back({span, std::move(text)});
    return *this;
  }
  Diagnostic& Hint(std::string text) {
    hint = std::move(text);
    return *this;
  }
};

// Collects what the stages report. After kMaxErrors errors the rest is only counted.
class Sink {
 public:
  static constexpr std::size_t kMaxErrors = 100;

  // Reports `diag` at `primary`; `args` replace {0}, {1}, … in the catalogue's text. The returned
  // reference may be decorated until the next report:
  //   sink.Report(Diag::kUnknownName, span, {"utilisaton"}).Hint("did you mean `utilisation`?");
  Diagnostic& Report(Diag diag, source::Span primary, std::vector<std::string> args = {});

  bool has_errors() const { return errors_ > 0; }
  // Whether an error was reported inside the span.
  bool has_error_in(source::Span span) const;
  std::size_t error_count() const { return errors_; }
  std::size_t warning_count() const { return warnings_; }
  // Sorted by file and place.
  std::vector<Diagnostic> Sorted() const;

 private:
  std::deque<Diagnostic> list_;
  Diagnostic overflow_;  // takes decorations once the limit is reached
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

// The text shown on a terminal:
//   error[E0301]: `utilisaton` is not known here
//     --> card_book.sxt:12:9
//      |
//   12 |   when utilisaton > 5
//      |        ^^^^^^^^^^
//      = help: did you mean `utilisation`?
// Tabs are shown as one blank, wide characters count two columns, long lines are cut around the
// carets, bytes that are not printable are shown as `\x..`. No colour unless asked for.
std::string Render(const Diagnostic& diagnostic, const source::Manager& sources,
                   bool colour = false);

// A place alone: the lines that stand below the message, with its text beside the carets.
std::string RenderPlace(const Place& place, const source::Manager& sources, bool colour = false);

// {"code","severity","message","file","line","column","end_line","end_column","label","labels":[…],"hint"}
std::string RenderJson(const Diagnostic& diagnostic, const source::Manager& sources);

// The candidate nearest to `word` by edit distance, or "" when none is near enough to be a typing
// mistake (at most a third of its length, transpositions count one).
std::string Nearest(std::string_view word, const std::vector<std::string>& candidates);
// At most three candidates that share most parts between underscores with the word, or hold it as a
// whole, the shortest first: of `limit` `credit_limit`.
std::vector<std::string> Related(std::string_view word, const std::vector<std::string>& candidates);
// "did you mean `x`?" for the nearest, else "did you mean `x` or `y`?" for related ones; "" when
// there is none.
std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace sextant::diag
