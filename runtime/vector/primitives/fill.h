#pragma once

#include "runtime/vector/primitives.h"
#include "runtime/vector/primitives/arith.h"
#include "runtime/vector/primitives/bits.h"
#include "runtime/vector/primitives/compare.h"
#include "runtime/vector/primitives/convert.h"
#include "runtime/vector/primitives/dates.h"
#include "runtime/vector/primitives/divide.h"
#include "runtime/vector/primitives/round.h"
#include "runtime/vector/primitives/rows.h"

// The functions of one level, put where Primitives has them.
namespace sextant::vector::SEXTANT_LEVEL {
namespace {

template <class T>
constexpr std::size_t kPlace = std::is_same_v<T, int8_t>    ? 0
                               : std::is_same_v<T, int16_t> ? 1
                               : std::is_same_v<T, int32_t> ? 2
                               : std::is_same_v<T, int64_t> ? 3
                                                            : 4;

template <class T>
constexpr void FillElement(Primitives& p) {
  constexpr std::size_t at = kPlace<T>;
  using A = Column<T>;
  using K = Constant<T>;
  const auto compare = [&]<class Relation>(std::size_t relation, Relation) {
    p.compare[relation][at][kColumn] = Compare<Relation, A, A>;
    p.compare[relation][at][kConstant] = Compare<Relation, A, K>;
  };
  compare(0, Equal()), compare(1, Unequal()), compare(2, Less());
  compare(3, LessOrEqual()), compare(4, Greater()), compare(5, GreaterOrEqual());
  const auto extreme = [&]<class Relation>(std::size_t greatest, Relation) {
    p.extreme[greatest][at][kColumn][kColumn] = Extreme<Relation, A, A>;
    p.extreme[greatest][at][kColumn][kConstant] = Extreme<Relation, A, K>;
    p.extreme[greatest][at][kConstant][kColumn] = Extreme<Relation, K, A>;
  };
  extreme(0, Less()), extreme(1, Greater());
  p.step_of[at] = StepOf<T>;
  p.require_range[at] = RequireRange<T>;
}

template <class T>
constexpr void FillChoices(Primitives& p) {
  constexpr std::size_t at = kPlace<T>;
  using A = Column<T>;
  using K = Constant<T>;
  p.choose[at][kColumn][kColumn] = Choose<A, A>;
  p.choose[at][kColumn][kConstant] = Choose<A, K>;
  p.choose[at][kConstant][kColumn] = Choose<K, A>;
  p.choose[at][kConstant][kConstant] = Choose<K, K>;
  p.overwrite[at][kColumn] = Overwrite<A>;
  p.overwrite[at][kConstant] = Overwrite<K>;
  p.copy[at][kColumn] = Copy<A>;
  p.copy[at][kConstant] = Copy<K>;
}

template <class T, bool kChecked, class Operation>
constexpr void FillArith(Function (&forms)[2][2], Operation) {
  forms[kColumn][kColumn] = Calculate<Operation, kChecked, Column<T>, Column<T>>;
  forms[kColumn][kConstant] = Calculate<Operation, kChecked, Column<T>, Constant<T>>;
  forms[kConstant][kColumn] = Calculate<Operation, kChecked, Constant<T>, Column<T>>;
}
template <class T, class Operation>
constexpr void FillArith(Function (&forms)[2][2][2], Operation operation) {
  FillArith<T, false>(forms[0], operation);
  FillArith<T, true>(forms[1], operation);
}

template <class From>
constexpr void FillConvert(Function (&targets)[4]) {
  targets[0] = Convert<From, int8_t>;
  targets[1] = Convert<From, int16_t>;
  targets[2] = Convert<From, int32_t>;
  targets[3] = Convert<From, int64_t>;
}
template <class Index>
constexpr void FillLookUp(Function (&targets)[4]) {
  targets[0] = LookUp<Index, int8_t>;
  targets[1] = LookUp<Index, int16_t>;
  targets[2] = LookUp<Index, int32_t>;
  targets[3] = LookUp<Index, int64_t>;
}

template <RoundingMode kMode>
constexpr void FillRound(Primitives& p) {
  p.round[static_cast<std::size_t>(kMode)] = Round<kMode>;
  p.round_real[static_cast<std::size_t>(kMode)] = RoundReal<kMode>;
}

constexpr void FillBooleans(Primitives& p) {
  p.join[static_cast<std::size_t>(Joint::kAnd)] = Combine<And>;
  p.join[static_cast<std::size_t>(Joint::kOr)] = Combine<Or>;
  p.join[static_cast<std::size_t>(Joint::kXor)] = Combine<Xor>;
  p.join[static_cast<std::size_t>(Joint::kAndNot)] = Combine<AndNot>;
  p.join[static_cast<std::size_t>(Joint::kOrNot)] = Combine<OrNot>;
  p.invert = Invert, p.include = Include, p.choose_bits = ChooseBits;
  p.copy_bits = CopyBits, p.fill_bits = FillBits, p.count_bits = CountBits;
}

constexpr void FillNumbers(Primitives& p) {
  FillArith<int64_t>(p.exact[0], Sum());
  FillArith<int64_t>(p.exact[1], Difference());
  FillArith<int64_t>(p.exact[2], Product());
  FillArith<double>(p.real[0], Sum());
  FillArith<double>(p.real[1], Difference());
  FillArith<double>(p.real[2], Product());
  FillArith<double>(p.real[3], vector::SEXTANT_LEVEL::Quotient());
  p.unite[kColumn] = Calculate<Union, false, Column<int64_t>, Column<int64_t>>;
  p.unite[kConstant] = Calculate<Union, false, Column<int64_t>, Constant<int64_t>>;
  p.absolute = Change<Absolute, int64_t>;
  p.negated_real = Change<NegatedReal, double>;
  p.absolute_real = Change<AbsoluteReal, double>;
  p.size_of_set = Change<SizeOfSet, int64_t>;
  p.outside = Outside, p.to_real = ToReal;
  p.has[kColumn] = Has<Column<int64_t>>, p.has[kConstant] = Has<Constant<int64_t>>;
  p.divide_ratio[0] = DivideRatio<false>, p.divide_ratio[1] = DivideRatio<true>;
  p.divide_amount = DivideAmount;
  p.divide_by_constant[0] = DivideByConstant<false>;
  p.divide_by_constant[1] = DivideByConstant<true>;
  FillRound<RoundingMode::kHalfEven>(p), FillRound<RoundingMode::kHalfUp>(p);
  FillRound<RoundingMode::kDown>(p), FillRound<RoundingMode::kUp>(p);
}

constexpr Primitives MakePrimitives() {
  Primitives p{};
  FillElement<int8_t>(p), FillElement<int16_t>(p), FillElement<int32_t>(p);
  FillElement<int64_t>(p), FillElement<double>(p);
  FillChoices<int8_t>(p), FillChoices<int16_t>(p);
  FillChoices<int32_t>(p), FillChoices<int64_t>(p);
  FillBooleans(p);
  FillNumbers(p);
  p.same_text[kColumn] = SameText<Column<int64_t>>;
  p.same_text[kConstant] = SameText<Constant<int64_t>>;
  FillConvert<int8_t>(p.convert[0]);
  FillConvert<int16_t>(p.convert[1]);
  FillConvert<int32_t>(p.convert[2]);
  FillConvert<int64_t>(p.convert[3]);
  p.bits_of_bytes = BitsOfBytes, p.bytes_of_bits = BytesOfBits, p.text_of_numbers = TextOfNumbers;
  FillLookUp<int8_t>(p.look_up[0]);
  FillLookUp<int16_t>(p.look_up[1]);
  FillLookUp<int32_t>(p.look_up[2]);
  p.add_looked_up = AddLookedUp, p.cell_of = CellOf;
  p.add_days = AddDays, p.add_months = AddMonths, p.window_end = WindowEnd;
  p.days_between = DaysBetween, p.months_between = MonthsBetween;
  p.take_reason = TakeReason;
  return p;
}

}  // namespace

extern constexpr Primitives kPrimitives = MakePrimitives();

}  // namespace sextant::vector::SEXTANT_LEVEL
