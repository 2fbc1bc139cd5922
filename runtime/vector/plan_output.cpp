#include "compiler/ir/storage.h"
#include "compiler/opt/answer.h"
#include "runtime/vector/operations.h"

namespace sextant::vector {

namespace {

Lanes Wanted(Planner& p, const ir::OutputColumn& column, uint32_t place) {
  if (column.decision < 0) {
    return p.Get(column.value);
  }
  const auto index = static_cast<uint32_t>(column.decision);
  const ir::Decision& decision = p.module().decisions[index];
  return p.AnswerOf(index).lanes[opt::FirstLane(decision, column.part) + place];
}

bool IsText(const ir::OutputColumn& column) {
  return column.type.kind == types::Kind::kText && !ir::IsReason(column);
}

// out = valid ? value : 0
void StoreValues(Planner& p, const ir::OutputColumn& column, const Lanes& lanes, uint32_t to) {
  Builder& b = p.builder();
  const Primitives& primitives = p.primitives();
  if (lanes.value.element == Element::kBits) {
    const Operand bits = b.AsColumn(b.And(lanes.value, lanes.valid));
    return b.MakeInto(primitives.bytes_of_bits, to, {bits});
  }
  const Operand zero = Operand::OfConstant(lanes.value.element, 0);
  if (IsText(column)) {  // the reference, without the number
    const Operand word = b.AsColumn(b.Choose(lanes.valid, lanes.value, zero));
    const std::size_t from = Primitives::Of(Element::kInt64),
                      narrow = Primitives::Of(Element::kInt32);
    return b.MakeInto(primitives.convert[from][narrow], to, {word});
  }
  const std::size_t place = Primitives::PlaceOf(lanes.value.element);
  if (lanes.valid.is_constant()) {
    const Operand value = lanes.valid.is_all() ? lanes.value : zero;
    return b.MakeInto(primitives.copy[place][value.form], to, {value});
  }
  b.MakeInto(primitives.choose[place][lanes.value.form][kConstant], to,
             {lanes.value, zero, lanes.valid});
}

}  // namespace

void PlanOutput(Planner& p, uint32_t index, uint32_t first_place) {
  Builder& b = p.builder();
  const ir::OutputColumn& column = p.module().outputs[index];
  for (uint32_t place = 0; place < ir::PlacesOf(column.width); ++place) {
    const Lanes lanes = Wanted(p, column, place);
    const uint32_t at = first_place + place;
    p.Rerun(lanes.rerun);
    StoreValues(p, column, lanes, p.layout().OutValues(at));
    b.MakeInto(p.primitives().copy_bits, p.layout().OutBits(at), {b.AsColumn(lanes.valid)});
  }
}

}  // namespace sextant::vector
