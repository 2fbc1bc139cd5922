#include <bit>

#include "compiler/support/int128.h"
#include "tests/unit/runtime/vector/sheet.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// Every pair of limit words, as two columns of whole words.
struct Pairs {
  Pairs() {
    for (int64_t a : LimitWords()) {
      for (int64_t b : LimitWords()) {
        left.push_back(a);
        right.push_back(b);
      }
    }
  }
  int64_t words() const { return (std::ssize(left) + 63) / 64; }
  std::vector<int64_t> left, right;
};

Int128 Exactly(Arith arith, int64_t a, int64_t b) {
  return arith == Arith::kAdd   ? Int128{a} + b
         : arith == Arith::kSub ? Int128{a} - b
                                : Int128{a} * b;
}

// A product is also marked a little before it overflows.
bool MayBeMarked(Arith arith, Int128 exact) {
  const Int128 most = Int128{1} << 63;
  const Int128 near = arith == Arith::kMul ? most - (1 << 13) : most - 1;
  return exact > near || exact < -near - 1;
}

void CheckQuotient(Sheet& sheet, uint32_t to, uint32_t marked, int64_t row, Int128 n, Int128 d) {
  if (d == 0) {
    REQUIRE(sheet.Bit(marked, row));
  } else if (!sheet.Bit(marked, row)) {
    REQUIRE(Int128{sheet.Values<int64_t>(to)[row]} ==
            *DivideRounded(n, d, RoundingMode::kHalfEven));
  }
}

}  // namespace

TEST_CASE("Sums, differences and products are exact, or marked") {
  const Pairs pairs;
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (const Arith arith : {Arith::kAdd, Arith::kSub, Arith::kMul}) {
      Sheet sheet(pairs.words());
      const uint32_t a = sheet.Add(pairs.left), b = sheet.Add(pairs.right);
      const uint32_t to = sheet.AddGarbage<int64_t>(), also = sheet.AddBits();
      sheet.Run(p.exact[static_cast<std::size_t>(arith)][1][kColumn][kColumn],
                {.to = to, .also = also, .a = a, .b = b});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const Int128 exact =
            Exactly(arith, sheet.Values<int64_t>(a)[row], sheet.Values<int64_t>(b)[row]);
        CAPTURE(level, row, static_cast<int>(arith));
        REQUIRE((FitsInt64(exact) || sheet.Bit(also, row)));
        REQUIRE((!sheet.Bit(also, row) || MayBeMarked(arith, exact)));
        REQUIRE((sheet.Bit(also, row) || Int128{sheet.Values<int64_t>(to)[row]} == exact));
      }
    }
  }
}

TEST_CASE("Constants on either side do as columns of them") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (const Arith arith : {Arith::kAdd, Arith::kSub, Arith::kMul}) {
      const auto& functions = p.exact[static_cast<std::size_t>(arith)];
      for (int64_t word : LimitWords()) {
        Sheet sheet(2);
        const uint32_t a = sheet.Add(LimitWords());
        const uint32_t right = sheet.AddGarbage<int64_t>(), left = sheet.AddGarbage<int64_t>();
        sheet.Run(functions[0][kColumn][kConstant], {.to = right, .a = a, .y = word});
        sheet.Run(functions[0][kConstant][kColumn], {.to = left, .b = a, .x = word});
        for (int64_t row = 0; row < sheet.rows(); ++row) {
          const int64_t own = sheet.Values<int64_t>(a)[row];
          CAPTURE(level, own, word);
          REQUIRE(sheet.Values<int64_t>(right)[row] ==
                  static_cast<int64_t>(Exactly(arith, own, word)));
          REQUIRE(sheet.Values<int64_t>(left)[row] ==
                  static_cast<int64_t>(Exactly(arith, word, own)));
        }
      }
    }
  }
}

TEST_CASE("Quotients are rounded half-even, or marked") {
  const Pairs pairs;
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (int places : {0, 2, 8, 10}) {
      const auto power = static_cast<int64_t>(PowerOfTen(places));
      const std::vector<int64_t> data{std::bit_cast<int64_t>(static_cast<double>(power))};
      Sheet sheet(pairs.words());
      // Beyond 2^50 or 2^61 a divisor is marked by another call.
      std::vector<int64_t> ratio_divisors, amount_divisors;
      for (int64_t word : pairs.right) {
        ratio_divisors.push_back(word >> 2);
        amount_divisors.push_back(word >> 14);
      }
      const uint32_t a = sheet.Add(pairs.left);
      for (const bool amount : {false, true}) {
        const uint32_t b = sheet.Add(amount ? amount_divisors : ratio_divisors);
        const uint32_t to = sheet.AddGarbage<int64_t>(), also = sheet.AddBits();
        sheet.Run(
            amount ? p.divide_amount : p.divide_ratio[0],
            {.to = to, .also = also, .a = a, .b = b, .x = power, .y = 1, .data = data.data()});
        for (int64_t row = 0; row < sheet.rows(); ++row) {
          CAPTURE(level, amount, row, power);
          CheckQuotient(sheet, to, also, row, Int128{sheet.Values<int64_t>(a)[row]} * power,
                        sheet.Values<int64_t>(b)[row]);
        }
      }
    }
  }
}

TEST_CASE("Ordinary quotients are not marked") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    const std::vector<int64_t> data{std::bit_cast<int64_t>(1e8)};
    std::vector<int64_t> left, right;
    for (int64_t i = 0; i < 64 * 64; ++i) {
      left.push_back((i - 2000) * 1'234);
      right.push_back(i % 97 + 1);
    }
    Sheet sheet(64);
    const uint32_t a = sheet.Add(left), b = sheet.Add(right);
    for (const Function divide : {p.divide_ratio[0], p.divide_amount}) {
      const uint32_t to = sheet.AddGarbage<int64_t>(), also = sheet.AddBits();
      sheet.Run(
          divide,
          {.to = to, .also = also, .a = a, .b = b, .x = 100'000'000, .y = 1, .data = data.data()});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        REQUIRE(!sheet.Bit(also, row));
        CheckQuotient(sheet, to, also, row, Int128{sheet.Values<int64_t>(a)[row]} * 100'000'000,
                      sheet.Values<int64_t>(b)[row]);
      }
    }
  }
}

TEST_CASE("Quotients by constants are rounded half-even") {
  std::vector<int64_t> words;
  for (int64_t word : LimitWords()) {
    if (word >> 49 == 0 || word >> 49 == -1) {
      words.push_back(word);
    }
  }
  for (int64_t i = -300; i < 300; ++i) {
    words.push_back(i);
  }
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (const auto& [power, divisor] : {std::pair<int64_t, int64_t>{1, 2},
                                         {25, 2},
                                         {1, 3},
                                         {-100'000'000, 7},
                                         {1, 1 << 20},
                                         {3, 100},
                                         {1, 365}}) {
      Sheet sheet(12);
      const uint32_t a = sheet.Add(words), to = sheet.AddGarbage<int64_t>();
      sheet.Run(p.divide_by_constant[divisor % 2 == 0 ? 1 : 0],
                {.to = to, .a = a, .x = power, .y = divisor});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const Int128 n = Int128{sheet.Values<int64_t>(a)[row]} * power;
        CAPTURE(level, row, power, divisor);
        REQUIRE(Int128{sheet.Values<int64_t>(to)[row]} ==
                *DivideRounded(n, divisor, RoundingMode::kHalfEven));
      }
    }
  }
}

TEST_CASE("Multiples are rounded in every mode") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (int mode = 0; mode < 4; ++mode) {
      for (const auto& [divisor, step] :
           {std::pair<int64_t, int64_t>{100, 1}, {1000, 1000}, {2, 2}, {250, 25}, {100'000, 1}}) {
        Sheet sheet(12);
        std::vector<int64_t> words = LimitWords();
        for (int64_t i = -300; i < 300; ++i) {
          words.push_back(i * 25);
        }
        // Beyond 2^62, or 2^49 divisors, a number is marked by another call.
        std::erase_if(words, [&](int64_t word) {
          const Int128 most = std::min(Int128{1} << 62, (Int128{1} << 49) * divisor);
          return word >= most || word <= -most;
        });
        const uint32_t a = sheet.Add(words), to = sheet.AddGarbage<int64_t>();
        sheet.Run(p.round[mode], {.to = to, .a = a, .x = divisor, .y = step});
        for (int64_t row = 0; row < sheet.rows(); ++row) {
          const Int128 n = sheet.Values<int64_t>(a)[row];
          CAPTURE(level, row, mode, divisor);
          REQUIRE(Int128{sheet.Values<int64_t>(to)[row]} ==
                  *DivideRounded(n, divisor, static_cast<RoundingMode>(mode)) * step);
        }
      }
    }
  }
}

TEST_CASE("What lies outside an interval is found at both ends") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (const auto& [low, high] : {std::pair<int64_t, int64_t>{INT64_MIN, INT64_MAX},
                                    {INT64_MIN + 1, INT64_MAX},
                                    {-250, 250},
                                    {0, 1LL << 50}}) {
      Sheet sheet(2);
      const uint32_t a = sheet.Add(LimitWords()), to = sheet.AddBits();
      sheet.Run(p.outside, {.to = to, .a = a, .x = low, .y = high});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        const int64_t word = sheet.Values<int64_t>(a)[row];
        CAPTURE(level, word, low, high);
        REQUIRE(sheet.Bit(to, row) == (word < low || word > high));
      }
    }
  }
}
