#include "compiler/codegen/operations.h"
#include "compiler/support/dates.h"

// Dates in 64-bit lanes, because a division by a constant is then one 32 x 32 bit multiplication
// and a shift. The calendar is that of C. Neri and L. Schneider, "Euclidean affine functions and
// their application to calendar algorithms": years begin on 1 March, so that the leap day comes
// last.
namespace sextant::codegen {

using llvm::Value;

namespace {

constexpr int32_t kShift = 719468;                 // from 0000-03-01 to 1970-01-01
constexpr uint64_t kMostDay = kLastDate + kShift;  // 9999-12-31, counted from 0000-03-01
constexpr uint64_t kMostMonth = 12 * 10000;        // months counted from March of the year 0
constexpr int32_t kLongMonths = 0b011010110101;    // bit m: month m, from March, has 31 days
constexpr int kFirstMonth = 10;                    // January of the year 1

// A date split up: months since March of the year 0, month of that year, day of the month from 0.
struct Split {
  Value* months;
  Value* year;
  Value* month;
  Value* day;
};

// n = 4 * days + 3;         century = n / 146097;  n = n % 146097 | 3
// year = n / 1461;          day_of_year = n % 1461 / 4
// m = 2141 * day_of_year + 1305;  month = m >> 16;  day = (m & 0xffff) / 2141
Split SplitDate(Simd& s, Value* date) {
  const auto whole = [&](int64_t value) { return s.Splat(64, value); };
  Value* days = s.CreateAdd(s.Widen(date), whole(kShift));
  Value* n = s.CreateOr(s.CreateShl(days, 2), whole(3));
  Value* century = s.DivideSmall(n, 146097, 4 * kMostDay + 3);
  n = s.CreateOr(s.CreateSub(n, s.CreateMul(century, whole(146097))), whole(3));
  Value* year = s.DivideSmall(n, 1461, 146099);
  Value* day_of_year = s.CreateLShr(s.CreateSub(n, s.CreateMul(year, whole(1461))), 2);
  Value* m = s.CreateAdd(s.CreateMul(day_of_year, whole(2141)), whole(1305));
  Value* month = s.CreateLShr(m, 16);
  Value* day = s.DivideSmall(s.CreateAnd(m, whole(0xffff)), 2141, 0xffff);
  Value* full_year = s.CreateAdd(s.CreateMul(century, whole(100)), year);
  return {s.CreateAdd(s.CreateMul(full_year, whole(12)), month), full_year, month, day};
}

// long or short month:  30 + (kLongMonths >> month & 1);  February:  28 + leap
// where year + 1 is leap when divisible by 4, and by 16 when by 25
Value* DaysInMonthOf(Simd& s, Value* year, Value* month) {
  const auto whole = [&](int64_t value) { return s.Splat(64, value); };
  Value* longer = s.CreateLShr(whole(kLongMonths), s.CreateAnd(month, whole(63)));
  Value* ordinary = s.CreateAdd(s.CreateAnd(longer, whole(1)), whole(30));
  Value* civil = s.CreateAdd(year, whole(1));
  Value* quarter = s.DivideSmall(civil, 25, 10000);
  Value* turn = s.CreateICmpEQ(s.CreateMul(quarter, whole(25)), civil);
  Value* low_bits = s.CreateAnd(civil, s.CreateSelect(turn, whole(15), whole(3)));
  Value* leap = s.CreateICmpEQ(low_bits, whole(0));
  Value* february = s.CreateICmpEQ(month, whole(11));
  return s.CreateSelect(february, s.CreateSelect(leap, whole(29), whole(28)), ordinary);
}

// days = 365 * year + year / 4 - year / 100 + year / 400 + (979 * month + 18) / 32 + day - shift
Value* JoinDate(Simd& s, Value* year, Value* month, Value* day) {
  const auto whole = [&](int64_t value) { return s.Splat(64, value); };
  Value* century = s.DivideSmall(year, 100, 10000);
  Value* days = s.CreateAdd(s.CreateMul(year, whole(365)), s.CreateLShr(year, 2));
  days = s.CreateAdd(s.CreateSub(days, century), s.CreateLShr(century, 2));
  Value* before = s.CreateAdd(s.CreateMul(month, whole(979)), whole(18));
  days = s.CreateAdd(s.CreateAdd(days, s.CreateLShr(before, 5)), day);
  return s.CreateSub(days, whole(kShift));
}

// The lanes of n outside low..high.
Value* OutOf(Simd& s, Value* n, int64_t low, int64_t high) {
  return s.CreateICmpUGT(s.CreateSub(n, s.Splat(64, low)), s.Splat(64, high - low));
}

struct Moved {
  Value* date;     // where it is not outside
  Value* outside;  // of the calendar
};

// t = months of date + months;  year = t / 12;  month = t % 12
// result = that month's day min(day, its days - 1);  outside = t outside the calendar
Moved MoveByMonths(Simd& s, Value* date, Value* months) {
  const Split from = SplitDate(s, date);
  Value* t = s.CreateAdd(from.months, months);
  Value* outside = OutOf(s, t, kFirstMonth, 12 * 9999 + kFirstMonth - 1);
  Value* year = s.DivideSmall(t, 12, kMostMonth);
  Value* month = s.CreateSub(t, s.CreateMul(year, s.Splat(64, 12)));
  Value* last = s.CreateSub(DaysInMonthOf(s, year, month), s.Splat(64, 1));
  Value* day = s.CreateBinaryIntrinsic(llvm::Intrinsic::smin, from.day, last);
  return {JoinDate(s, year, month, day), outside};
}

}  // namespace

// result = date + days;  rerun = result outside the calendar
Lanes EmitAddDays(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes date = e.Arg(inst, 0), days = e.Arg(inst, 1);
  Value* sum = s.CreateAdd(s.Widen(date.value), days.value);
  const Range a = e.ArgRange(inst, 0), b = e.ArgRange(inst, 1);
  const bool sure = a.low + b.low >= kFirstDate && a.high + b.high <= kLastDate;
  Value* outside = sure ? nullptr : OutOf(s, sum, kFirstDate, kLastDate);
  return e.Strict(inst, {date, days}, s.Narrow(sum), outside);
}

Lanes EmitAddMonths(Emitter& e, const ir::Inst& inst) {
  const Lanes date = e.Arg(inst, 0), months = e.Arg(inst, 1);
  const Moved moved = MoveByMonths(e.simd(), date.value, months.value);
  return e.Strict(inst, {date, months}, e.simd().Narrow(moved.date), moved.outside);
}

// result = t outside the calendar ? (months < 0 ? first day - 1 : last day + 1) : date + months
Lanes EmitWindowEnd(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes date = e.Arg(inst, 0), months = e.Arg(inst, 1);
  const Moved moved = MoveByMonths(s, date.value, months.value);
  Value* back = s.CreateICmpSLT(months.value, s.Splat(64, 0));
  Value* beyond = s.CreateSelect(back, s.Splat(64, kFirstDate - 1), s.Splat(64, kLastDate + 1));
  return e.Strict(inst, {date, months},
                  s.Narrow(s.CreateSelect(moved.outside, beyond, moved.date)));
}

// result = to - from
Lanes EmitDaysBetween(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes from = e.Arg(inst, 0), to = e.Arg(inst, 1);
  return e.Strict(inst, {from, to}, s.Widen(s.CreateSub(to.value, from.value)));
}

// n = months of to - months of from
// result = day of from <= day of to || to is the last of its month ? n : n - 1
Lanes EmitMonthsBetween(Emitter& e, const ir::Inst& inst) {
  Simd& s = e.simd();
  const Lanes from = e.Arg(inst, 0), to = e.Arg(inst, 1);
  const Split a = SplitDate(s, from.value), b = SplitDate(s, to.value);
  Value* last = s.CreateSub(DaysInMonthOf(s, b.year, b.month), s.Splat(64, 1));
  Value* landing = s.CreateBinaryIntrinsic(llvm::Intrinsic::smin, a.day, last);
  Value* months = s.CreateSub(b.months, a.months);
  return e.Strict(inst, {from, to}, s.AddWhere(months, s.CreateICmpSGT(landing, b.day), -1));
}

}  // namespace sextant::codegen
