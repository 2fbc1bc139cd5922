#include "runtime/vector/builder.h"

#include <algorithm>
#include <bit>

#include "compiler/support/check.h"

namespace sextant::vector {
namespace {

template <class T>
bool Holds(Relation relation, T a, T b) {
  switch (relation) {
    case Relation::kEq:
      return a == b;
    case Relation::kNe:
      return a != b;
    case Relation::kLt:
      return a < b;
    case Relation::kLe:
      return a <= b;
    case Relation::kGt:
      return a > b;
    case Relation::kGe:
      return a >= b;
  }
  return false;
}

bool HoldsOfConstants(Relation relation, const Operand& a, const Operand& b) {
  return a.element == Element::kFloat64
             ? Holds(relation, std::bit_cast<double>(a.word), std::bit_cast<double>(b.word))
             : Holds(relation, a.word, b.word);
}

// b op' a, where a op b.
Relation Turned(Relation relation) {
  switch (relation) {
    case Relation::kLt:
      return Relation::kGt;
    case Relation::kLe:
      return Relation::kGe;
    case Relation::kGt:
      return Relation::kLt;
    case Relation::kGe:
      return Relation::kLe;
    default:
      return relation;
  }
}

}  // namespace

Operand Builder::NewRegister(Element element) {
  draft_.registers.push_back(element);
  const std::size_t number = draft_.layout.FirstRegister() + draft_.registers.size() - 1;
  return Operand::OfColumn(element, static_cast<uint32_t>(number));
}

Call& Builder::Add(Function run) {
  SEXTANT_CHECK(run != nullptr, "no primitive takes these operands");
  std::vector<Call>& calls = once_ ? draft_.once : draft_.calls;
  Call& call = calls.emplace_back();
  call.run = run;
  call.to = call.also = call.a = call.b = call.c = kNoColumn;
  return call;
}

void Builder::MakeInto(Function run, uint32_t column, const Operands& operands) {
  Call& call = Add(run);
  call.to = column;
  const auto& [a, b, c] = operands;
  call.a = a.is_constant() ? kNoColumn : a.column;
  call.b = b.is_constant() ? kNoColumn : b.column;
  call.c = c.is_constant() ? kNoColumn : c.column;
  call.x = a.word;
  call.y = b.word;
}

Operand Builder::Make(Function run, Element element, const Operands& operands) {
  const Operand to = NewRegister(element);
  MakeInto(run, to.column, operands);
  return to;
}

Operand Builder::AlsoMarks() {
  const Operand also = NewRegister(Element::kBits);
  last().also = also.column;
  return also;
}

void Builder::GiveData(std::vector<int64_t> data) {
  last().data = draft_.data.emplace_back(std::move(data)).data();
}

void Builder::GiveList(const std::vector<Operand>& columns) {
  std::vector<uint32_t>& list = draft_.lists.emplace_back();
  for (const Operand& operand : columns) {
    list.push_back(operand.column);
  }
  last().list = list.data();
  last().count = static_cast<uint32_t>(list.size());
}

Operand Builder::AsColumn(const Operand& operand) {
  if (!operand.is_constant()) {
    return operand;
  }
  const auto [found, added] = laid_out_.try_emplace({operand.element, operand.word});
  if (added) {
    const Once once(*this);
    if (operand.element == Element::kBits) {
      found->second = Make(primitives_.fill_bits, Element::kBits, {});
      last().x = operand.word != 0 ? -1 : 0;
    } else {
      found->second = Make(primitives_.copy[Primitives::PlaceOf(operand.element)][kConstant],
                           operand.element, {operand});
    }
  }
  return found->second;
}

Operand Builder::Join(Joint joint, const Operand& a, const Operand& b) {
  return Make(primitives_.join[static_cast<std::size_t>(joint)], Element::kBits, {a, b});
}

Operand Builder::Not(const Operand& a) {
  return a.is_constant() ? (a.is_all() ? Operand::None() : Operand::All())
                         : Make(primitives_.invert, Element::kBits, {a});
}

Operand Builder::And(const Operand& a, const Operand& b) {
  if (a.is_constant() || a == b) {
    return a.is_none() ? a : b;
  }
  return b.is_constant() ? (b.is_none() ? b : a) : Join(Joint::kAnd, a, b);
}

Operand Builder::Or(const Operand& a, const Operand& b) {
  if (a.is_constant() || a == b) {
    return a.is_all() ? a : b;
  }
  return b.is_constant() ? (b.is_all() ? b : a) : Join(Joint::kOr, a, b);
}

Operand Builder::AndNot(const Operand& a, const Operand& b) {
  if (a.is_constant() || b.is_constant()) {
    return And(a, Not(b));
  }
  return a == b ? Operand::None() : Join(Joint::kAndNot, a, b);
}

Operand Builder::OrNot(const Operand& a, const Operand& b) {
  if (a.is_constant() || b.is_constant()) {
    return Or(a, Not(b));
  }
  return a == b ? Operand::All() : Join(Joint::kOrNot, a, b);
}

// false < true
Operand Builder::CompareBits(Relation relation, const Operand& a, const Operand& b) {
  switch (relation) {
    case Relation::kLt:
      return AndNot(b, a);
    case Relation::kLe:
      return OrNot(b, a);
    case Relation::kGt:
      return AndNot(a, b);
    case Relation::kGe:
      return OrNot(a, b);
    default:
      break;
  }
  const bool equal = relation == Relation::kEq;
  if (a.is_constant() || b.is_constant()) {
    const Operand& other = a.is_constant() ? b : a;
    return (a.is_constant() ? a : b).is_all() == equal ? other : Not(other);
  }
  const Operand differ = Join(Joint::kXor, a, b);
  return equal ? Not(differ) : differ;
}

Operand Builder::Compare(Relation relation, const Operand& a, const Operand& b) {
  if (a.element == Element::kBits) {
    return CompareBits(relation, a, b);
  }
  if (a.is_constant() && b.is_constant()) {
    return HoldsOfConstants(relation, a, b) ? Operand::All() : Operand::None();
  }
  if (a.is_constant()) {
    return Compare(Turned(relation), b, a);
  }
  const std::size_t element = Primitives::Of(a.element);
  return Make(primitives_.compare[static_cast<std::size_t>(relation)][element][b.form],
              Element::kBits, {a, b});
}

Operand Builder::ChooseBits(const Operand& condition, const Operand& a, const Operand& b) {
  if (a.is_constant()) {
    return a.is_all() ? Or(condition, b) : AndNot(b, condition);
  }
  if (b.is_constant()) {
    return b.is_all() ? OrNot(a, condition) : And(a, condition);
  }
  return Make(primitives_.choose_bits, Element::kBits, {a, b, condition});
}

Operand Builder::Choose(const Operand& condition, const Operand& a, const Operand& b) {
  if (condition.is_constant()) {
    return condition.is_all() ? a : b;
  }
  if (a == b) {
    return a;
  }
  if (a.element == Element::kBits) {
    return ChooseBits(condition, a, b);
  }
  return Make(primitives_.choose[Primitives::PlaceOf(a.element)][a.form][b.form], a.element,
              {a, b, condition});
}

Operand Builder::Extreme(bool greatest, const Operand& a, const Operand& b) {
  if (a.element == Element::kBits) {
    return greatest ? Or(a, b) : And(a, b);
  }
  if (a.is_constant() && b.is_constant()) {
    return HoldsOfConstants(greatest ? Relation::kGt : Relation::kLt, b, a) ? b : a;
  }
  return Make(primitives_.extreme[greatest ? 1 : 0][Primitives::Of(a.element)][a.form][b.form],
              a.element, {a, b});
}

void Builder::Overwrite(const Operand& to, const Operand& condition, const Operand& a) {
  MakeInto(primitives_.overwrite[Primitives::PlaceOf(a.element)][a.form], to.column,
           {a, {}, condition});
}

Operand Builder::Fresh(const Operand& a) {
  return Make(primitives_.copy[Primitives::PlaceOf(a.element)][a.form], a.element, {a});
}

Operand Builder::Unite(const Operand& a, const Operand& b) {
  if (a.is_constant() && b.is_constant()) {
    return Operand::OfConstant(a.element, a.word | b.word);
  }
  const auto& [column, other] = a.is_constant() ? std::pair(b, a) : std::pair(a, b);
  return Make(primitives_.unite[other.form], a.element, {column, other});
}

Operand Builder::Convert(const Operand& a, Element element) {
  if (a.element == element) {
    return a;
  }
  if (a.is_constant()) {
    return Operand::OfConstant(element, a.word);
  }
  if (a.element == Element::kBits) {
    return Convert(Make(primitives_.bytes_of_bits, Element::kInt8, {a}), element);
  }
  return Make(primitives_.convert[Primitives::Of(a.element)][Primitives::Of(element)], element,
              {a});
}

Operand Builder::LookUp(const Operand& index, std::vector<int64_t> entries, Element element) {
  SEXTANT_CHECK(!entries.empty(), "a table without entries");
  if (std::ranges::count(entries, entries.front()) == std::ssize(entries)) {
    return Operand::OfConstant(element, entries.front());
  }
  if (index.is_constant()) {
    const auto last = static_cast<uint64_t>(entries.size()) - 1;
    return Operand::OfConstant(element, entries[std::min(static_cast<uint64_t>(index.word), last)]);
  }
  const Operand narrow = index.element == Element::kBits ? Convert(index, Element::kInt8) : index;
  const Operand found =
      Make(primitives_.look_up[Primitives::Of(narrow.element)][Primitives::PlaceOf(element)],
           element, {narrow});
  last().count = static_cast<uint32_t>(entries.size());
  GiveData(std::move(entries));
  return found;
}

Operand Builder::Outside(const Operand& a, int64_t low, int64_t high) {
  if (a.is_constant()) {
    return a.word < low || a.word > high ? Operand::All() : Operand::None();
  }
  const Operand outside = Make(primitives_.outside, Element::kBits, {a});
  last().x = low;
  last().y = high;
  return outside;
}

}  // namespace sextant::vector
