#include "compiler/check/damage.h"

#include <algorithm>
#include <string_view>

namespace sextant::check {
namespace {

// Adds the first two words of a line.
void AddOpenings(std::string_view line, std::unordered_set<std::string>& openings) {
  constexpr std::string_view kBlank = " \t";
  constexpr std::string_view kWordEnd = " \t\r:={";
  for (int word = 0; word < 2; ++word) {
    line.remove_prefix(std::min(line.size(), line.find_first_not_of(kBlank)));
    const std::string_view found = line.substr(0, line.find_first_of(kWordEnd));
    openings.emplace(found);
    line.remove_prefix(found.size());
  }
}

void AddLines(std::string_view text, std::unordered_set<std::string>& openings) {
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    AddOpenings(line, openings);
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
}

}  // namespace

Damage::Damage(const diag::Sink& sink, const source::Manager& sources) : any_(sink.has_errors()) {
  if (!any_) {
    return;
  }
  for (const diag::Diagnostic& report : sink.Sorted()) {
    places_.push_back(report.primary);
  }
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const bool first = i == 0 || places_[i].file != places_[i - 1].file;
    if (first && places_[i].valid()) {
      AddLines(sources.text(places_[i].file), openings_);
    }
  }
}

bool Damage::Touches(source::Span span) const {
  return std::any_of(places_.begin(), places_.end(), [&](const source::Span& place) {
    return place.file == span.file && place.begin >= span.begin && place.end <= span.end;
  });
}

}  // namespace sextant::check
