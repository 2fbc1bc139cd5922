#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

std::vector<InstId> Reals(MadeModule& m) {
  return {m.Slot(Type::Float()), m.Slot(Type::Float(), {{}, {}, -1000.0, 1000.0}),
          m.Slot(Type::Float(), {{}, {}, 0.0, 1.0, false, false})};
}

}  // namespace

TEST_CASE("Float arithmetic agrees with the interpreter") {
  MadeModule m;
  std::vector<InstId> values;
  const std::vector<InstId> reals = Reals(m);
  for (InstId a : reals) {
    for (InstId b : reals) {
      for (Op op : {Op::kAdd, Op::kSub, Op::kMul, Op::kDiv}) {
        values.push_back(m.Make(op, Type::Float(), {a, b}));
      }
    }
    values.push_back(m.Make(Op::kNeg, Type::Float(), {a}));
    values.push_back(m.Make(Op::kAbs, Type::Float(), {a}));
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("A product that feeds a sum is rounded twice, never fused") {
  MadeModule m;
  const std::vector<InstId> reals = Reals(m);
  const InstId product = m.Make(Op::kMul, Type::Float(), {reals[1], reals[2]});
  m.Output(m.Make(Op::kSub, Type::Float(), {product, reals[1]}));
  m.Output(m.Make(Op::kAdd, Type::Float(), {product, reals[2]}));
  Engines(m.module()).Agree({20'000, 0, true, true, 4});
}

TEST_CASE("Floats are rounded by their exact value") {
  MadeModule m;
  std::vector<InstId> values;
  for (InstId a : Reals(m)) {
    for (RoundingMode mode :
         {RoundingMode::kHalfEven, RoundingMode::kHalfUp, RoundingMode::kDown, RoundingMode::kUp}) {
      for (int scale : {0, 2, 3, 8, 18}) {
        for (int64_t step : {int64_t{1}, int64_t{5}, int64_t{1000}, int64_t{1} << 52}) {
          const InstId rounded = m.Make(Op::kRoundFloat, Type::Number(scale), {a}, step, mode);
          values.push_back(m.Make(Op::kStore, Type::Number(scale), {rounded}));
        }
      }
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Exact numbers become the nearest float") {
  MadeModule m;
  std::vector<InstId> values;
  for (int scale : {0, 2, 8, 18}) {
    values.push_back(m.Make(Op::kToFloat, Type::Float(), {m.Slot(Type::Number(scale))}));
    const InstId optional = m.Slot(Type::Number(scale).as_optional());
    m.Output(m.Make(Op::kToFloat, Type::Float().as_optional(), {optional}));
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}
