#include <bit>

#include "tests/unit/runtime/vector/sheet.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// Values of an element about its limits, in an order that mixes them.
template <class T>
std::vector<T> LimitsOf(int64_t turn) {
  std::vector<T> values;
  const std::vector<int64_t> words = LimitWords();
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int64_t word = words[(i * 7 + static_cast<std::size_t>(turn)) % words.size()];
    values.push_back(static_cast<T>(word));
  }
  return values;
}

// Words of all and of none, single bits at both ends, and mixed ones.
bool Pattern(int64_t row) {
  switch (row / 64 % 5) {
    case 0:
      return true;
    case 1:
      return false;
    case 2:
      return row % 64 == 0;
    case 3:
      return row % 64 == 63;
    default:
      return row * row % 7 < 3;
  }
}

template <class T>
int64_t WordOf(T value) {
  if constexpr (std::is_same_v<T, double>) {
    return std::bit_cast<int64_t>(value);
  } else {
    return value;
  }
}

template <class T>
void CompareAll(std::string_view level, Element element) {
  const Primitives& p = *PrimitivesOf(level);
  const std::size_t at = Primitives::Of(element);
  Sheet sheet(5);
  const uint32_t a = sheet.Add(LimitsOf<T>(0)), b = sheet.Add(LimitsOf<T>(3));
  const T constant = LimitsOf<T>(5)[0];
  for (std::size_t relation = 0; relation < 6; ++relation) {
    for (const Form form : {kColumn, kConstant}) {
      const uint32_t to = sheet.AddBits();
      sheet.Run(p.compare[relation][at][form], {.to = to, .a = a, .b = b, .y = WordOf(constant)});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const T x = sheet.Values<T>(a)[row];
        const T y = form == kColumn ? sheet.Values<T>(b)[row] : constant;
        const bool expected[] = {x == y, x != y, x<y, x <= y, x> y, x >= y};
        CAPTURE(level, static_cast<int>(element), relation, static_cast<int>(form), row);
        REQUIRE(sheet.Bit(to, row) == expected[relation]);
      }
    }
  }
}

template <class T>
void ChooseAll(std::string_view level, Element element) {
  const Primitives& p = *PrimitivesOf(level);
  const std::size_t at = Primitives::PlaceOf(element);
  Sheet sheet(10);
  const uint32_t a = sheet.Add(LimitsOf<T>(0)), b = sheet.Add(LimitsOf<T>(3));
  const uint32_t c = sheet.AddBits(Pattern);
  const T one = LimitsOf<T>(1)[0], other = LimitsOf<T>(9)[0];
  for (const Form left : {kColumn, kConstant}) {
    for (const Form right : {kColumn, kConstant}) {
      const uint32_t to = sheet.AddGarbage<T>();
      sheet.Run(p.choose[at][left][right],
                {.to = to, .a = a, .b = b, .c = c, .x = WordOf(one), .y = WordOf(other)});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const T x = left == kColumn ? sheet.Values<T>(a)[row] : one;
        const T y = right == kColumn ? sheet.Values<T>(b)[row] : other;
        CAPTURE(level, static_cast<int>(element), row);
        REQUIRE(sheet.Values<T>(to)[row] == (Pattern(row) ? x : y));
      }
    }
    const uint32_t kept = sheet.Add(LimitsOf<T>(11));
    sheet.Run(p.overwrite[at][left], {.to = kept, .a = a, .c = c, .x = WordOf(one)});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const std::vector<T> before = LimitsOf<T>(11);
      const T x = left == kColumn ? sheet.Values<T>(a)[row] : one;
      const T old = before[static_cast<std::size_t>(row) % before.size()];
      REQUIRE(sheet.Values<T>(kept)[row] == (Pattern(row) ? x : old));
    }
  }
}

template <class T>
void ExtremesOf(std::string_view level, Element element) {
  const Primitives& p = *PrimitivesOf(level);
  Sheet sheet(5);
  const uint32_t a = sheet.Add(LimitsOf<T>(0)), b = sheet.Add(LimitsOf<T>(3));
  for (const bool greatest : {false, true}) {
    const uint32_t to = sheet.AddGarbage<T>();
    sheet.Run(p.extreme[greatest ? 1 : 0][Primitives::Of(element)][kColumn][kColumn],
              {.to = to, .a = a, .b = b});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const T x = sheet.Values<T>(a)[row], y = sheet.Values<T>(b)[row];
      REQUIRE(sheet.Values<T>(to)[row] == (greatest ? std::max(x, y) : std::min(x, y)));
    }
  }
}

}  // namespace

TEST_CASE("Comparisons of every element say what C++ says") {
  for (const std::string_view level : LevelsHere()) {
    CompareAll<int8_t>(level, Element::kInt8);
    CompareAll<int16_t>(level, Element::kInt16);
    CompareAll<int32_t>(level, Element::kInt32);
    CompareAll<int64_t>(level, Element::kInt64);
    CompareAll<double>(level, Element::kFloat64);
  }
}

TEST_CASE("Choices of every element follow their bits") {
  for (const std::string_view level : LevelsHere()) {
    ChooseAll<int8_t>(level, Element::kInt8);
    ChooseAll<int16_t>(level, Element::kInt16);
    ChooseAll<int32_t>(level, Element::kInt32);
    ChooseAll<int64_t>(level, Element::kInt64);
  }
}

TEST_CASE("The least and the greatest of two") {
  for (const std::string_view level : LevelsHere()) {
    ExtremesOf<int8_t>(level, Element::kInt8);
    ExtremesOf<int16_t>(level, Element::kInt16);
    ExtremesOf<int32_t>(level, Element::kInt32);
    ExtremesOf<int64_t>(level, Element::kInt64);
    ExtremesOf<double>(level, Element::kFloat64);
  }
}

TEST_CASE("A tie between zeros keeps the first") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (const bool greatest : {false, true}) {
      Sheet sheet(1);
      const uint32_t a = sheet.Add<double>({0.0, -0.0}), b = sheet.Add<double>({-0.0, 0.0});
      const uint32_t to = sheet.AddGarbage<double>();
      sheet.Run(p.extreme[greatest ? 1 : 0][Primitives::Of(Element::kFloat64)][kColumn][kColumn],
                {.to = to, .a = a, .b = b});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        REQUIRE(std::signbit(sheet.Values<double>(to)[row]) == (row % 2 == 1));
      }
    }
  }
}

TEST_CASE("Bits become bytes, and bytes bits") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    Sheet sheet(10);
    const uint32_t bits = sheet.AddBits(Pattern), bytes = sheet.AddGarbage<int8_t>();
    const uint32_t back = sheet.AddBits();
    sheet.Run(p.bytes_of_bits, {.to = bytes, .a = bits});
    sheet.Run(p.bits_of_bytes, {.to = back, .a = bytes});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      REQUIRE(sheet.Values<int8_t>(bytes)[row] == (Pattern(row) ? 1 : 0));
      REQUIRE(sheet.Bit(back, row) == Pattern(row));
    }
  }
}

TEST_CASE("The columns that hold are counted") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    Sheet sheet(5);
    std::vector<uint32_t> list;
    for (int64_t k = 0; k < 200; ++k) {
      list.push_back(sheet.AddBits([&](int64_t row) { return Pattern(row + 3 * k); }));
    }
    const uint32_t to = sheet.AddGarbage<int64_t>();
    sheet.Run(p.count_bits,
              {.to = to, .count = static_cast<uint32_t>(list.size()), .list = list.data()});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      int64_t expected = 0;
      for (int64_t k = 0; k < 200; ++k) {
        expected += Pattern(row + 3 * k) ? 1 : 0;
      }
      REQUIRE(sheet.Values<int64_t>(to)[row] == expected);
    }
  }
}

TEST_CASE("An index that is none takes an entry all the same") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    const std::vector<int64_t> entries{10, 20, 30};
    Sheet sheet(2);
    const uint32_t index = sheet.Add<int8_t>({0, 1, 2, 3, 127, -128, -1});
    const uint32_t to = sheet.AddGarbage<int16_t>();
    sheet.Run(p.look_up[0][1], {.to = to, .a = index, .count = 3, .data = entries.data()});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const int8_t own = sheet.Values<int8_t>(index)[row];
      REQUIRE(sheet.Values<int16_t>(to)[row] == (own >= 0 && own < 3 ? 10 * (own + 1) : 30));
    }
  }
}

TEST_CASE("Steps are the cuts that a value has passed") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    const std::vector<int64_t> cuts{INT64_MIN, 0, 0, 1, 250, 1, INT64_MAX, 1};
    Sheet sheet(2);
    const uint32_t a = sheet.Add(LimitWords()), to = sheet.AddGarbage<int32_t>();
    sheet.Run(p.step_of[Primitives::Of(Element::kInt64)],
              {.to = to, .a = a, .count = 4, .data = cuts.data()});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const int64_t own = sheet.Values<int64_t>(a)[row];
      const int expected = (own > INT64_MIN) + (own >= 0) + (own >= 250) + (own == INT64_MAX);
      REQUIRE(sheet.Values<int32_t>(to)[row] == expected);
    }
  }
}

TEST_CASE("Rows outside their bounds are marked where they are present") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    Sheet sheet(10);
    const uint32_t a = sheet.Add(LimitsOf<int16_t>(0)), present = sheet.AddBits(Pattern);
    const uint32_t marked = sheet.AddBits([](int64_t row) { return row % 11 == 0; });
    sheet.Run(p.require_range[Primitives::Of(Element::kInt16)],
              {.to = marked, .a = a, .c = present, .x = -3, .y = 250});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const int16_t own = sheet.Values<int16_t>(a)[row];
      REQUIRE(sheet.Bit(marked, row) ==
              (row % 11 == 0 || (Pattern(row) && (own < -3 || own > 250))));
    }
  }
}

TEST_CASE("No number is out of bounds, and neither zero is") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    const std::vector<double> reals{0.0, -0.0, 1.0, -1.0, NAN, INFINITY, -INFINITY, 5e-324};
    Sheet sheet(1);
    const uint32_t a = sheet.Add(reals), present = sheet.AddBits([](int64_t) { return true; });
    const uint32_t marked = sheet.AddBits([](int64_t) { return false; });
    sheet.Run(p.require_range[Primitives::Of(Element::kFloat64)],
              {.to = marked, .a = a, .c = present, .x = WordOf(0.0), .y = WordOf(1.0)});
    for (int64_t row = 0; row < sheet.rows(); ++row) {
      const double own = reals[static_cast<std::size_t>(row) % reals.size()];
      REQUIRE(sheet.Bit(marked, row) == !(own >= 0.0 && own <= 1.0));
    }
  }
}
