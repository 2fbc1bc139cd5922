#include "runtime/vector/builder.h"
#include "runtime/vector/registers.h"
#include "tests/unit/runtime/vector/sheet.h"

using namespace sextant;
using namespace sextant::test;

namespace {

const Layout kLayout{4, 0, 1};

Operand Bits(uint32_t slot) {
  return Operand::OfColumn(Element::kBits, kLayout.SlotBits(slot));
}
Operand Values(uint32_t slot) {
  return Operand::OfColumn(Element::kInt64, kLayout.SlotValues(slot));
}
Operand Whole(int64_t word) {
  return Operand::OfConstant(Element::kInt64, word);
}

}  // namespace

TEST_CASE("What is known of masks makes no calls") {
  Builder b(*PrimitivesOf(), kLayout);
  const Operand all = Operand::All(), none = Operand::None(), a = Bits(0);
  CHECK(b.And(a, all) == a);
  CHECK(b.And(none, a) == none);
  CHECK(b.Or(a, none) == a);
  CHECK(b.Or(all, a) == all);
  CHECK(b.And(a, a) == a);
  CHECK(b.AndNot(a, a) == none);
  CHECK(b.AndNot(a, none) == a);
  CHECK(b.OrNot(none, all) == none);
  CHECK(b.Not(all) == none);
  CHECK(b.Choose(all, a, none) == a);
  CHECK(b.Choose(a, none, none) == none);
  CHECK(b.Choose(a, all, none) == a);
  CHECK(b.Compare(Relation::kEq, a, all) == a);
  CHECK(b.Compare(Relation::kLt, Whole(3), Whole(4)) == all);
  CHECK(b.Compare(Relation::kGe, Whole(3), Whole(4)) == none);
  CHECK(b.Extreme(true, Whole(3), Whole(4)) == Whole(4));
  CHECK(b.LookUp(Values(0), {7, 7, 7}, Element::kInt64) == Whole(7));
  CHECK(b.Outside(Whole(5), 0, 4) == all);
  const Draft draft = b.Take();
  CHECK(draft.calls.empty());
  CHECK(draft.once.empty());
}

TEST_CASE("A constant is laid out once") {
  Builder b(*PrimitivesOf(), kLayout);
  const Operand column = b.AsColumn(Whole(12));
  CHECK(!column.is_constant());
  CHECK(b.AsColumn(Whole(12)) == column);
  CHECK(b.AsColumn(Operand::All()) == b.AsColumn(Operand::All()));
  CHECK(b.Take().once.size() == 2);
}

TEST_CASE("Registers are used again when nothing needs them any more") {
  Builder b(*PrimitivesOf(), kLayout);
  Operand sum = b.Extreme(true, Values(0), Values(1));
  for (int i = 0; i < 1000; ++i) {
    sum = b.Extreme(true, sum, Values(static_cast<uint32_t>(i) % 4));
  }
  b.MakeInto(b.primitives().copy[Primitives::PlaceOf(Element::kInt64)][kColumn],
             kLayout.OutValues(0), {sum});
  Draft draft = b.Take();
  const RegisterFile file = AssignRegisters(draft);
  CHECK(file.offsets.size() == 2);
  for (const Call& call : draft.calls) {
    CHECK(call.to != call.a);
    CHECK(call.to != call.b);
  }
}

TEST_CASE("What is made once, and what is needed later, keeps its register") {
  Builder b(*PrimitivesOf(), kLayout);
  const Operand constant = b.AsColumn(Whole(12));
  const Operand kept = b.Extreme(true, Values(0), Values(1));
  Operand other = b.Extreme(false, Values(0), Values(1));
  for (int i = 0; i < 10; ++i) {
    other = b.Extreme(false, other, constant);
  }
  b.MakeInto(b.primitives().unite[kColumn], kLayout.OutValues(0), {kept, other});
  Draft draft = b.Take();
  AssignRegisters(draft);
  const uint32_t kept_at = draft.calls[0].to, constant_at = draft.once[0].to;
  for (std::size_t i = 1; i + 1 < draft.calls.size(); ++i) {
    CHECK(draft.calls[i].to != kept_at);
    CHECK(draft.calls[i].to != constant_at);
  }
  CHECK(draft.calls.back().a == kept_at);
}

TEST_CASE("Registers overlap with no other") {
  Builder b(*PrimitivesOf(), kLayout);
  for (int64_t word = 0; word < 5; ++word) {
    b.AsColumn(Whole(word));
    b.AsColumn(Operand::OfConstant(Element::kInt8, word));
    b.AsColumn(Operand::OfConstant(Element::kBits, word % 2));
  }
  Draft draft = b.Take();
  const RegisterFile file = AssignRegisters(draft);
  REQUIRE(file.offsets.size() == 12);
  std::vector<std::size_t> ends;
  for (const Call& call : draft.once) {
    const std::size_t number = call.to - kLayout.FirstRegister();
    CHECK(file.offsets[number] % 64 == 0);
    CHECK((number + 1 == file.offsets.size() || file.offsets[number] < file.offsets[number + 1]));
  }
  CHECK(file.bytes >= 5 * 8 * kBlockRows + 5 * kBlockRows + 2 * kBlockRows / 8);
}
