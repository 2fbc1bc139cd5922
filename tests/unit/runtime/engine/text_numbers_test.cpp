#include "runtime/engine/text_numbers.h"

#include <set>

#include <catch2/catch.hpp>

using namespace sextant;

TEST_CASE("Equal texts have equal numbers, and constants their places") {
  const std::vector<std::string> constants = {"north", "", "south", "north"};
  engine::TextNumbers numbers(constants);
  CHECK(numbers.FindConstant("north") == 0);
  CHECK(numbers.FindConstant("") == 1);
  CHECK(numbers.FindConstant("south") == 2);
  CHECK(numbers.FindConstant("east") == -1);
  CHECK(numbers.Number("south") == 2);
  const int32_t east = numbers.Number("east");
  CHECK(east >= 4);
  CHECK(numbers.Number("west") != east);
  CHECK(numbers.Number("east") == east);
}

TEST_CASE("Thousands of texts keep apart, and are forgotten") {
  std::vector<std::string> constants, texts;
  for (int i = 0; i < 300; ++i) {
    constants.push_back("constant " + std::to_string(i * 7));
  }
  for (int i = 0; i < 5000; ++i) {
    texts.push_back("text of some length " + std::to_string(i));
  }
  engine::TextNumbers numbers(constants);
  for (int round = 0; round < 3; ++round) {
    std::set<int32_t> seen;
    for (const std::string& text : texts) {
      seen.insert(numbers.Number(text));
    }
    CHECK(seen.size() == texts.size());
    numbers.Forget();
    CHECK(numbers.FindConstant(texts[7]) == -1);
    for (int i = 0; i < 300; ++i) {
      CHECK(numbers.FindConstant(constants[static_cast<std::size_t>(i)]) == i);
    }
  }
}
