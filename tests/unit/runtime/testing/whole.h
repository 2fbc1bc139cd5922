#pragma once

#include <string>

#include "tests/unit/runtime/testing/tested.h"

namespace sextant::testing {

// A strategy with lists, sets, series with holes, state and one decision of every kind.
inline constexpr const char* kWhole = R"(record Buy dated by at {
  at     : date
  amount : money CNY in 0..1_000 CNY
}
record Customer key id {
  id       : text
  balance  : money CNY in -1_000..1_000_000 CNY
  consents : consents of { marketing, data }
  wishes   : set of { card, loan } optional
  bill     : series of 2 money CNY optional
  buys     : list of Buy
}
let spent = sum(amount of buys)
let last  = latest(amount of buys)
let last2 = latest(amount of buys within 1 days before as_of)

lifecycle Stage first match {
  stage active when any of buys within 10 days before as_of
  stage asleep otherwise
  moves any -> active, asleep
  other moves stay
  active stays at least 3 months
  asleep stays at least 1 months
}
band Size remembered = balance { small below 1_000 CNY; large otherwise }
strategy Line remembered -> { amount : money CNY } first match {
  rule step when Line.previous.amount is known then amount = Line.previous.amount + 1 CNY
  otherwise then amount = 5 CNY
}
strategy Hints -> { note : one of { call, write }, days : integer } collect {
  rule low when balance < 0 CNY then note = call, days = 2 because H1 "low"
  rule idle when Stage is asleep then note = write, days = 30 because H2 "idle"
}
scorecard Score base 300 {
  balance { below 0 CNY: 0; otherwise: 10 }
  Stage { active: 20; otherwise: 0 } because S1 "asleep"
}
decision Warnings collect {
  rule idle when Stage is asleep because W1 "idle"
  rule owes when balance < 0 CNY because W2 "owes"
}
offers Best best by worth keep 2 {
  offer card worth 10 CNY needs consent marketing because O1 "a card"
  offer loan worth 20 CNY needs consent marketing because O2 "a loan"
}
table Fee -> rate first match {
  | Stage  | Size  | => Fee |
  | active | large | 1%     |
  | -      | small | 2%     |
  | otherwise      | 3%     |
}
matrix Grid {
  | Size, Stage / (balance > 500 CNY) | true | false |
  | small, active                     | a    | b     |
  | small, asleep                     | c    | d     |
  | large, active                     | e    | f     |
  | large, asleep                     | g    | h     |
}
strategy Rate effective 2026-01-01..2026-06-30 -> rate first match { otherwise then 1% }
strategy Rate effective 2026-07-01..2026-12-31 -> rate first match { otherwise then 2% }
experiment Test by id salt "s" {
  a 99.99% : Line
  b 0.01% : Line
}
output { spent, last, Stage, Size, Line, Hints, Score, Warnings, Best, Fee, Grid, Rate, Test }
sample typical {
  id: "T1", balance: 5 CNY, buys: [ { at: 2026-03-01, amount: 900 CNY } ]
}
sample willing { id: "T1", balance: 5 CNY, consents: { marketing } }
sample carried { id: "T1", balance: 5 CNY, Stage.previous: active since 2026-03-01 }
)";

class Whole : public Tested {
 public:
  explicit Whole(const std::string& below) : Tested(below, kWhole) {}
};

}  // namespace sextant::testing
