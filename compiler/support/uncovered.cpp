#include <algorithm>
#include <bit>
#include <set>
#include <utility>

#include "compiler/support/boxes.h"

// Whether boxes cover a box. One dimension after the other is cut wherever one of the boxes begins
// or ends, the dimension first that tells most of them apart; pieces in which the same boxes remain
// are alike and looked at once. A piece is done as soon as one box fills it. This is exact, and on
// tables as people write them nearly linear; no search of this kind is so on all tables.
namespace sextant {
namespace {

// A number for a set of boxes: the exclusive or of their keys.
struct SetKey {
  uint64_t a = 0, b = 0;
  friend bool operator==(const SetKey&, const SetKey&) = default;
  friend auto operator<=>(const SetKey&, const SetKey&) = default;
  SetKey& operator^=(const SetKey& other) {
    a ^= other.a;
    b ^= other.b;
    return *this;
  }
};

uint64_t Mixed(uint64_t x) {
  x += 0x9E3779B97F4A7C15u;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
  return x ^ (x >> 31);
}

SetKey KeyOf(uint64_t index) {
  return {Mixed(2 * index + 1), Mixed(~(2 * index))};
}

bool Contains(const Side& outer, const Side& inner) {
  return std::ranges::all_of(inner, [&](const Stretch& stretch) {
    return std::ranges::any_of(outer, [&](const Stretch& around) {
      return around.low <= stretch.low && stretch.high <= around.high;
    });
  });
}

class Search {
 public:
  Search(const Box& box, const std::vector<Box>& boxes) : box_(box), boxes_(boxes) {}

  std::optional<Point> Run(const std::vector<uint32_t>& among) {
    for (const Side& side : box_) {
      if (side.empty()) {
        return std::nullopt;  // nothing to cover
      }
      point_.push_back(side.front().low);
    }
    std::vector<Row> rows;
    for (const uint32_t index : among) {
      if (CommonPoint(box_, boxes_[index])) {
        rows.push_back({index, OpenSides(boxes_[index])});
      }
    }
    const uint64_t all = box_.size() < 64 ? (uint64_t{1} << box_.size()) - 1 : ~uint64_t{0};
    return Covered(rows, all) ? std::nullopt : std::optional(point_);
  }

  const std::set<uint32_t>& used() const { return used_; }

 private:
  struct Row {
    uint32_t index = 0;
    uint64_t open = 0;  // dimensions in which it leaves part of the box out
  };
  struct Edge {
    uint32_t at = 0;
    uint32_t row = 0;  // position among the rows
    bool begins = false;
  };

  uint64_t OpenSides(const Box& row) const {
    uint64_t open = 0;
    for (std::size_t i = 0; i < box_.size(); ++i) {
      open |= Contains(row[i], box_[i]) ? 0 : uint64_t{1} << i;
    }
    return open;
  }

  // Whether the rows cover the piece, which reaches over the whole box in the dimensions that are
  // `left` and in the others lies inside every row.
  bool Covered(const std::vector<Row>& rows, uint64_t left) {
    SetKey set;
    for (const Row& row : rows) {
      if ((row.open & left) == 0) {
        used_.insert(row.index);
        return true;
      }
      set ^= KeyOf(row.index);
    }
    if (rows.empty() || covered_.contains({set, left})) {
      return !rows.empty();
    }
    const std::size_t cut = WhereToCut(rows, left);
    std::set<SetKey> seen;
    for (const Stretch& stretch : box_[cut]) {
      if (!CoveredAlong(rows, left, cut, stretch, seen)) {
        return false;
      }
    }
    covered_.insert({set, left});
    return true;
  }

  static std::size_t WhereToCut(const std::vector<Row>& rows, uint64_t left) {
    std::size_t counts[64] = {};
    for (const Row& row : rows) {
      for (uint64_t open = row.open & left; open != 0; open &= open - 1) {
        ++counts[std::countr_zero(open)];
      }
    }
    return static_cast<std::size_t>(std::max_element(counts, counts + 64) - counts);
  }

  // Goes along one stretch of the dimension, from edge to edge of the rows.
  bool CoveredAlong(const std::vector<Row>& rows, uint64_t left, std::size_t cut,
                    const Stretch& stretch, std::set<SetKey>& seen) {
    const std::vector<Edge> edges = Edges(rows, cut, stretch);
    std::set<uint32_t> inside;
    SetKey set;
    std::size_t next = 0;
    for (uint32_t at = stretch.low;; at = edges[next].at) {
      for (; next < edges.size() && edges[next].at == at; ++next) {
        const Edge& edge = edges[next];
        edge.begins ? void(inside.insert(edge.row)) : void(inside.erase(edge.row));
        set ^= KeyOf(rows[edge.row].index);
      }
      if (seen.insert(set).second) {
        point_[cut] = at;
        if (!Covered(Remaining(rows, cut, inside), left & ~(uint64_t{1} << cut))) {
          return false;
        }
      }
      if (next == edges.size()) {
        return true;
      }
    }
  }

  std::vector<Edge> Edges(const std::vector<Row>& rows, std::size_t cut,
                          const Stretch& stretch) const {
    std::vector<Edge> edges;
    for (uint32_t i = 0; i < rows.size(); ++i) {
      if ((rows[i].open >> cut & 1) == 0) {
        continue;
      }
      for (const Stretch& side : boxes_[rows[i].index][cut]) {
        const uint32_t low = std::max(side.low, stretch.low);
        const uint32_t high = std::min(side.high, stretch.high);
        if (low <= high) {
          edges.push_back({low, i, true});
          if (high < stretch.high) {
            edges.push_back({high + 1, i, false});
          }
        }
      }
    }
    std::ranges::sort(edges, {}, &Edge::at);
    return edges;
  }

  // The rows that hold the piece in the dimension just cut, in their order.
  static std::vector<Row> Remaining(const std::vector<Row>& rows, std::size_t cut,
                                    const std::set<uint32_t>& inside) {
    std::vector<Row> remaining;
    for (uint32_t i = 0; i < rows.size(); ++i) {
      if ((rows[i].open >> cut & 1) == 0 || inside.contains(i)) {
        remaining.push_back(rows[i]);
      }
    }
    return remaining;
  }

  const Box& box_;
  const std::vector<Box>& boxes_;
  Point point_;
  std::set<uint32_t> used_;
  std::set<std::pair<SetKey, uint64_t>> covered_;
};

}  // namespace

std::optional<Point> Uncovered(const Box& box, const std::vector<Box>& boxes,
                               const std::vector<uint32_t>& among, std::vector<uint32_t>* used) {
  Search search(box, boxes);
  std::optional<Point> point = search.Run(among);
  if (used != nullptr) {
    used->assign(search.used().begin(), search.used().end());
  }
  return point;
}

}  // namespace sextant
