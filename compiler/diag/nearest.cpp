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

}  // namespace

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
