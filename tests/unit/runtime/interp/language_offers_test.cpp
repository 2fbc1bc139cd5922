#include "tests/unit/runtime/interp/spoken.h"

// Offers: section 7.
namespace sextant::interp {
namespace {

constexpr const char* kProgram = R"(record R key id {
  id      : integer
  balance : money CNY in 0..1_000_000 CNY
  fee     : money CNY optional
  overdue : integer in 0..100
  n       : integer in 0..100
  agreed  : consents of { marketing, sharing }
}
partner Insurer needs consent sharing
offers Next best by worth keep 2 {
  offer deposit
    unless overdue > 0 because N1 "pays late"
    when balance > 1_000 CNY
    worth 2% * balance
    needs consent marketing because O1 "idle money"
  offer cover to Insurer hands over { id }
    when 100 / n > 2
    worth 120 CNY
    needs consent marketing, sharing because O2 "a trip ahead"
  offer refund
    unless fee is missing because N2 "no fee"
    worth fee
    needs consent marketing because O3 "a fee"
}
output { Next }
)";

struct Customer {
  const char* balance = "2_000";
  const char* fee = "";
  const char* overdue = "0";
  const char* n = "10";
  const char* agreed = "{ marketing, sharing }";
};

Spoken Next(const Customer& customer) {
  Spoken spoken(kProgram);
  spoken.Give("id", "1");
  spoken.Give("balance", customer.balance);
  spoken.Give("fee", customer.fee);
  spoken.Give("overdue", customer.overdue);
  spoken.Give("n", customer.n);
  spoken.Give("agreed", customer.agreed);
  return spoken;
}

TEST_CASE("offers are made best first, and no more than are kept") {
  Spoken spoken = Next({});
  CHECK(spoken.Answer("Next") == "cover deposit");
  CHECK(spoken.Answer("Next.worth") == "120 CNY 40 CNY");
  CHECK(spoken.Answer("Next.reasons") == "O2 O1");
  CHECK(Next({.balance = "100_000"}).Answer("Next") == "deposit cover");
  CHECK(Next({.fee = "500"}).Answer("Next") == "refund cover");
}

TEST_CASE("of equal offers the one written first comes first") {
  CHECK(Next({.balance = "6_000", .fee = "120"}).Answer("Next") == "deposit cover");
}

TEST_CASE("an offer needs all of its consents") {
  CHECK(Next({.agreed = "{ marketing }"}).Answer("Next") == "deposit");
  CHECK(Next({.agreed = "{ sharing }"}).Answer("Next") == "");
}

TEST_CASE("unless and when stand in the way of an offer") {
  CHECK(Next({.overdue = "1"}).Answer("Next") == "cover");
  CHECK(Next({.balance = "1_000"}).Answer("Next") == "cover");
}

TEST_CASE("every condition is evaluated, even of an offer without consent") {
  CHECK(Next({.n = "0"}).Answer("Next") == "division_by_zero");
  CHECK(Next({.n = "0", .agreed = "{ marketing }"}).Answer("Next") == "division_by_zero");
}

TEST_CASE("a worth is worked out only of an offer that may be made") {
  const auto next = [](const char* consents, const char* n) {
    Spoken spoken(R"(record R key id {
  id : integer
  n  : integer in 0..9
  c  : consents of { a, b }
}
offers Next { offer x worth 10 / n needs consent a because O1 "x" }
output { Next }
)");
    spoken.Give("id", "1");
    spoken.Give("n", n);
    spoken.Give("c", consents);
    return spoken.Answer("Next");
  };
  CHECK(next("{ a }", "0") == "division_by_zero");
  CHECK(next("{ b }", "0") == "");
  CHECK(next("{ a }", "2") == "x");
}

TEST_CASE("without best by worth offers keep the order in which they are written") {
  Spoken spoken(R"(record R key id { id : integer  c : consents of { a } }
offers Next keep 2 {
  offer small worth 1 needs consent a because O1 "small"
  offer large worth 3 needs consent a because O2 "large"
  offer last  worth 9 needs consent a because O3 "last"
}
output { Next }
)");
  spoken.Give("id", "1");
  spoken.Give("c", "{ a }");
  CHECK(spoken.Answer("Next") == "small large");
}

TEST_CASE("the trace says of every offer why it is made or not") {
  Spoken spoken = Next({.balance = "100_000", .fee = "500", .overdue = "0"});
  Trace trace;
  spoken.Run({}, &trace);
  REQUIRE(trace.decisions.size() == 1);
  const std::vector<RuleTrace>& offers = trace.decisions[0].rules;
  REQUIRE(offers.size() == 3);
  CHECK(offers[0].detail == "consent to marketing; worth 2_000 CNY; offered as number 1");
  CHECK(offers[1].detail ==
        "consent to marketing, sharing; worth 120 CNY; not among the 2 kept");
  CHECK(offers[2].held);

  Spoken none = Next({.overdue = "3", .agreed = "{ marketing }"});
  none.Run({}, &trace);
  const std::vector<RuleTrace>& why = trace.decisions.back().rules;
  CHECK(why[0].detail == "consent to marketing; suppressed because N1 \"pays late\"");
  CHECK(why[1].detail == "no consent to marketing, sharing");
  CHECK(why[2].detail == "consent to marketing; suppressed because N2 \"no fee\"");
}

}  // namespace
}  // namespace sextant::interp
