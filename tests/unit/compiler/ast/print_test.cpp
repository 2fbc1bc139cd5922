#include <catch2/catch.hpp>

#include "compiler/ast/tree.h"

namespace sextant::ast {
namespace {

source::Span Bytes(uint32_t begin, uint32_t end) {
  return {source::FileId(0u), begin, end};
}

TEST_CASE("a tree prints one node a line with its bytes") {
  Tree tree;
  const ExprId bill = tree.Add(Bytes(8, 12), NameExpr{{"bill", Bytes(8, 12)}});
  const ExprId five = tree.Add(Bytes(15, 22), NumberExpr{15, 1, "CNY"});
  const ExprId sum = tree.Add(Bytes(8, 22), BinaryExpr{BinaryOp::kAdd, bill, five, Bytes(13, 14)});
  LetDecl let;
  let.name = {"x", Bytes(4, 5)};
  let.value = sum;
  tree.decls.push_back({Bytes(0, 22), let});
  CHECK(Print(tree) ==
        "Let x [0..22)\n"
        "  Binary + [8..22)\n"
        "    Name bill [8..12)\n"
        "    Number 1.5 CNY [15..22)\n");
}

TEST_CASE("parts that are absent print nothing") {
  Tree tree;
  const ExprId series = tree.Add(Bytes(0, 1), NameExpr{{"s", {}}});
  LetDecl let;
  let.value = tree.Add(Bytes(0, 1), AggregateExpr{AggregateOp::kNoneOf, series, ExprId()});
  tree.decls.push_back({Bytes(0, 1), let});
  CHECK(Print(tree) == "Let  [0..1)\n  Aggregate none of [0..1)\n    Name s [0..1)\n");
}

TEST_CASE("text prints on one line") {
  Tree tree;
  LetDecl let;
  let.value = tree.Add(Bytes(0, 1), TextExpr{"a \"b\"\n\\"});
  tree.decls.push_back({Bytes(0, 1), let});
  CHECK(Print(tree) == "Let  [0..1)\n  Text \"a \\\"b\\\"\\x0a\\\\\" [0..1)\n");
}

}  // namespace
}  // namespace sextant::ast
