#include <bit>
#include <cmath>

#include "compiler/ir/float.h"
#include "tests/unit/runtime/vector/sheet.h"

using namespace sextant;
using namespace sextant::test;

namespace {

std::vector<double> Reals() {
  std::vector<double> reals{0.0,  -0.0,   NAN,     INFINITY, -INFINITY, 1e308, -1e308, 5e-324,
                            1e16, 0x1p51, -0x1p50, 0x1.fp49, 1.0 / 3,   2.5,   -2.5,   0.005};
  for (int i = -40; i <= 40; ++i) {
    reals.push_back(i / 8.0);
    reals.push_back(std::nextafter(i * 0.125, 100));
    reals.push_back(i * 1234.5675);
  }
  return reals;
}

}  // namespace

TEST_CASE("Reals are calculated as C++ does, and what is not finite is marked") {
  const std::vector<double> reals = Reals();
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (std::size_t arith = 0; arith < 4; ++arith) {
      for (double own : reals) {
        Sheet sheet(5);
        const uint32_t a = sheet.Add(reals), to = sheet.AddGarbage<double>();
        const uint32_t also = sheet.AddBits();
        sheet.Run(p.real[arith][1][kColumn][kConstant],
                  {.to = to, .also = also, .a = a, .y = std::bit_cast<int64_t>(own)});
        for (int64_t row = 0; row < sheet.rows(); ++row) {
          const double x = sheet.Values<double>(a)[row];
          const double expected[] = {x + own, x - own, x * own, x / own};
          CAPTURE(level, arith, x, own);
          REQUIRE(sheet.Bit(also, row) == !std::isfinite(expected[arith]));
          REQUIRE((sheet.Bit(also, row) ||
                   std::bit_cast<int64_t>(expected[arith]) == sheet.Values<int64_t>(to)[row]));
        }
      }
    }
  }
}

TEST_CASE("Reals are rounded by their exact value, or marked") {
  for (const std::string_view level : LevelsHere()) {
    const Primitives& p = *PrimitivesOf(level);
    for (int mode = 0; mode < 4; ++mode) {
      for (const auto& [scale, step] :
           {std::pair<int, int64_t>{0, 1}, {2, 1}, {2, 5}, {0, 1000}, {3, 250}}) {
        Sheet sheet(5);
        const uint32_t a = sheet.Add(Reals()), to = sheet.AddGarbage<int64_t>();
        const uint32_t also = sheet.AddBits();
        const auto power = std::bit_cast<int64_t>(static_cast<double>(PowerOfTen(scale)));
        sheet.Run(p.round_real[mode], {.to = to, .also = also, .a = a, .x = step, .y = power});
        for (int64_t row = 0; row < sheet.rows(); ++row) {
          const double own = sheet.Values<double>(a)[row];
          const auto expected = ir::RoundDouble(own, scale, step, static_cast<RoundingMode>(mode));
          CAPTURE(level, mode, scale, step, own);
          REQUIRE((expected || sheet.Bit(also, row)));
          REQUIRE((sheet.Bit(also, row) || sheet.Values<int64_t>(to)[row] == *expected));
          REQUIRE((!sheet.Bit(also, row) || !(std::fabs(own) < 1e11)));
        }
      }
    }
  }
}

TEST_CASE("Whole numbers become the nearest reals") {
  std::vector<int64_t> words = LimitWords();
  std::erase_if(words,
                [](int64_t word) { return word > int64_t{1} << 53 || word < -(int64_t{1} << 53); });
  for (const std::string_view level : LevelsHere()) {
    for (int scale : {0, 2, 18}) {
      Sheet sheet(2);
      const uint32_t a = sheet.Add(words), to = sheet.AddGarbage<double>();
      sheet.Run(PrimitivesOf(level)->to_real,
                {.to = to, .a = a, .x = static_cast<int64_t>(PowerOfTen(scale))});
      for (int64_t row = 0; row < sheet.rows(); ++row) {
        REQUIRE(sheet.Values<double>(to)[row] ==
                ir::NearestDouble(sheet.Values<int64_t>(a)[row], scale));
      }
    }
  }
}
