#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

TEST_CASE("Offers agree with the interpreter") {
  MadeModule m;
  ir::Offers offers;
  offers.by_worth = true;
  const auto flag = [&] { return m.Slot(Type::Bool()); };
  for (int i = 0; i < 4; ++i) {
    const InstId a = m.Slot(Type::Integer(), {-9, 9, {}, {}}),
                 b = m.Slot(Type::Integer(), {0, 9, {}, {}});
    const InstId worth =
        m.Make(Op::kStore, Type::Number(8), {m.Make(Op::kDiv, Type::Number(8), {a, b})});
    ir::Offer offer;
    offer.name = "o" + std::to_string(i);
    offer.consent = flag();
    offer.unless = {{flag(), ir::kNoReason, {}}};
    offer.condition = flag();
    offer.worth = worth;
    offer.reason = m.Reason("R" + std::to_string(i));
    offers.offers.push_back(offer);
  }
  ir::Decision decision;
  decision.outputs = {{"", m.Enum({"o0", "o1", "o2", "o3"}), 3}, {"worth", Type::Number(8), 3}};
  decision.has_reasons = true;
  decision.reason_width = 3;
  decision.body = offers;
  m.Decide(decision);
  Engines(m.module()).AgreeOnAllShapes();
}
