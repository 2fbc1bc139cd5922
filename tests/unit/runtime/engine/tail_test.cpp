#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

TEST_CASE("Batches of any length, and lengths about a block, are decided alike") {
  MadeModule m;
  const Type choice = m.Enum({"a", "b", "c"});
  const InstId amount = m.Slot(Type::Number(2)), flag = m.Slot(Type::Bool().as_optional());
  const InstId code = m.Slot(choice), real = m.Slot(Type::Float());
  m.Output(m.Make(Op::kAdd, Type::Number(2), {amount, amount}));
  m.Output(flag);
  m.Output(code);
  m.Output(m.Make(Op::kLt, Type::Bool(), {real, m.Real(0.5)}));
  m.Output(m.Slot(Type::Date().as_optional()));
  m.Output(m.Slot(Type::Text().as_optional()));
  Engines engines(m.module());
  for (int64_t rows = 1; rows <= 130; ++rows) {
    engines.Agree({rows, rows % 11, false, false, static_cast<uint32_t>(rows)});
  }
  for (int64_t rows : {1023, 1024, 1025, 1087, 1088, 2049, 16'383, 16'384, 16'449}) {
    engines.Agree({rows, 0, false, false, 9});
  }
}
