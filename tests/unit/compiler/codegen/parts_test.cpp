#include "compiler/codegen/parts.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

void AddChain(MadeModule& m, int length) {
  InstId value = m.Slot(Type::Integer());
  for (int i = 0; i < length; ++i) {
    value = m.Let(m.Make(Op::kAdd, Type::Integer(), {value, m.Const(Type::Integer(), i)}));
  }
  m.Output(value);
}

}  // namespace

TEST_CASE("A schedule is cut into parts that hand on what later ones read") {
  MadeModule m;
  AddChain(m, 100);
  const opt::Schedule schedule(m.module());
  const codegen::Parts parts = codegen::CutIntoParts(m.module(), schedule, 100);
  REQUIRE(parts.parts.size() > 3);
  CHECK(parts.parts.front().begin == 0);
  CHECK(parts.parts.back().end == schedule.nodes().size());
  for (std::size_t i = 0; i + 1 < parts.parts.size(); ++i) {
    CHECK(parts.parts[i].end == parts.parts[i + 1].begin);
    CHECK(parts.parts[i].saved.size() == 1);
    CHECK(parts.parts[i + 1].done == parts.parts[i].saved);
  }
  CHECK(codegen::CutIntoParts(m.module(), schedule, 1'000'000).parts.size() == 1);
}
