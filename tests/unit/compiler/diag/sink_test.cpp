#include <catch2/catch.hpp>

#include "compiler/diag/diagnostic.h"

namespace sextant::diag {
namespace {

TEST_CASE("arguments fill the catalogue's text") {
  Sink sink;
  CHECK(sink.Report(Diag::kUnexpectedToken, {}, {"`then`", "a value"}).message ==
        "found `then`, expected a value");
}

TEST_CASE("a placeholder without an argument stays, an argument is not read again") {
  Sink sink;
  CHECK(sink.Report(Diag::kUnexpectedToken, {}, {"{1}"}).message == "found {1}, expected {1}");
}

TEST_CASE("a long argument is shortened between scalars") {
  Sink sink;
  const std::string message =
      sink.Report(Diag::kUnexpectedToken, {}, {"a" + std::string(300, 'b'), "x"}).message;
  CHECK(message == "found a" + std::string(199, 'b') + "…, expected x");
  std::string wide;
  for (int i = 0; i < 100; ++i) {
    wide += "额";
  }
  CHECK(sink.Report(Diag::kUnexpectedToken, {}, {wide, "x"}).message.find("额…, expected") !=
        std::string::npos);
}

TEST_CASE("the first letter of a code says how grave it is") {
  CHECK(Code(Diag::kUnexpectedToken) == "E0101");
  CHECK(SeverityOf(Diag::kUnexpectedToken) == Severity::kError);
}

TEST_CASE("findings are sorted by file and place") {
  source::Manager sources;
  const source::FileId a = sources.Add("a", "xyz");
  const source::FileId b = sources.Add("b", "xyz");
  Sink sink;
  sink.Report(Diag::kEmptyFile, {b, 0, 1});
  sink.Report(Diag::kEmptyFile, {a, 2, 3});
  sink.Report(Diag::kEmptyFile, {a, 0, 1});
  const std::vector<Diagnostic> sorted = sink.Sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].primary == source::Span{a, 0, 1});
  CHECK(sorted[1].primary == source::Span{a, 2, 3});
  CHECK(sorted[2].primary.file == b);
}

TEST_CASE("after the limit errors are only counted") {
  Sink sink;
  for (std::size_t i = 0; i < Sink::kMaxErrors + 50; ++i) {
    sink.Report(Diag::kEmptyFile, {}).Hint("decorated").Label({}, "without harm");
  }
  CHECK(sink.error_count() == Sink::kMaxErrors + 50);
  CHECK(sink.Sorted().size() == Sink::kMaxErrors);
}

}  // namespace
}  // namespace sextant::diag
