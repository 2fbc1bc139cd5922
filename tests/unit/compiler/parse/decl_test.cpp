#include <catch2/catch.hpp>

#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

using ast::EdgeKind;

const ast::TypeExpr& FieldType(const Parsed& parsed, std::size_t index) {
  return parsed.Decl<ast::RecordDecl>().fields.at(index).type;
}

int64_t Value(const Parsed& parsed, ast::ExprId id) {
  const auto& node = parsed.tree.node(id);
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&node)) {
    return -Value(parsed, unary->operand);
  }
  return static_cast<int64_t>(std::get<ast::NumberExpr>(node).digits);
}

TEST_CASE("a range's unit is put on both ends") {
  const Parsed parsed("record R key k {\n  m : money CNY optional in -5..10 CNY\n}\n");
  const ast::TypeExpr& type = FieldType(parsed, 0);
  REQUIRE(type.low);
  REQUIRE(type.high);
  CHECK(type.optional);
  CHECK(Value(parsed, type.low->value) == -5);
  CHECK(Value(parsed, type.high->value) == 10);
  const auto& low = std::get<ast::UnaryExpr>(parsed.tree.node(type.low->value));
  CHECK(std::get<ast::NumberExpr>(parsed.tree.node(low.operand)).unit == "CNY");
}

TEST_CASE("one-sided ranges combine") {
  const Parsed parsed(
      "record R key k {\n  m : integer above 0 at most 5\n  n : integer below 9\n}\n");
  CHECK_FALSE(FieldType(parsed, 0).low->inclusive);
  CHECK(FieldType(parsed, 0).high->inclusive);
  CHECK_FALSE(FieldType(parsed, 1).low);
  CHECK_FALSE(FieldType(parsed, 1).high->inclusive);
}

TEST_CASE("the field after a range may be called like a unit") {
  const Parsed parsed(
      "record R key k {\n  a : integer in 0..6\n  months : integer at least 0\n  LTV : "
      "integer\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  CHECK(parsed.Decl<ast::RecordDecl>().fields.size() == 3);
}

TEST_CASE("types") {
  const Parsed parsed(
      "record R key k {\n  a : decimal(4)\n  b : money CNY(3)\n  c : series of 6 rate\n"
      "  d : one of { x, y, }\n  e : money 元\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  CHECK(FieldType(parsed, 0).scale == 4);
  CHECK(FieldType(parsed, 1).currency == "CNY");
  CHECK(FieldType(parsed, 1).scale == 3);
  CHECK(FieldType(parsed, 2).series == 6);
  CHECK(FieldType(parsed, 3).members.size() == 2);
  CHECK(FieldType(parsed, 4).currency == "CNY");
}

TEST_CASE("a parameter's range stands behind its default") {
  const Parsed parsed("param p : rate = 5% in 1%..20%\n");
  const auto& param = parsed.Decl<ast::ParamDecl>();
  CHECK(Value(parsed, param.default_value) == 5);
  CHECK(Value(parsed, param.type.low->value) == 1);
  CHECK(Value(parsed, param.type.high->value) == 2);
}

TEST_CASE("a source keeps settings and fields apart") {
  const Parsed parsed(
      "source s for C from parquet {\n  null \"\", \"NA\"\n  separator \"\\t\"\n"
      "  a from \"A\", \"B_{1..3}\" in 0.01 CNY rounded null \"0\"\n"
      "  b codes { -1 -> x, \"M\" -> true }\n  c in percent\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& source = parsed.Decl<ast::SourceDecl>();
  CHECK(source.format == ast::FileFormat::kParquet);
  CHECK(source.nulls == std::vector<std::string>{"", "NA"});
  CHECK(source.separator == "\t");
  REQUIRE(source.items.size() == 3);
  CHECK(source.items[0].columns.at(1).text == "B_{1..3}");
  CHECK(source.items[0].rounded);
  CHECK(source.items[0].nulls == std::vector<std::string>{"0"});
  CHECK(source.items[1].columns.empty());
  CHECK(source.items[1].codes.at(0).code == "-1");
  CHECK(source.items[1].codes.at(0).number);
  CHECK(source.items[1].codes.at(1).member.text == "true");
  CHECK(source.items[2].percent);
}

TEST_CASE("a setting below a field is refused, because it would be that field's alone") {
  const Parsed parsed("source s for C {\n  a from \"A\"\n  dates \"yyyy\"\n}\n");
  CHECK(parsed.Findings() ==
        std::vector<std::string>{"E0128 3:3: `dates` after a field belongs to that field alone"});
}

TEST_CASE("bands take edges in any order and optional semicolons") {
  const Parsed parsed(
      "band B = x {\n  a below 1; b up to 2\n  c from 3 d above 4; e otherwise f when missing }\n");
  std::vector<EdgeKind> edges;
  for (const ast::BandMember& member : parsed.Decl<ast::BandDecl>().members) {
    edges.push_back(member.edge);
  }
  CHECK(edges == std::vector<EdgeKind>{EdgeKind::kBelow, EdgeKind::kUpTo, EdgeKind::kFrom,
                                       EdgeKind::kAbove, EdgeKind::kOtherwise, EdgeKind::kMissing});
}

TEST_CASE("a life cycle has stages, moves and minimum stays in any order") {
  const Parsed parsed(
      "lifecycle L remembered first match {\n  moves a -> b, c  any -> d\n"
      "  stage a when x keep while y because R1 \"why\" formerly \"old\", \"older\"\n"
      "  other moves fault\n  b stays at least 2 years except to c, d\n"
      "  stage `any` otherwise\n  moves `any` -> a\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& lifecycle = parsed.Decl<ast::LifecycleDecl>();
  CHECK(lifecycle.remembered);
  REQUIRE(lifecycle.stages.size() == 2);
  CHECK(lifecycle.stages[0].keep.valid());
  CHECK(lifecycle.stages[0].formerly.at(1).text == "older");
  CHECK_FALSE(lifecycle.stages[1].keep.valid());
  REQUIRE(lifecycle.moves.size() == 3);
  CHECK(lifecycle.moves[0].to.at(1).text == "c");
  CHECK(lifecycle.moves[1].any);
  CHECK_FALSE(lifecycle.moves[2].any);
  CHECK(lifecycle.other == ast::OtherMoves::kFault);
  CHECK(Value(parsed, lifecycle.stays.at(0).length) == 24);
  CHECK(lifecycle.stays.at(0).except.size() == 2);
}

TEST_CASE("a third name is the part of a value of before") {
  const Parsed parsed("let x = CreditLine.previous.line\n");
  const auto& member =
      std::get<ast::MemberExpr>(parsed.tree.node(parsed.Decl<ast::LetDecl>().value));
  CHECK(member.member.text == "previous");
  CHECK(member.part.text == "line");
}

TEST_CASE("a matrix has its axes, columns and rows") {
  const Parsed parsed(
      "matrix M {\n  | A.b / (c + 1) | x | missing |\n  | y | p | q |\n  | true | r | s |\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& matrix = parsed.Decl<ast::MatrixDecl>();
  CHECK_FALSE(matrix.quadrant);
  CHECK(std::holds_alternative<ast::MemberExpr>(parsed.tree.node(matrix.down)));
  CHECK(matrix.columns.at(1).text == "missing");
  CHECK(matrix.rows.at(1).head.text == "true");
  CHECK(matrix.rows.at(1).cells.at(1).text == "s");
}

TEST_CASE("ragged and wrapped rows are found") {
  CHECK(Parsed("matrix M {\n  | a / b | x | y |\n  | p | q |\n}\n").Findings() ==
        std::vector<std::string>{"E0124 3:3: this row has 2 cells, the first row has 3 cells"});
  CHECK(Parsed("matrix M {\n  | a / b | x | y |\n  | p | q | r\n  | s | t | u |\n}\n").Findings() ==
        std::vector<std::string>{"E0125 3:3: a row goes on over the end of its line"});
  CHECK(Parsed("matrix M { | a / b | x | | p | q | }\n").Findings() ==
        std::vector<std::string>{"E0125 1:26: a row goes on over the end of its line"});
}

TEST_CASE("a strategy keeps outputs, lets and rules") {
  const Parsed parsed(
      "strategy S -> { a : rate, b : integer } first match {\n  let x = 1\n"
      "  rule r when x > 0 then a = 5%, b = x because R1 \"why\"\n  otherwise then a = 0%, b = "
      "0\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& strategy = parsed.Decl<ast::StrategyDecl>();
  CHECK(strategy.outputs.size() == 2);
  CHECK(strategy.lets.size() == 1);
  REQUIRE(strategy.rules.size() == 2);
  CHECK(strategy.rules[0].assignments.at(1).output.text == "b");
  CHECK(strategy.rules[0].because->code.text == "R1");
  CHECK_FALSE(strategy.rules[1].condition.valid());
}

TEST_CASE("an unnamed output takes a value") {
  const Parsed parsed(
      "strategy S -> rate first match {\n  rule a when x then y otherwise 5% otherwise then "
      "0%\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& strategy = parsed.Decl<ast::StrategyDecl>();
  CHECK(strategy.outputs.at(0).name.text.empty());
  CHECK(std::holds_alternative<ast::OtherwiseExpr>(
      parsed.tree.node(strategy.rules.at(0).assignments.at(0).value)));
}

TEST_CASE("bins are by edge or by member") {
  const Parsed parsed(
      "scorecard S base 300 {\n  x { below 5: 1; missing: 2; otherwise: -3 }\n"
      "  y { a, below: 4 true: 5 }\n}\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  const auto& card = parsed.Decl<ast::ScorecardDecl>();
  CHECK(card.characteristics.at(0).bins.at(1).edge == EdgeKind::kMissing);
  CHECK(Value(parsed, card.characteristics.at(0).bins.at(2).points) == -3);
  CHECK(card.characteristics.at(1).bins.at(0).members.at(1).text == "below");
  CHECK(card.characteristics.at(1).bins.at(1).members.at(0).text == "true");
}

TEST_CASE("spans lead back to the author's bytes") {
  const Parsed parsed("# 注释\nlet 额度 = （余额 + 5） * 2\n");
  const auto& let = parsed.Decl<ast::LetDecl>();
  CHECK(parsed.sources.text(let.name.span) == "额度");
  CHECK(parsed.sources.text(parsed.tree.span(let.value)) == "（余额 + 5） * 2");
}

TEST_CASE("carriage returns, a byte-order mark and tabs are white space") {
  const Parsed parsed("\xEF\xBB\xBFlet\ta = 1\r\nlet b = 2\r\n");
  CHECK(parsed.Findings() == std::vector<std::string>{});
  CHECK(parsed.tree.decls.size() == 2);
}

}  // namespace
}  // namespace sextant::parse
