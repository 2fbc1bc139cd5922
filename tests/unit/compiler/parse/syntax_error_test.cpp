#include <catch2/catch.hpp>

#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

struct Said {
  std::vector<std::string> findings;
  std::string hint;
};
Said Say(const std::string& text) {
  const Parsed parsed(text);
  return {parsed.Findings(), parsed.FirstHint()};
}
std::vector<std::string> Only(std::string finding) {
  return {std::move(finding)};
}

std::string InRule(const std::string& rule) {
  return "strategy S -> rate first match {\n  " + rule + "\n  otherwise then 0%\n}\n";
}

TEST_CASE("a forgotten then") {
  const Said said = Say(InRule("rule a when x > 5 because R1 \"x\""));
  CHECK(said.findings == Only("E0101 2:21: found `because`, expected `then`"));
  CHECK(said.hint.find("rule NAME when CONDITION then") != std::string::npos);
}

TEST_CASE("a misspelt word") {
  CHECK(Say(InRule("rule a wehn x then 5%")).hint == "did you mean `when`?");
  CHECK(Say("strateg S -> rate {}\n").hint == "did you mean `strategy`?");
  CHECK(Say("record R key k {\n  a : integer optionl\n  b : date\n}\n").hint ==
        "did you mean `optional` where `optionl` stands?");
  CHECK(Say("let x = smalest(a)\n").hint == "did you mean `smallest`?");
}

TEST_CASE("a bracket that is not closed is labelled where it opens") {
  const Parsed brace("record R key k {\n  a : integer\n\nlet x = 5\n");
  CHECK(brace.Findings() == Only("E0102 1:16: `{` is not closed"));
  REQUIRE(brace.sink.Sorted()[0].labels.size() == 1);
  CHECK(brace.sink.Sorted()[0].labels[0].text == "the end of the declaration comes first");
  CHECK(brace.tree.decls.size() == 1);
  CHECK(Say("let x = (a + b\n").findings == Only("E0102 1:9: `(` is not closed"));
  CHECK(Say(InRule("rule a when (x > 5 then 5%")).findings ==
        Only("E0102 2:15: `(` is not closed"));
}

TEST_CASE("a blank cell of a grid is named on its own line") {
  const auto grid = [](const std::string& rows) {
    return Say("quadrant V {\n  | A / B | low | high |\n" + rows + "}\n").findings;
  };
  CHECK(grid("  | low | a | |\n  | high | a | b |\n") ==
        Only("E0141 3:13: cell 3 of this row is blank"));
  CHECK(grid("  | low | a | b |\n  | high | a | |\n") ==
        Only("E0141 4:14: cell 3 of this row is blank"));
  CHECK(grid("  | low |  | b |\n  | high | a | b |\n") ==
        Only("E0141 3:9: cell 2 of this row is blank"));
  CHECK(grid("  | low | a | b |\n").empty());
}

TEST_CASE("one place is written as places") {
  CHECK(Say("let x = a rounded to 1 place\n").hint ==
        "write `places`, also after 1: `rounded to 1 places`");
}

TEST_CASE("operators of other languages are named, and parsing goes on behind them") {
  CHECK(Say("let x = a == b && c || !d\n").findings ==
        std::vector<std::string>{
            "E0113 1:11: `==` is not an operator", "E0113 1:16: `&&` is not an operator",
            "E0113 1:21: `||` is not an operator", "E0113 1:24: `!` is not an operator"});
  CHECK(Say("let x = a => 5\n").hint == "write `>=`");
  CHECK(Say("let x = a between 1 and 5\n").hint ==
        "write `x in low..high`; both ends are included");
  CHECK(Say("let x = if a then 1 elif b then 2 else 3\n").hint == "write `else if`");
  CHECK(Say("let x = max(a, b)\n").hint.find("`max` is not a function") == 0);
}

TEST_CASE("numbers as written elsewhere") {
  CHECK(Say("let x = 1,000,000\n").findings ==
        Only("E0108 1:9: `1,000,000` groups digits with a comma"));
  CHECK(Say("let x = 1,000,000\n").hint.find("write `1_000_000`") == 0);
  CHECK(Say("let x = 1e+05\n").findings == Only("E0107 1:9: `1e+05` is in scientific notation"));
  CHECK(Say("let x = 5x\n").findings == Only("E0106 1:9: the number `5` runs into `x`"));
  CHECK(Say("let x = .5\n").hint == "write a digit before the point: `0.5`");
  CHECK(Say("let x = a in { 1, 200 }\n").findings.empty());
}

TEST_CASE("text and comments as written elsewhere") {
  CHECK(Say("let x = a is 'north'\n").hint == "write \"north\"");
  CHECK(Say("// note (\nlet x = 1\n").findings == Only("E0115 1:1: `//` does not begin a comment"));
  CHECK(Say("/* note ( */\nlet x = 1\n").findings ==
        Only("E0115 1:1: `/*` does not begin a comment"));
  CHECK(Say("let x = \"abc\nlet y = 1\n").findings ==
        Only("E0116 1:9: this text has no closing quote on its line"));
}

TEST_CASE("a reserved word used as a name") {
  const Said said = Say("let when = 5\n");
  CHECK(said.findings == Only("E0118 1:5: found the reserved word `when`, expected a name"));
  CHECK(said.hint.find("back-quotes") != std::string::npos);
  CHECK(Say("record R key k {\n  from : date\n}\n").findings.at(0).find("E0118 2:3") == 0);
  CHECK(Say("band B = x {\n  low below 5\n  otherwise\n}\n").hint ==
        "write the member's name first, as in `high otherwise`");
}

TEST_CASE("missing is tested with is") {
  CHECK(Say("let x = a = missing\n").hint == "write `is missing`");
  CHECK(Say("let x = a != missing\n").hint == "write `is known`");
}

TEST_CASE("one mistake does not hide the declarations after it") {
  const Parsed parsed("let a = )\nlet b = 1\nlet c = = 2\nlet d = 3\n");
  CHECK(parsed.Findings().size() == 2);
  CHECK(parsed.tree.decls.size() == 2);
}

TEST_CASE("column 1 belongs to declarations") {
  CHECK(Say("foo bar\n").findings == Only("E0103 1:1: `foo` does not begin a declaration"));
  CHECK(Say("test \"x\" on y {\n  given z\n}\nlet a = 1\n").findings.size() == 1);
  CHECK(Say("record R key k {\na : integer\nb : integer\n}\n").findings ==
        Only("E0104 2:1: `a` stands in column 1, where only declarations begin"));
  CHECK(Say("let a = 1\n  let b = 2\n  let c = 3\n").findings ==
        Only("E0105 2:3: the declaration `let` does not begin in column 1"));
  CHECK(Say("  let b = 2\n").findings.at(0).find("E0105 1:3") == 0);
  CHECK(Say("let a = b\nand c\n").findings.empty());
}

TEST_CASE("types of other languages") {
  CHECK(Say("record R key k {\n  a : money\n  b : date\n}\n").findings ==
        Only("E0133 2:7: `money` has no currency"));
  CHECK(Say("record R key k {\n  a : decimal(30)\n}\n").findings.at(0).find("E0121 2:15") == 0);
  CHECK(Say("source s for C from exel {}\n").findings ==
        Only("E0129 1:21: `exel` is not a file format"));
}

TEST_CASE("things given twice") {
  CHECK(Say("param p : rate in 0%..1% = 0% in 0%..2%\n").findings.size() == 2);
  CHECK(Say("record R key k {\n  a : date optional optional\n}\n").findings ==
        Only("E0127 2:21: `optional` is given twice"));
}

TEST_CASE("a list says who wins") {
  CHECK(Say("lifecycle L {\n  stage a otherwise\n}\n").findings ==
        Only("E0131 1:11: `L` does not say which of its stages wins"));
  CHECK(Say("strategy S -> rate {\n  otherwise then 0%\n}\n").findings ==
        Only("E0131 1:10: `S` does not say which of its rules wins"));
}

}  // namespace
}  // namespace sextant::parse
