#include "compiler/support/boxes.h"

#include <algorithm>

namespace sextant {
namespace {

std::optional<uint32_t> Common(const Side& a, const Side& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const uint32_t low = std::max(a[i].low, b[j].low);
    if (low <= std::min(a[i].high, b[j].high)) {
      return low;
    }
    a[i].high < b[j].high ? ++i : ++j;
  }
  return std::nullopt;
}

uint64_t MarksOf(const Side& side, uint64_t size) {
  uint64_t marks = 0;
  for (const Stretch& stretch : side) {
    const uint64_t first = stretch.low * 64 / std::max<uint64_t>(size, 64);
    const uint64_t last = stretch.high * 64 / std::max<uint64_t>(size, 64);
    marks |= (~uint64_t{0} >> (63 - (last - first))) << first;
  }
  return marks;
}

}  // namespace

std::optional<Point> CommonPoint(const Box& a, const Box& b) {
  Point point;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::optional<uint32_t> common = Common(a[i], b[i]);
    if (!common) {
      return std::nullopt;
    }
    point.push_back(*common);
  }
  return point;
}

BoxIndex::BoxIndex(const std::vector<Box>& boxes, const std::vector<uint32_t>& sizes)
    : boxes_(boxes), dimensions_(sizes.size()) {
  marks_.reserve(boxes.size() * dimensions_);
  for (const Box& box : boxes) {
    for (std::size_t i = 0; i < dimensions_; ++i) {
      marks_.push_back(MarksOf(box[i], sizes[i]));
    }
  }
}

bool BoxIndex::MayMeet(uint32_t a, uint32_t b) const {
  const uint64_t* left = marks_.data() + a * dimensions_;
  const uint64_t* right = marks_.data() + b * dimensions_;
  for (std::size_t i = 0; i < dimensions_; ++i) {
    if ((left[i] & right[i]) == 0) {
      return false;
    }
  }
  return true;
}

std::vector<uint32_t> BoxIndex::MeetBefore(uint32_t index) const {
  std::vector<uint32_t> found;
  for (uint32_t other = 0; other < index; ++other) {
    if (MayMeet(index, other) && CommonPoint(boxes_[index], boxes_[other])) {
      found.push_back(other);
    }
  }
  return found;
}

}  // namespace sextant
