#include "tests/unit/runtime/interp/spoken.h"

// Life cycles with moves, and what is carried from one period to the next.
namespace sextant::interp {
namespace {

std::string Program(const std::string& other) {
  return R"(record R key id {
  id : integer
  late : integer
  worth : money CNY
}
lifecycle Stage first match {
  stage gone      when late > 90                          because G1 "gone"
  stage declining when late > 30 keep while late > 10     because G2 "late"
  stage mature    when worth >= 100 CNY
                  keep while worth >= 80 CNY              because G3 "worth much"
  stage growing   when worth > 0 CNY                      because G4 "building up"
  stage new       otherwise                               because G5 "new"
  moves new       -> growing, mature
        growing   -> mature
        mature    -> growing
        declining -> growing
        any       -> gone
        growing   -> declining
        mature    -> declining
  other moves )" +
         other + R"(
  mature stays at least 3 months except to declining, gone
  declining stays at least 10 days
}
band Size remembered = worth { small below 50 CNY; large otherwise }
strategy Line remembered -> { limit : money CNY, ratio : decimal(2) optional } first match {
  rule grown when Line.previous.limit is known then limit = Line.previous.limit + 1 CNY
  otherwise then limit = worth
}
let since = Stage.since
let computed = Stage.computed
let held = Stage.held_by
let prior = Stage.previous
let size_before = Size.previous
output { Stage, since, computed, held, prior, Size, size_before, Line }
)";
}

// The stage, since when, and what held the record back.
std::string Decide(const Cells& cells, const std::string& other = "stay") {
  static std::map<std::string, Spoken> programs;
  Spoken& spoken = programs.try_emplace(other, Program(other)).first->second;
  Cells all = {{"id", "1"},
               {"late", "0"},
               {"worth", "0 CNY"},
               {"Stage.previous", ""},
               {"Stage.previous_since", ""},
               {"Size.previous", ""},
               {"Line.previous.limit", ""},
               {"Line.previous.ratio", ""},
               {"as_of", "2026-03-31"}};
  for (const auto& [slot, text] : cells) {
    all[slot] = text;
  }
  for (const auto& [slot, text] : all) {
    spoken.Give(slot, text);
  }
  const std::string stage = spoken.Answer("Stage");
  if (stage != "gone" && stage != "declining" && stage != "mature" && stage != "growing" &&
      stage != "new") {
    return stage;
  }
  return stage + " since " + spoken.Answer("since") + " computed " + spoken.Answer("computed") +
         " held " + spoken.Answer("held") + " because " + spoken.Answer("Stage.reason");
}

Cells From(const std::string& stage, const std::string& since, Cells cells) {
  cells["Stage.previous"] = stage;
  cells["Stage.previous_since"] = since;
  return cells;
}

}  // namespace

TEST_CASE("a record without a state takes the stage that is computed") {
  CHECK(Decide({}) == "new since 2026-03-31 computed new held missing because G5");
  CHECK(Decide({{"late", "91"}}) == "gone since 2026-03-31 computed gone held missing because G1");
  CHECK(Decide({{"worth", "90 CNY"}}) ==
        "growing since 2026-03-31 computed growing held missing because G4");
}

TEST_CASE("a record that stays keeps its date") {
  CHECK(Decide(From("growing", "2026-01-31", {{"worth", "90 CNY"}})) ==
        "growing since 2026-01-31 computed growing held missing because G4");
}

TEST_CASE("`keep while` counts only for the stage the record is in") {
  CHECK(Decide(From("mature", "2026-01-31", {{"worth", "90 CNY"}})) ==
        "mature since 2026-01-31 computed mature held missing because G3");
  CHECK(Decide(From("new", "2026-01-31", {{"worth", "90 CNY"}})) ==
        "growing since 2026-03-31 computed growing held missing because G4");
  // An earlier stage that is kept goes before a later one that holds.
  CHECK(Decide(From("declining", "2025-01-31", {{"late", "20"}, {"worth", "100 CNY"}})) ==
        "declining since 2025-01-31 computed declining held missing because G2");
}

TEST_CASE("a move that is not declared") {
  const Cells declined = From("new", "2026-01-31", {{"late", "31"}});
  CHECK(Decide(declined) ==
        "new since 2026-01-31 computed declining held undeclared_move "
        "because missing");
  CHECK(Decide(declined, "fault") == "undeclared_move");
  CHECK(Decide(From("gone", "2026-01-31", {}), "fault") == "undeclared_move");
  CHECK(Decide(From("new", "2026-01-31", {{"late", "91"}}), "fault") ==
        "gone since 2026-03-31 computed gone held missing because G1");
}

TEST_CASE("a minimum stay is served when as many whole months or days have passed") {
  const std::string held = " computed growing held minimum_stay because missing";
  CHECK(Decide(From("mature", "2026-01-01", {{"worth", "1 CNY"}})) ==
        "mature since 2026-01-01" + held);
  CHECK(Decide(From("mature", "2025-12-31", {{"worth", "1 CNY"}})) ==
        "growing since 2026-03-31 computed growing held missing because G4");
  CHECK(Decide(From("mature", "2026-03-01", {{"worth", "1 CNY"}, {"late", "31"}})) ==
        "declining since 2026-03-31 computed declining held missing because G2");
  CHECK(Decide(From("declining", "2026-03-22", {{"worth", "1 CNY"}})) ==
        "declining since 2026-03-22" + held);
  CHECK(Decide(From("declining", "2026-03-21", {{"worth", "1 CNY"}})) ==
        "growing since 2026-03-31 computed growing held missing because G4");
  // Not declared goes before not served.
  CHECK(Decide(From("declining", "2026-03-22", {})) ==
        "declining since 2026-03-22 computed new held undeclared_move because missing");
}

TEST_CASE("a stage without a date counts as entered today") {
  CHECK(Decide(From("mature", "", {{"worth", "1 CNY"}})) ==
        "mature since 2026-03-31 computed growing held minimum_stay because missing");
}

TEST_CASE("remembered decisions read their value of the period before") {
  Spoken spoken(Program("stay"));
  for (const auto& [slot, text] :
       Cells{{"id", "1"}, {"late", "0"}, {"worth", "60 CNY"}, {"as_of", "2026-03-31"}}) {
    spoken.Give(slot, text);
  }
  for (const char* slot : {"Stage.previous", "Stage.previous_since", "Size.previous",
                           "Line.previous.limit", "Line.previous.ratio"}) {
    spoken.Give(slot, "");
  }
  CHECK(spoken.Answer("size_before") == "missing");
  CHECK(spoken.Answer("Line.limit") == "60 CNY");
  spoken.Give("Size.previous", "small");
  spoken.Give("Line.previous.limit", "7 CNY");
  CHECK(spoken.Answer("Size") == "large");
  CHECK(spoken.Answer("size_before") == "small");
  CHECK(spoken.Answer("Line.limit") == "8 CNY");
  CHECK(spoken.Answer("prior") == "missing");
}

TEST_CASE("state is worked out whether it is listed or not") {
  const Spoken spoken(R"(record R key id {
  id : integer
  n : integer
}
band Size remembered = n { small below 5; large otherwise }
let unlisted = 1
output { id }
)");
  REQUIRE(spoken.module().state.size() == 1);
  const ir::StateColumn& column = spoken.module().state[0];
  CHECK(column.name == "Size");
  CHECK(spoken.module().slots[column.slot].name == "Size.previous");
  CHECK(spoken.module().outputs[column.output].hidden);
  CHECK(spoken.module().reads_as_of);
}

}  // namespace sextant::interp
