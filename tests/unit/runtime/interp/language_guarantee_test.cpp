#include "tests/unit/runtime/interp/spoken.h"

namespace sextant::interp {
namespace {

// A strategy whose output needs `limit` alone.
Spoken Guaranteed(const std::string& guarantees, const std::string& late = "0") {
  Spoken spoken(R"(record R key id {
  id    : integer
  limit : integer
  late  : integer
}
let ratio_of = limit / late
strategy Line -> integer first match {
  otherwise then limit * 2
}
output { Line }
)" + guarantees);
  spoken.Give("id", "1");
  spoken.Give("limit", "5");
  spoken.Give("late", late);
  return spoken;
}

TEST_CASE("a record that breaks a guarantee is rejected") {
  CHECK(Guaranteed("guarantee g : Line <= 10\n").Answer("Line") == "10");
  Spoken spoken = Guaranteed("guarantee g : Line < 10\nguarantee h : limit > 5\n");
  const RowResult result = spoken.Run();
  REQUIRE(result.rejects.size() == 2);
  CHECK(result.outputs.empty());
  CHECK(result.rejects[0].kind == abi::FaultKind::kGuarantee);
  CHECK(result.rejects[0].where == "g");
  CHECK(result.rejects[0].line == 11);
  CHECK(result.rejects[0].message == "`Line < 10` does not hold");
  CHECK(result.rejects[0].found == "Line 10");
  CHECK(result.rejects[1].where == "h");
}

TEST_CASE("a guarantee needs what it reads") {
  CHECK(Guaranteed("").module().slots.size() == 2);
  Spoken spoken = Guaranteed("guarantee g : late < 9\n", "");
  CHECK(spoken.module().slots.size() == 3);
  CHECK(spoken.Answer("Line") == "missing");  // the kind of the fault
}

TEST_CASE("a fault in a guarantee is a fault of the record") {
  CHECK(Guaranteed("guarantee g : ratio_of > 1\n", "2").Answer("Line") == "10");
  CHECK(Guaranteed("guarantee g : ratio_of > 1\n", "0").Answer("Line") == "division_by_zero");
  CHECK(Guaranteed("guarantee g : late = 0 or ratio_of > 1\n", "0").Answer("Line") == "10");
}

TEST_CASE("a trend is nothing that one record could break") {
  const Spoken spoken = Guaranteed("guarantee g : Line never rises as late rises\n");
  CHECK(spoken.module().slots.size() == 2);
  CHECK(spoken.module().guarantees.empty());
}

}  // namespace
}  // namespace sextant::interp
