#include "runtime/kernels/quantiser.h"

#include <algorithm>
#include <bit>
#include <limits>

#include "compiler/support/check.h"

namespace sextant::kernels {
namespace {

// So many cuts are found sooner by comparing with each: of 32 bits before a map, of 32 and of 64
// bits before buckets.
constexpr std::size_t kFewMapped = 8, kFewNarrow = 24, kFewWide = 12;
// The most words of a map, and buckets.
constexpr uint64_t kMostMapped = 8192, kMostBuckets = 65536;

uint64_t Distance(int64_t low, int64_t high) {
  return static_cast<uint64_t>(high) - static_cast<uint64_t>(low);
}

}  // namespace

Quantiser::Quantiser(std::vector<int64_t> cuts) : wide_(std::move(cuts)) {
  SEXTANT_CHECK(wide_.size() <= kMostCuts, "more cuts than intervals have numbers");
  const std::size_t count = wide_.size();
  view_.count = static_cast<uint32_t>(count);
  // What has been brought to 32 bits has reached the same cuts.
  view_.narrow = count == 0 || (wide_.front() > INT32_MIN && wide_.back() <= INT32_MAX);
  if (count > kFewMapped && Distance(wide_.front(), wide_.back()) < kMostMapped) {
    FillMap();
  } else if (count > (view_.narrow ? kFewNarrow : kFewWide)) {
    FillBuckets();
  }
  // The cuts behind the last are reached by the greatest word alone, which has reached all others.
  const std::size_t more = (std::size_t{1} << view_.steps) - 1;
  if (view_.narrow) {
    filled_narrow_.assign(wide_.begin(), wide_.end());
    filled_narrow_.resize(count + more, INT32_MAX);
  } else {
    filled_wide_ = wide_;
    filled_wide_.resize(count + more, INT64_MAX);
  }
}

// From the word below the first cut to the last cut.
void Quantiser::FillMap() {
  view_.search = CutView::Search::kMap;
  view_.low = wide_.front() - (wide_.front() > INT64_MIN ? 1 : 0);
  view_.high = wide_.back();
  std::size_t reached = 0;
  for (uint64_t i = 0; i <= Distance(view_.low, view_.high); ++i) {
    const auto word = static_cast<int64_t>(static_cast<uint64_t>(view_.low) + i);
    reached += reached < wide_.size() && word >= wide_[reached] ? 1 : 0;
    intervals_.push_back(static_cast<Interval>(reached));
  }
}

// About eight buckets a cut, so that few hold more than one.
void Quantiser::FillBuckets() {
  view_.search = CutView::Search::kBuckets;
  view_.low = wide_.front();
  view_.high = wide_.back();
  const uint64_t span = Distance(view_.low, view_.high);
  const uint64_t most = std::min(kMostBuckets, std::bit_ceil(uint64_t{8} * wide_.size()));
  while (span >> view_.shift >= most) {
    ++view_.shift;
  }
  std::vector<Interval> held((span >> view_.shift) + 1);
  for (const int64_t cut : wide_) {
    ++held[Distance(view_.low, cut) >> view_.shift];
  }
  Interval before = 0, fullest = 0;
  for (const Interval cuts : held) {
    intervals_.push_back(before);
    before = static_cast<Interval>(before + cuts);
    fullest = std::max(fullest, cuts);
  }
  view_.steps = static_cast<unsigned>(std::bit_width(fullest));
}

CutView Quantiser::view() const {
  CutView view = view_;
  view.narrow_cuts = filled_narrow_.data();
  view.wide_cuts = filled_wide_.data();
  view.intervals = intervals_.data();
  return view;
}

Interval Quantiser::At(int64_t word) const {
  return static_cast<Interval>(std::ranges::upper_bound(wide_, word) - wide_.begin());
}

}  // namespace sextant::kernels
