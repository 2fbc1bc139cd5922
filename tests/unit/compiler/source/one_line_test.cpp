#include "compiler/source/one_line.h"

#include <catch2/catch.hpp>

namespace sextant::source {

TEST_CASE("a quoted piece of a strategy stands on one line, without its comments") {
  CHECK(OneLine("a  >\t1\r\n  and # why, \"x\n b") == "a > 1 and b");
  CHECK(OneLine("name is \"a  # b \\\"  c\"   # d") == "name is \"a  # b \\\"  c\" ");
  CHECK(OneLine("").empty());
}

}  // namespace sextant::source
