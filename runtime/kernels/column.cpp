#include "runtime/kernels/column.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace sextant::kernels {
namespace {

constexpr int64_t kLeast = std::numeric_limits<int64_t>::min();
constexpr int64_t kMost = std::numeric_limits<int64_t>::max();

// Ends of cells may lie beyond the words that a column can hold. Coordinates of the axis become
// intervals: those that no word falls into have none.
class Reachable {
 public:
  explicit Reachable(const Axis& axis, bool optional) : known_(axis.size() - (optional ? 1 : 0)) {
    for (uint32_t i = 1; i < known_; ++i) {
      const Int128 start = axis.WordsOf(i).low;
      if (start <= kLeast) {
        first_ = i;
      } else if (start <= kMost) {
        cuts_.push_back(static_cast<int64_t>(start));
      }
    }
  }

  const std::vector<int64_t>& cuts() const { return cuts_; }

  Side SideOf(const Side& coordinates) const {
    Side side;
    for (const Stretch& stretch : coordinates) {
      const uint32_t low = Before(stretch.low), end = Before(stretch.high + 1);
      if (low < end) {
        side.push_back({low, end - 1});
      }
    }
    return side;
  }

 private:
  // How many intervals lie before the coordinate.
  uint32_t Before(uint32_t coordinate) const {
    const auto intervals = static_cast<uint32_t>(cuts_.size()) + 1;
    const uint32_t known = std::min(coordinate, known_);
    const uint32_t before = known > first_ ? std::min(known - first_, intervals) : 0;
    return before + (coordinate > known_ ? 1 : 0);
  }

  uint32_t known_;
  uint32_t first_ = 0;  // the coordinate of the least word
  std::vector<int64_t> cuts_;
};

}  // namespace

std::optional<Column> Column::Of(const TableRows& table, uint32_t input,
                                 std::span<const uint32_t> rows) {
  const TableRows::Input& from = table.inputs[input];
  std::vector<bool> used(from.cells.size());
  for (const uint32_t row : rows) {
    used[table.cells[row * table.inputs.size() + input]] = true;
  }
  Axis axis({-Axis::kFar, Axis::kFar}, from.optional);
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) {
      axis.Add(from.cells[i]);
    }
  }
  axis.Divide();
  const Reachable reachable(axis, from.optional);
  if (reachable.cuts().size() > Quantiser::kMostCuts) {
    return std::nullopt;
  }
  Column column(input, from.optional, reachable.cuts());
  column.sides_.resize(used.size());
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) {
      column.sides_[i] = reachable.SideOf(axis.SideOf(from.cells[i]));
      column.takes_all_ &= column.sides_[i] == Side{{0, column.size() - 1}};
    }
  }
  return column;
}

}  // namespace sextant::kernels
