#include "compiler/support/boxes.h"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

#include "compiler/support/axis.h"

namespace sextant {
namespace {

bool Inside(const Box& box, const Point& point) {
  for (std::size_t i = 0; i < box.size(); ++i) {
    if (std::ranges::none_of(box[i], [&](const Stretch& stretch) {
          return stretch.low <= point[i] && point[i] <= stretch.high;
        })) {
      return false;
    }
  }
  return true;
}

// Every point of the space, one after the other.
template <class Use>
void EachPoint(const std::vector<uint32_t>& sizes, Use use) {
  Point point(sizes.size());
  for (;;) {
    use(point);
    std::size_t i = 0;
    while (i < sizes.size() && ++point[i] == sizes[i]) {
      point[i++] = 0;
    }
    if (i == sizes.size()) {
      return;
    }
  }
}

struct Drawn {
  std::vector<uint32_t> sizes;
  Box whole;
  std::vector<Box> boxes;
};

Drawn Draw(std::mt19937& random) {
  const auto below = [&](uint32_t n) { return static_cast<uint32_t>(random() % n); };
  Drawn drawn;
  for (uint32_t i = 0, dimensions = 1 + below(4); i < dimensions; ++i) {
    drawn.sizes.push_back(1 + below(5));
    drawn.whole.push_back({{0, drawn.sizes.back() - 1}});
  }
  for (uint32_t i = 0, count = below(14); i < count; ++i) {
    Box box = drawn.whole;
    for (std::size_t d = 0; d < box.size(); ++d) {
      if (below(3) > 0) {
        const uint32_t a = below(drawn.sizes[d]), b = below(drawn.sizes[d]);
        box[d] = {{std::min(a, b), std::max(a, b)}};
        if (std::max(a, b) + 2 < drawn.sizes[d]) {
          box[d].push_back({std::max(a, b) + 2, drawn.sizes[d] - 1});
        }
      }
    }
    drawn.boxes.push_back(box);
  }
  return drawn;
}

TEST_CASE("a point that no box holds is found exactly when there is one") {
  std::mt19937 random(1);
  for (int round = 0; round < 2000; ++round) {
    const Drawn drawn = Draw(random);
    std::vector<uint32_t> all;
    for (uint32_t i = 0; i < drawn.boxes.size(); ++i) {
      all.push_back(i);
    }
    bool gap = false;
    EachPoint(drawn.sizes, [&](const Point& point) {
      gap = gap ||
            std::ranges::none_of(drawn.boxes, [&](const Box& box) { return Inside(box, point); });
    });
    std::vector<uint32_t> used;
    const auto found = Uncovered(drawn.whole, drawn.boxes, all, &used);
    REQUIRE(found.has_value() == gap);
    if (found) {
      REQUIRE(
          std::ranges::none_of(drawn.boxes, [&](const Box& box) { return Inside(box, *found); }));
    } else {
      REQUIRE(!Uncovered(drawn.whole, drawn.boxes, used));
    }
  }
}

TEST_CASE("boxes that meet are found, with a common point") {
  std::mt19937 random(2);
  for (int round = 0; round < 500; ++round) {
    const Drawn drawn = Draw(random);
    const BoxIndex index(drawn.boxes, drawn.sizes);
    for (uint32_t i = 0; i < drawn.boxes.size(); ++i) {
      const std::vector<uint32_t> before = index.MeetBefore(i);
      for (uint32_t j = 0; j < i; ++j) {
        bool meet = false;
        EachPoint(drawn.sizes, [&](const Point& point) {
          meet = meet || (Inside(drawn.boxes[i], point) && Inside(drawn.boxes[j], point));
        });
        REQUIRE((std::ranges::find(before, j) != before.end()) == meet);
        const auto common = CommonPoint(drawn.boxes[i], drawn.boxes[j]);
        REQUIRE(common.has_value() == meet);
        if (common) {
          REQUIRE(Inside(drawn.boxes[i], *common));
          REQUIRE(Inside(drawn.boxes[j], *common));
        }
      }
    }
  }
}

TEST_CASE("an axis numbers the stretches of words that cells tell apart, missing last") {
  Axis axis({0, 100}, true);
  const WordCell low{{{-5, 9}}, false, false};
  const WordCell others{{{10, 10}, {50, 60}}, true, false};
  axis.Add(low);
  axis.Add(others);
  axis.Divide();
  CHECK(axis.size() == 6);  // 0..9, 10, 11..49, 50..60, 61..100, missing
  CHECK(axis.SideOf(low) == Side{{0, 0}});
  CHECK(axis.SideOf(others) == Side{{0, 0}, {2, 2}, {4, 4}});
  CHECK(axis.SideOf({{}, true, true}) == Side{{0, 5}});
  CHECK(axis.SideOf({{{200, 300}}, false, false}).empty());
  CHECK(axis.WordsOf(2).low == 11);
  CHECK(axis.WordsOf(2).high == 49);
  CHECK(axis.WordsOf(4).high == 100);
  CHECK(axis.IsMissing(5));
}

TEST_CASE("doubles keep their order and their neighbours as words") {
  for (const double value : {0.0, 1.0, -1.0, 0.1, 5e-324, -5e-324, 1.7976931348623157e308}) {
    CHECK(OfOrderedWord(OrderedWord(value)) == value);
  }
  CHECK(OrderedWord(-0.0) == OrderedWord(0.0));
  CHECK(OrderedWord(5e-324) == 1);
  CHECK(OrderedWord(-5e-324) == -1);
  CHECK(OrderedWord(-2.0) < OrderedWord(-1.0));
}

}  // namespace
}  // namespace sextant
