#include <catch2/catch.hpp>

#include "compiler/parse/grid_text.h"
#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

std::string Drawn(const std::string& csv, std::string* findings = nullptr) {
  source::Manager sources;
  diag::Sink sink;
  const source::FileId file = sources.Add("t.csv", csv);
  const std::optional<Characters> characters = ReadCharacters(sources, file, sink);
  REQUIRE(characters.has_value());
  const Characters grid = GridText(*characters, file, sink);
  REQUIRE(grid.offsets.size() == grid.scalars.size() + 1);
  std::string text;
  for (const char32_t c : grid.scalars) {
    text += c < 0x80 ? static_cast<char>(c) : '?';
  }
  if (findings != nullptr) {
    for (const diag::Diagnostic& found : sink.Sorted()) {
      *findings += diag::Code(found.diag);
    }
  }
  return text;
}

TEST_CASE("a CSV file is drawn as the lines of a table") {
  CHECK(Drawn("a,=> b\n1,2\n") == "| a| => b|\n| 1| 2|\n");
  CHECK(Drawn("a,b\r\n\r\n1,") == "| a| b|\n| 1| |\n");
  CHECK(Drawn("\"a, b\",\"say \"\"x\"\"\"\n") == "|  a, b |  say \"x\" |\n");
  CHECK(Drawn("\"a\nb\",c") == "|  a b | c|\n");
  CHECK(Drawn("1，2,3") == "| 1,2| 3|\n");
}

TEST_CASE("what cannot stand in a cell of a file is reported") {
  std::string findings;
  CHECK(Drawn("a|b,c # d\n", &findings) == "| a b| c   d|\n");
  CHECK(findings == "E0007E0007");
  findings.clear();
  CHECK(Drawn("\"a|\"\"b|#\"\"\"\n", &findings) == "|  a \"b|#\" |\n");
  CHECK(findings == "E0007");
  findings.clear();
  Drawn("\"a,b\n", &findings);
  CHECK(findings == "E0116");
}

TEST_CASE("a table has inputs, outputs, and rows of cells") {
  const Parsed parsed(
      "table T -> { x : integer, y : rate } best by lowest x {\n"
      "  | a      | b + 1   | => y | => x | because |\n"
      "  | -      | not 1, 3..5, missing | 1% | 2 |  |\n"
      "  | >= 2   | true    | p    | 3    | R1 \"r\" |\n"
      "  | otherwise | 2% | missing | R2 \"s\" |\n}\n");
  CHECK(parsed.Findings().empty());
  const auto& table = parsed.Decl<ast::TableDecl>();
  CHECK(table.policy == ast::HitPolicy::kLowestBy);
  CHECK(table.best_by.text == "x");
  CHECK(table.inputs.size() == 2);
  CHECK(table.heads.at(0).text == "y");
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0].cells[0].items.empty());
  CHECK(table.rows[0].cells[1].negated);
  CHECK(table.rows[0].cells[1].items.at(1).test == ast::CellTest::kRange);
  CHECK(table.rows[0].cells[1].items.at(2).test == ast::CellTest::kMissing);
  CHECK(!table.rows[0].because.has_value());
  CHECK(table.rows[1].because->code.text == "R1");
  CHECK(table.rows[2].otherwise);
  CHECK(table.rows[2].cells.empty());
  CHECK(std::holds_alternative<ast::MissingExpr>(parsed.tree.node(table.rows[2].values[1])));
  CHECK(table.whole);
}

TEST_CASE("blank cells of otherwise may be written") {
  const Parsed parsed(
      "table T -> rate first match {\n  | a | b | => T |\n  | otherwise | | 1% |\n}\n");
  CHECK(parsed.Findings().empty());
  CHECK(parsed.Decl<ast::TableDecl>().rows.size() == 1);
}

TEST_CASE("`=>` outside the head of a table is still meant for `>=`") {
  CHECK(Parsed("let x = a => 5\n").Findings().at(0).starts_with("E0113"));
}

}  // namespace
}  // namespace sextant::parse
