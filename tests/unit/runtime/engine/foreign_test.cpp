#if SEXTANT_WITH_LLVM

#include "compiler/opt/schedule.h"
#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

TEST_CASE("The order of texts comes from the interpreter") {
  MadeModule m;
  m.module().texts = {"ab", "", "bab"};
  const InstId a = m.Slot(Type::Text()), b = m.Slot(Type::Text().as_optional());
  const InstId known = m.Make(Op::kIsKnown, Type::Bool(), {b});
  m.Output(m.Make(Op::kLt, Type::Bool(), {a, m.Const(Type::Text(), 0)}));
  const InstId ordered = m.Make(Op::kLe, Type::Bool(), {a, m.Unwrap(b)});
  m.Output(m.Make(Op::kAnd, Type::Bool(), {known, ordered}));
  const opt::Schedule schedule(m.module());
  CHECK(schedule.roots().size() == 2);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("A foreign text is compared by its bytes") {
  MadeModule m;
  m.module().texts = {"ab", "bab"};
  const InstId a = m.Slot(Type::Text()), b = m.Slot(Type::Text());
  const InstId least = m.Make(Op::kMin, Type::Text(), {a, b});
  m.Output(least);
  m.Output(m.Make(Op::kEq, Type::Bool(), {least, m.Const(Type::Text(), 0)}));
  m.Output(m.Make(Op::kEq, Type::Bool(), {m.Make(Op::kMax, Type::Text(), {a, b}), b}));
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("A foreign value counts only where it is needed") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {-3, 3, {}, {}}),
               b = m.Slot(Type::Integer(), {-1, 2, {}, {}});
  const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {a, b});
  const InstId zero = m.Make(Op::kEq, Type::Bool(), {b, m.Const(Type::Integer(), 0)});
  m.Output(m.Make(Op::kSelect, Type::Number(8), {zero, m.Const(Type::Number(8), 0), quotient}));
  Engines engines(m.module());
  engines.LimitDerivedRows(20'000);
  engines.AgreeOnAllShapes();
}

TEST_CASE("A foreign value of more than 64 bits is decided by the interpreter") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer()), b = m.Slot(Type::Integer());
  const InstId product = m.Make(Op::kMul, Type::Integer(), {a, b});
  m.Output(m.Make(Op::kLt, Type::Bool(), {product, m.Const(Type::Integer(), 0)}));
  m.Output(m.Make(Op::kDiv, Type::Number(8), {product, b}));
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Only foreign parts and what other code reads take columns") {
  MadeModule m;
  const InstId a = m.Slot(Type::Integer(), {1, 3, {}, {}});
  const InstId sum = m.Make(Op::kAdd, Type::Integer(), {a, a});
  m.Output(m.Make(Op::kNeg, Type::Integer(), {sum}));
  CHECK(opt::Schedule(m.module()).roots().empty());
  const opt::ForeignParts all(m.module(), 1);
  CHECK(opt::Schedule(m.module(), all).roots().size() == 1);
}

#endif
