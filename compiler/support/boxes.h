#pragma once

#include <cstdint>
#include <optional>
#include <vector>

// Boxes in a space of few whole-number coordinates a dimension: the rows of a decision table, with
// the values of its inputs numbered.
namespace sextant {

// Coordinates from low to high, both included.
struct Stretch {
  uint32_t low = 0, high = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};
using Side = std::vector<Stretch>;  // ascending, with gaps between
using Box = std::vector<Side>;      // one side a dimension, at most 64
using Point = std::vector<uint32_t>;

// A point of both boxes.
std::optional<Point> CommonPoint(const Box& a, const Box& b);

// Tells quickly which boxes cannot meet, so that all pairs of thousands can be asked.
class BoxIndex {
 public:
  // `sizes` are the numbers of coordinates of each dimension.
  BoxIndex(const std::vector<Box>& boxes, const std::vector<uint32_t>& sizes);
  // The boxes with a smaller number that have a point in common with box `index`.
  std::vector<uint32_t> MeetBefore(uint32_t index) const;

 private:
  bool MayMeet(uint32_t a, uint32_t b) const;

  const std::vector<Box>& boxes_;
  std::size_t dimensions_;
  std::vector<uint64_t> marks_;  // a box and dimension: which 64ths of the coordinates it touches
};

// A point of `box` that lies in none of boxes[among], or nothing when they cover it. `used`, when
// given, then holds boxes that cover it together, ascending; of equal ones the first.
std::optional<Point> Uncovered(const Box& box, const std::vector<Box>& boxes,
                               const std::vector<uint32_t>& among,
                               std::vector<uint32_t>* used = nullptr);

}  // namespace sextant
