#include <algorithm>

#include "compiler/diag/diagnostic.h"
#include "compiler/diag/display.h"

namespace sextant::diag {
namespace {

// Longer words are not typing mistakes worth guessing at.
constexpr std::size_t kMaxWord = 64;

std::u32string Folded(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const Scalar scalar = NextScalar(text, at);
    const char32_t c = scalar.value;
    out += c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
    at += scalar.length;
  }
  return out;
}

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
std::size_t Distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    above[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = a[i - 1] == b[j - 1] ? 0 : 1;
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

// The parts between underscores.
std::vector<std::u32string> PartsOf(const std::u32string& name) {
  std::vector<std::u32string> parts(1);
  for (const char32_t c : name) {
    if (c == U'_') {
      parts.emplace_back();
    } else {
      parts.back().push_back(c);
    }
  }
  return parts;
}

// Whether a part says something by itself; one of an alphabet needs more letters.
bool IsTelling(const std::u32string& part, std::size_t letters) {
  return part.size() >= (part.empty() || part.front() < 0x80 ? letters : 2);
}

// How many parts two names share. A long word inside the other name counts like one.
std::size_t SharedParts(const std::u32string& word, const std::u32string& other) {
  const std::vector<std::u32string> parts = PartsOf(other);
  std::size_t shared = 0;
  for (const std::u32string& part : PartsOf(word)) {
    shared += IsTelling(part, 3) && std::find(parts.begin(), parts.end(), part) != parts.end();
  }
  const bool inside = IsTelling(word, 4) && other.find(word) != other.npos;
  return shared == 0 && inside ? 1 : shared;
}

}  // namespace

std::vector<std::string> Related(std::string_view word,
                                 const std::vector<std::string>& candidates) {
  constexpr std::size_t kMost = 3;
  struct Found {
    std::size_t shared, length;
    const std::string* name;
  };
  const std::u32string wanted = Folded(word);
  std::vector<Found> found;
  for (const std::string& candidate : candidates) {
    const std::u32string other = Folded(candidate);
    if (const std::size_t shared = wanted.size() > kMaxWord ? 0 : SharedParts(wanted, other)) {
      found.push_back({shared, other.size(), &candidate});
    }
  }
  std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
    return a.shared != b.shared ? a.shared > b.shared : a.length < b.length;
  });
  std::vector<std::string> names;
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) {
    if (found[i].shared == found.front().shared) {
      names.push_back(*found[i].name);
    }
  }
  return names;
}

std::string DidYouMean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string nearest = Nearest(word, candidates);
  const std::vector<std::string> names =
      nearest.empty() ? Related(word, candidates) : std::vector<std::string>{nearest};
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "did you mean `" : i + 1 == names.size() ? " or `" : ", `") + names[i] + "`";
  }
  return text.empty() ? text : text + "?";
}

std::string Nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::u32string wanted = Folded(word);
  if (wanted.size() > kMaxWord) {
    return "";
  }
  std::size_t best = wanted.size() / 3 + 1;
  std::string nearest;
  for (const std::string& candidate : candidates) {
    const std::u32string other = Folded(candidate);
    if (other.size() + best <= wanted.size() || wanted.size() + best <= other.size()) {
      continue;
    }
    const std::size_t distance = Distance(wanted, other);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace sextant::diag
