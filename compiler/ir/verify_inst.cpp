#include "compiler/ir/verify_view.h"

namespace sextant::ir {

using types::Kind;

bool Alike(const Type& a, const Type& b) {
  return a.kind == b.kind && a.scale == b.scale && a.currency == b.currency && a.unit == b.unit &&
         a.enumeration == b.enumeration;
}

namespace {

std::string Index(const View& v, std::size_t size) {
  const bool inside = v.inst.imm >= 0 && v.inst.imm < static_cast<int64_t>(size);
  return inside ? "" : "its index is out of range";
}

std::string CheckLet(const View& v) {
  const std::string index = Index(v, v.module.lets.size());
  if (!index.empty()) {
    return index;
  }
  const InstId value = v.module.lets[static_cast<std::size_t>(v.inst.imm)].value;
  if (value.index() >= v.module.insts.size()) {
    return "its let has no value";
  }
  return Alike(v.module.inst(value).type, v.type()) ? "" : "its type is not its let's";
}

std::string CheckDecision(const View& v) {
  const int64_t decision = v.inst.imm >> 16;
  if (decision < 0 || decision >= static_cast<int64_t>(v.module.decisions.size())) {
    return "it names no decision";
  }
  const auto& outputs = v.module.decisions[static_cast<std::size_t>(decision)].outputs;
  const auto part = static_cast<std::size_t>(v.inst.imm & 0xffff);
  if (part == kReasonRead) {
    return v.type().kind == Kind::kEnum && v.type().optional ? ""
                                                             : "a reason is an optional member";
  }
  if (part >= outputs.size()) {
    return "it names no output";
  }
  return Alike(outputs[part].type, v.type()) ? "" : "its type is not its output's";
}

std::string CheckSlot(const View& v) {
  const std::string index = Index(v, v.module.slots.size());
  if (!index.empty()) {
    return index;
  }
  const Type& slot = v.module.slots[static_cast<std::size_t>(v.inst.imm)].type;
  return Alike(slot, v.type()) && slot.optional == v.type().optional ? ""
                                                                     : "its type is not its slot's";
}

std::string CheckComparison(const View& v) {
  if (v.type().kind != Kind::kBool || v.args.empty()) {
    return "a comparison yields a boolean";
  }
  return v.NoneOptional() && v.AllAlike() ? "" : "it compares different types, or missing";
}

std::string CheckBooleans(const View& v) {
  const Kind result = v.inst.op == Op::kCount ? Kind::kNumber : Kind::kBool;
  return v.type().kind == result && v.AllArgs(Kind::kBool) && v.NoneOptional()
             ? ""
             : "it takes booleans that are never missing";
}

std::string CheckChoice(const View& v) {
  const bool select = v.inst.op == Op::kSelect;
  if (select && (v.arg(0).kind != Kind::kBool || v.arg(0).optional)) {
    return "its condition is no boolean";
  }
  const std::size_t first = select ? 1 : 0;
  const bool alike = Alike(v.arg(first), v.type()) && Alike(v.arg(first + 1), v.type());
  const bool may_miss = v.arg(first + 1).optional || (select && v.arg(first).optional);
  return alike && (v.type().optional || !may_miss) ? "" : "its branches are not of its type";
}

std::string CheckExtreme(const View& v) {
  if (v.args.empty() || !v.NoneOptional() || !v.AllAlike()) {
    return "it takes one or more values of one type";
  }
  const bool position = v.inst.op == Op::kArgMin || v.inst.op == Op::kArgMax;
  return position || Alike(v.arg(0), v.type()) ? "" : "its operands are not of its type";
}

std::string CheckDate(const View& v) {
  const bool between = v.inst.op == Op::kDaysBetween || v.inst.op == Op::kMonthsBetween;
  const Kind second = between ? Kind::kDate : Kind::kDuration;
  const Kind result = between ? Kind::kDuration : Kind::kDate;
  const bool whole = between && v.type().kind == Kind::kNumber && v.type().scale == 0;
  const bool fine = v.arg(0).kind == Kind::kDate && v.arg(1).kind == second;
  return fine && v.NoneOptional() && (v.type().kind == result || whole)
             ? ""
             : "its operands are not dates and durations";
}

std::string CheckSet(const View& v) {
  const bool size = v.inst.op == Op::kSetSize;
  const bool member =
      size || (v.arg(1).kind == Kind::kEnum && v.arg(1).enumeration == v.arg(0).enumeration);
  const bool result = size ? v.type().is_integer() : v.type().kind == Kind::kBool;
  return v.arg(0).kind == Kind::kSet && member && result && v.NoneOptional()
             ? ""
             : "it takes a set, and a member of its enumeration";
}

std::string CheckOp(const View& v) {
  switch (v.inst.op) {
    case Op::kConst:
      return v.type().optional ? "a constant is never missing" : "";
    case Op::kMissing:
      return v.type().optional ? "" : "missing needs an optional type";
    case Op::kSlot:
      return CheckSlot(v);
    case Op::kElement:
      return VerifyElement(v);
    case Op::kReduce:
      return VerifyReduce(v);
    case Op::kParam:
      return Index(v, v.module.params.size());
    case Op::kDecision:
      return CheckDecision(v);
    case Op::kLet:
      return CheckLet(v);
    case Op::kAdd:
    case Op::kSub:
    case Op::kMul:
    case Op::kDiv:
    case Op::kNeg:
    case Op::kAbs:
      return VerifyArithmetic(v);
    case Op::kRound:
    case Op::kRoundFloat:
      return VerifyRounding(v);
    case Op::kRescale:
    case Op::kToFloat:
    case Op::kStore:
      return VerifyConversion(v);
    case Op::kEq:
    case Op::kNe:
    case Op::kLt:
    case Op::kLe:
    case Op::kOneOf:
      return CheckComparison(v);
    case Op::kAnd:
    case Op::kOr:
    case Op::kNot:
    case Op::kCount:
    case Op::kAny:
    case Op::kNone:
      return CheckBooleans(v);
    case Op::kSelect:
    case Op::kCoalesce:
      return CheckChoice(v);
    case Op::kRaise:
      return v.args.size() <= 2 ? "" : "it shows two values at most";
    case Op::kIsKnown:
      return v.type().kind == Kind::kBool ? "" : "it yields a boolean";
    case Op::kUnwrap:
      return Alike(v.arg(0), v.type()) && !v.type().optional ? "" : "it changes the type";
    case Op::kLimit:
    case Op::kMin:
    case Op::kMax:
    case Op::kArgMin:
    case Op::kArgMax:
      return CheckExtreme(v);
    case Op::kSplit:
      return v.arg(0).kind == Kind::kText || v.arg(0).is_integer()
                 ? Index(v, v.module.texts.size())
                 : "it divides texts and integers";
    case Op::kHas:
    case Op::kSetSize:
      return CheckSet(v);
    case Op::kStartsWith:
      return v.AllArgs(Kind::kText) && v.type().kind == Kind::kBool && v.NoneOptional() &&
                     v.module.inst(v.args[1]).op == Op::kConst
                 ? ""
                 : "it takes a text and a constant one";
    case Op::kAddDays:
    case Op::kAddMonths:
    case Op::kWindowEnd:
    case Op::kDaysBetween:
    case Op::kMonthsBetween:
      return CheckDate(v);
  }
  return "unknown operation";
}

}  // namespace

std::string VerifyInst(const Module& module, InstId id) {
  const Inst& inst = module.inst(id);
  const int arity = OpArity(inst.op);
  if (arity >= 0 && inst.args_count != static_cast<uint32_t>(arity)) {
    return "it has the wrong number of operands";
  }
  if (inst.args_begin + std::size_t{inst.args_count} > module.operands.size()) {
    return "its operands are out of range";
  }
  const View view{module, id, inst, module.args(inst)};
  if (std::ranges::any_of(view.args, [&](InstId arg) { return arg >= id; })) {
    return "an operand does not precede it";
  }
  return inst.type.series != 0 ? "it is a series" : CheckOp(view);
}

}  // namespace sextant::ir
