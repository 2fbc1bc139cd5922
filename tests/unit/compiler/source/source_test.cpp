#include "compiler/source/source.h"

#include <catch2/catch.hpp>

namespace sextant::source {

TEST_CASE("positions count lines and characters from one") {
  Manager sources;
  const FileId file = sources.Add("a.sxt", "ab\n额度x\r\n\nlast");
  CHECK(sources.position(file, 0).line == 1);
  CHECK(sources.position(file, 1).column == 2);
  CHECK(sources.position(file, 9).line == 2);
  CHECK(sources.position(file, 9).column == 3);
  CHECK(sources.line(file, 2) == "额度x");
  CHECK(sources.line(file, 3).empty());
  CHECK(sources.line(file, 4) == "last");
  CHECK(sources.position(file, 9999).line == 4);
}

TEST_CASE("an empty file has one empty line") {
  Manager sources;
  const FileId file = sources.Add("empty.sxt", "");
  CHECK(sources.position(file, 0).line == 1);
  CHECK(sources.line(file, 1).empty());
}

TEST_CASE("what cannot be read is an error that names the file") {
  Manager sources;
  const auto missing = sources.Load("/does/not/exist.sxt");
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().message.find("/does/not/exist.sxt") != std::string::npos);
  CHECK_FALSE(sources.Load("/").ok());
}

}  // namespace sextant::source
