#include "compiler/opt/ranges.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "compiler/opt/slot_ranges.h"
#include "compiler/support/dates.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;
using types::Kind;

// Fills a Ranges, one node after the other.
class RangeFinder {
 public:
  RangeFinder(const ir::Module& module, Ranges& out) : module_(module), out_(out) {}

  void Visit(const Node& node) {
    if (node.kind == Node::Kind::kInst) {
      const ir::Inst& inst = module_.insts[node.index];
      out_.insts_[node.index] = node.foreign() ? OfType(inst.type) : OfInst(inst);
      out_.reals_[node.index] = node.foreign() ? RealRange{} : RealOfInst(inst);
    } else if (node.kind == Node::Kind::kRule) {
      VisitRule(node);
    } else if (node.foreign()) {
      VisitForeign(node);
    } else if (node.kind == Node::Kind::kBody) {
      VisitBody(module_.decisions[node.index], out_.decisions_[node.index].front());
    }
  }

 private:
  static Range OfType(const types::Type& type) {
    return type.kind == Kind::kDate ? Range{kFirstDate, kLastDate} : Range{};
  }
  Range Arg(const ir::Inst& inst, std::size_t i) const { return out_.Of(module_.args(inst)[i]); }
  RealRange RealArg(const ir::Inst& inst, std::size_t i) const {
    return out_.RealOf(module_.args(inst)[i]);
  }
  int ArgScale(const ir::Inst& inst, std::size_t i) const {
    return module_.inst(module_.args(inst)[i]).type.scale;
  }

  // From the low end of one to the high end of the other, which may lie below it.
  template <class Bounds>
  static Bounds Ends(const Bounds& low, const Bounds& high) {
    return Hull(Bounds{low.low, low.low}, Bounds{high.high, high.high});
  }

  Range OfInst(const ir::Inst& inst) const {
    switch (inst.op) {
      case Op::kAdd:
        return Add(Arg(inst, 0), Arg(inst, 1));
      case Op::kSub:
        return Add(Arg(inst, 0), Negate(Arg(inst, 1)));
      case Op::kMul:
        return Mul(Arg(inst, 0), Arg(inst, 1));
      case Op::kDiv:
        return OfDiv(inst);
      case Op::kNeg:
        return Negate(Arg(inst, 0));
      case Op::kAbs:
        return Magnitude(Arg(inst, 0));
      case Op::kRescale: {
        const Int128 factor = PowerOfTen(inst.type.scale - ArgScale(inst, 0));
        return Mul(Arg(inst, 0), {factor, factor});
      }
      case Op::kRound:
        return OfRound(inst);
      case Op::kRoundFloat:
        // The kernel gives up beyond this (emit_float.cpp).
        return {-(Int128{1} << 52), Int128{1} << 52};
      case Op::kSelect:
        return Hull(Arg(inst, 1), Arg(inst, 2));
      case Op::kRaise:
        return {0, 0};  // what the kernel puts there; no record keeps it
      case Op::kCoalesce:
        return Hull(Arg(inst, 0), Arg(inst, 1));
      case Op::kMin:
      case Op::kMax:
        return OfExtreme(inst);
      case Op::kCount:
      case Op::kArgMin:
      case Op::kArgMax:
        return {0, inst.args_count};
      case Op::kSetSize:
        return {0, 64};
      case Op::kSplit:
        return {0, 9'999};
      case Op::kLimit:
        return Ends(Arg(inst, 1), Arg(inst, 2));
      case Op::kAddDays:
      case Op::kAddMonths:
        return {kFirstDate, kLastDate};
      case Op::kWindowEnd:
        return {kFirstDate - 1, kLastDate + 1};
      case Op::kDaysBetween:
        return Add(Arg(inst, 1), Negate(Arg(inst, 0)));
      case Op::kMonthsBetween: {
        const Range days = Add(Arg(inst, 1), Negate(Arg(inst, 0)));
        return {std::min<Int128>(days.low, 0) / 28 - 2, std::max<Int128>(days.high, 0) / 28 + 2};
      }
      default:
        return {};
    }
  }

  Range OfDiv(const ir::Inst& inst) const {
    if (inst.type.kind == Kind::kFloat) {
      return {};
    }
    const int shift = 8 + ArgScale(inst, 1) - ArgScale(inst, 0);
    Range numerator = Arg(inst, 0);
    Range divisor = Arg(inst, 1);
    const Int128 factor = PowerOfTen(std::abs(shift));
    const bool constant = divisor.low == divisor.high;
    (shift >= 0 ? numerator : divisor) = Mul(shift >= 0 ? numerator : divisor, {factor, factor});
    const Range quotient = Divide(numerator, divisor);
    if (constant) {
      return quotient;
    }
    // The kernel gives up beyond this (emit_div.cpp).
    const Int128 most = Int128{1} << (inst.type.kind == Kind::kMoney ? 62 : 50);
    return Clip(quotient, most);
  }

  Range OfRound(const ir::Inst& inst) const {
    const Range a = Arg(inst, 0);
    const Int128 step = SaturatingMul(inst.imm, PowerOfTen(ArgScale(inst, 0) - inst.type.scale));
    const auto low = DivideRounded(a.low, step, inst.mode);
    const auto high = DivideRounded(a.high, step, inst.mode);
    return {SaturatingMul(low.value_or(0), inst.imm), SaturatingMul(high.value_or(0), inst.imm)};
  }

  Range OfExtreme(const ir::Inst& inst) const {
    Range result = Arg(inst, 0);
    for (uint32_t i = 1; i < inst.args_count; ++i) {
      const Range next = Arg(inst, i);
      result = inst.op == Op::kMin
                   ? Range{std::min(result.low, next.low), std::min(result.high, next.high)}
                   : Range{std::max(result.low, next.low), std::max(result.high, next.high)};
    }
    return result;
  }

  RealRange RealOfInst(const ir::Inst& inst) const {
    if (inst.type.kind != Kind::kFloat) {
      return {};
    }
    switch (inst.op) {
      case Op::kAdd: {
        const RealRange a = RealArg(inst, 0), b = RealArg(inst, 1);
        return {a.low + b.low, a.high + b.high};
      }
      case Op::kSub: {
        const RealRange a = RealArg(inst, 0), b = RealArg(inst, 1);
        return {a.low - b.high, a.high - b.low};
      }
      case Op::kMul:
        return Mul(RealArg(inst, 0), RealArg(inst, 1));
      case Op::kNeg: {
        const RealRange a = RealArg(inst, 0);
        return {-a.high, -a.low};
      }
      case Op::kAbs: {
        const RealRange a = RealArg(inst, 0);
        return {0, std::max(std::fabs(a.low), std::fabs(a.high))};
      }
      case Op::kToFloat: {
        const double most = std::numeric_limits<int64_t>::max();
        return {-most, most};
      }
      case Op::kLimit:
        return Ends(RealArg(inst, 1), RealArg(inst, 2));
      case Op::kSelect:
        return Hull(RealArg(inst, 1), RealArg(inst, 2));
      case Op::kCoalesce:
      case Op::kMin:
      case Op::kMax: {
        RealRange result = RealArg(inst, 0);
        for (uint32_t i = 1; i < inst.args_count; ++i) {
          result = Hull(result, RealArg(inst, i));
        }
        return result;
      }
      default:
        return {};
    }
  }

  void VisitRule(const Node& node) {
    const auto* all = std::get_if<ir::AllMatches>(&module_.decisions[node.index].body);
    if (all != nullptr && all->policy == ir::AllMatches::Policy::kUnite) {
      return;  // a union may lie outside the bounds of its parts
    }
    const std::vector<ir::Rule>& rules = *ir::RulesOf(module_.decisions[node.index]);
    const ir::Rule& rule = rules[node.rule];
    for (std::size_t i = 0; i < rule.values.size(); ++i) {
      Range& range = out_.decisions_[node.index][i];
      RealRange& real = out_.real_decisions_[node.index][i];
      const bool last = node.rule + 1 == rules.size();
      range = last ? out_.Of(rule.values[i]) : Hull(range, out_.Of(rule.values[i]));
      real = last ? out_.RealOf(rule.values[i]) : Hull(real, out_.RealOf(rule.values[i]));
    }
  }

  void VisitForeign(const Node& node) {
    const std::vector<ir::Output>& outputs = module_.decisions[node.index].outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      out_.decisions_[node.index][i] = OfType(outputs[i].type);
    }
  }

  void VisitBody(const ir::Decision& decision, Range& range) const {
    if (const auto* score = std::get_if<ir::Score>(&decision.body)) {
      range = ScoreRange(*score);
    }
  }

  static Range ScoreRange(const ir::Score& score);

  const ir::Module& module_;
  Ranges& out_;
};

Range RangeFinder::ScoreRange(const ir::Score& score) {
  Range sum{score.base, score.base};
  for (const ir::Characteristic& characteristic : score.characteristics) {
    const auto* steps = std::get_if<ir::Steps>(&characteristic.points);
    const auto* members = std::get_if<ir::MemberPoints>(&characteristic.points);
    std::vector<int64_t> points = steps ? steps->results : members->points;
    const auto missing = steps ? steps->missing_result : members->missing_points;
    points.push_back(missing.value_or(points.front()));
    const auto [low, high] = std::minmax_element(points.begin(), points.end());
    sum = Add(sum, {*low, *high});
  }
  return sum;
}

Ranges::Ranges(const ir::Module& module, const Schedule& schedule)
    : module_(module),
      schedule_(schedule),
      slots_(SlotRanges(module, schedule)),
      insts_(module.insts.size()),
      reals_(module.insts.size()) {
  for (const ir::Decision& decision : module.decisions) {
    decisions_.emplace_back(decision.outputs.size());
    real_decisions_.emplace_back(decision.outputs.size());
  }
  RangeFinder finder(module, *this);
  for (const Node& node : schedule.nodes()) {
    finder.Visit(node);
  }
}

Range Ranges::Of(InstId id) const {
  return ClipToInt64(Unclipped(id));
}

Range Ranges::Unclipped(InstId id) const {
  id = schedule_.Canonical(id);
  const ir::Inst& inst = module_.inst(id);
  const auto index = static_cast<std::size_t>(inst.imm);
  const bool date = inst.type.kind == Kind::kDate;
  const Range all = date ? Range{kFirstDate, kLastDate} : Range{};
  switch (inst.op) {
    case Op::kConst:
      return {inst.imm, inst.imm};
    case Op::kSlot:
      return slots_[index];
    case Op::kParam:
      return {module_.params[index].low.value_or(static_cast<int64_t>(all.low)),
              module_.params[index].high.value_or(static_cast<int64_t>(all.high))};
    case Op::kUnwrap:
      return Of(module_.args(inst)[0]);
    case Op::kDecision:
      return (index & 0xffff) == ir::kReasonRead ? Range{}
                                                 : decisions_[index >> 16][index & 0xffff];
    case Op::kMissing:
      return {0, 0};
    default:
      return insts_[id.index()];
  }
}

RealRange Ranges::RealOf(InstId id) const {
  id = schedule_.Canonical(id);
  const ir::Inst& inst = module_.inst(id);
  const auto index = static_cast<std::size_t>(inst.imm);
  const double most = std::numeric_limits<double>::max();
  switch (inst.op) {
    case Op::kConst: {
      const double value = std::bit_cast<double>(inst.imm);
      return {value, value};
    }
    case Op::kSlot:
      return {module_.slots[index].float_low.value_or(-most),
              module_.slots[index].float_high.value_or(most)};
    case Op::kParam:
      return {module_.params[index].float_low.value_or(-most),
              module_.params[index].float_high.value_or(most)};
    case Op::kUnwrap:
      return RealOf(module_.args(inst)[0]);
    case Op::kDecision:
      return (index & 0xffff) == ir::kReasonRead ? RealRange{}
                                                 : real_decisions_[index >> 16][index & 0xffff];
    case Op::kMissing:
      return {0, 0};
    default:
      return reals_[id.index()];
  }
}

}  // namespace sextant::opt
