#include "compiler/opt/schedule.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;
using opt::Node;
using opt::NodeId;

namespace {

// Whether every node stands behind the nodes it reads.
bool InOrder(const opt::Schedule& schedule) {
  for (uint32_t i = 0; i < schedule.nodes().size(); ++i) {
    for (NodeId use : schedule.Uses(schedule.nodes()[i])) {
      if (use.index() >= i) {
        return false;
      }
    }
  }
  return true;
}

void AddChain(MadeModule& m, int length) {
  InstId value = m.Slot(Type::Integer());
  for (int i = 0; i < length; ++i) {
    value = m.Let(m.Make(Op::kAdd, Type::Integer(), {value, m.Const(Type::Integer(), i)}));
  }
  m.Output(value);
}

}  // namespace

TEST_CASE("Operands come first, however deep") {
  MadeModule m;
  AddChain(m, 50'000);
  const opt::Schedule schedule(m.module());
  CHECK(InOrder(schedule));
  CHECK(schedule.nodes().size() > 50'000);
}

TEST_CASE("Rules are computed from the last to the first, a decision once") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer());
  ir::FirstMatch list;
  for (int i = 0; i < 3; ++i) {
    const InstId below = m.Make(Op::kLt, Type::Bool(), {a, m.Const(Type::Integer(), i)});
    list.rules.push_back({"r", below, {m.Const(Type::Integer(), i)}, ir::kNoReason, {}, {}});
  }
  list.rules.push_back({"", InstId(), {a}, ir::kNoReason, {}, {}});
  ir::Decision decision;
  decision.outputs = {{"", Type::Integer()}};
  decision.body = list;
  const uint32_t index = m.Decide(decision);
  m.Output(m.OutputOf(index, 0));
  const opt::Schedule schedule(m.module());
  CHECK(InOrder(schedule));
  std::vector<uint32_t> rules;
  for (const Node& node : schedule.nodes()) {
    if (node.kind == Node::Kind::kRule) {
      rules.push_back(node.rule);
    }
  }
  CHECK(rules == std::vector<uint32_t>{3, 2, 1, 0});
}

TEST_CASE("Equal instructions are one, wherever they were written") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer()), b = m.Slot(Type::Integer());
  ir::Builder builder(m.module());
  const InstId args[] = {a, b};
  const InstId here = builder.Add(Op::kAdd, Type::Integer(), args, {source::FileId(0), 1, 2});
  const InstId there = builder.Add(Op::kAdd, Type::Integer(), args, {source::FileId(0), 8, 9});
  REQUIRE(here != there);
  m.Output(here);
  m.Output(m.Make(Op::kStore, Type::Integer(), {there}));
  const opt::Schedule schedule(m.module());
  CHECK(schedule.Canonical(there) == here);
}

TEST_CASE("What no output reaches is not computed") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer());
  m.Make(Op::kMul, Type::Integer(), {a, a});
  m.Output(a);
  const opt::Schedule schedule(m.module());
  CHECK(schedule.nodes().size() == 2);  // the check of the slot, the output
}
