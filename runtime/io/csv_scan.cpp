#include "runtime/io/csv_scan.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace sextant::io {
namespace {

// Bit i is whether an odd number of the bits up to i are set.
uint64_t OddUpTo(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) {
    bits ^= bits << shift;
  }
  return bits;
}

constexpr uint64_t kTop = uint64_t{1} << 63;

}  // namespace

uint32_t* Places::Grow(std::size_t more) {
  capacity_ = std::max(capacity_ * 2, size_ + more);
  auto larger = std::make_unique_for_overwrite<uint32_t[]>(capacity_);
  std::copy_n(data_.get(), size_, larger.get());
  data_ = std::move(larger);
  return data_.get() + size_;
}

void CsvEnds::Clear() {
  cells.Clear();
  cells.Push(kBeforeText);
  lines.Clear();
  open = false;
}

// The masks of up to CsvMasks::kBytes of text, without what stands in quotes.
CsvScanner::State CsvScanner::Classify(std::string_view text, std::size_t words, State state,
                                       CsvMasks& masks) const {
  kernels_.classify(text.data(), words, separator_, masks);
  if (const std::size_t rest = text.size() % 64; rest != 0) {
    const uint64_t within = (uint64_t{1} << rest) - 1;
    masks.ends[words - 1] &= within;
    masks.lines[words - 1] &= within;
    masks.quotes[words - 1] &= within;
  }
  uint64_t quotes = 0;
  for (std::size_t i = 0; i < words; ++i) {
    quotes |= masks.quotes[i];
  }
  if (quotes == 0 && state != State::kQuoted) [[likely]] {
    return masks.ends[words - 1] >= kTop ? State::kStart : State::kPlain;
  }
  for (std::size_t i = 0; i < words; ++i) {
    state = MaskWord(i, state, masks);
  }
  return state;
}

// Takes every quote for one that opens or closes, which each second one does. That is right unless
// a quote opens neither at the start of a cell nor right behind a closing one.
CsvScanner::State CsvScanner::MaskWord(std::size_t word, State state, CsvMasks& masks) {
  const uint64_t quotes = masks.quotes[word];
  const uint64_t within = OddUpTo(quotes) ^ (state == State::kQuoted ? ~uint64_t{0} : 0);
  const uint64_t closing = quotes & ~within;
  const uint64_t ends = masks.ends[word] & ~within;
  const bool may_open_first = state == State::kStart || state == State::kQuote;
  const uint64_t may_open = (ends | closing) << 1 | (may_open_first ? 1 : 0);
  if ((quotes & within & ~may_open) != 0) [[unlikely]] {
    return MaskBytes(word, state, masks);
  }
  masks.ends[word] = ends;
  masks.lines[word] &= ~within;
  return within >= kTop    ? State::kQuoted
         : closing >= kTop ? State::kQuote
         : ends >= kTop    ? State::kStart
                           : State::kPlain;
}

// The same, byte by byte, for any quotes.
CsvScanner::State CsvScanner::MaskBytes(std::size_t word, State state, CsvMasks& masks) {
  for (int at = 0; at < 64; ++at) {
    const uint64_t bit = uint64_t{1} << at;
    const bool quote = (masks.quotes[word] & bit) != 0;
    if (state == State::kQuoted) {
      masks.ends[word] &= ~bit;
      masks.lines[word] &= ~bit;
      state = quote ? State::kQuote : State::kQuoted;
    } else if (quote && state != State::kPlain) {
      state = State::kQuoted;
    } else {
      state = (masks.ends[word] & bit) != 0 ? State::kStart : State::kPlain;
    }
  }
  return state;
}

void CsvScanner::Scan(std::string_view text, CsvEnds& ends) const {
  ends.Clear();
  State state = State::kStart;
  CsvMasks masks;
  for (std::size_t first = 0; first < text.size(); first += CsvMasks::kBytes) {
    const std::string_view stretch = text.substr(first, CsvMasks::kBytes);
    const std::size_t words = (stretch.size() + 63) / 64;
    state = Classify(stretch, words, state, masks);
    const auto place = static_cast<uint32_t>(first);
    uint32_t* const cells = ends.cells.Room(stretch.size() + kPlacesSlack);
    ends.cells.EndAt(kernels_.places(masks.ends, words, place, cells));
    uint32_t* const lines = ends.lines.Room(stretch.size() + kPlacesSlack);
    ends.lines.EndAt(kernels_.places(masks.lines, words, place, lines));
  }
  ends.open = state == State::kQuoted;
}

std::size_t CsvScanner::WholeLines(std::string_view text) const {
  // Without quotes every line end counts, and the last one is found from behind.
  if (std::memchr(text.data(), '"', text.size()) == nullptr) {
    if (const std::size_t newline = text.rfind('\n'); newline != std::string_view::npos) {
      return newline + 1;
    }
  }
  std::size_t whole = 0;
  State state = State::kStart;
  CsvMasks masks;
  for (std::size_t first = 0; first < text.size(); first += CsvMasks::kBytes) {
    const std::string_view stretch = text.substr(first, CsvMasks::kBytes);
    const std::size_t words = (stretch.size() + 63) / 64;
    state = Classify(stretch, words, state, masks);
    for (std::size_t i = words; i-- > 0;) {
      if (masks.lines[i] != 0) {
        whole = first + i * 64 + 64 - static_cast<std::size_t>(std::countl_zero(masks.lines[i]));
        break;
      }
    }
  }
  return whole;
}

}  // namespace sextant::io
