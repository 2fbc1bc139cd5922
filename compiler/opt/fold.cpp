#include <algorithm>

#include "compiler/ir/order.h"
#include "compiler/opt/compare.h"
#include "compiler/opt/faultless.h"
#include "compiler/opt/passes.h"
#include "compiler/opt/rewrite.h"
#include "compiler/opt/schedule.h"

namespace sextant::opt {

using ir::InstId;
using ir::Op;
using types::Kind;

namespace {

class Folder {
 public:
  Folder(ir::Module& module, const Schedule& schedule, const Ranges& ranges,
         const Faultless& faultless)
      : module_(module),
        schedule_(schedule),
        ranges_(ranges),
        faultless_(faultless),
        rewriter_(module) {}

  void Run() {
    for (const InstId id : ir::EvaluationOrder(module_)) {
      if (schedule_.Reaches(id)) {
        Visit(id, module_.inst(id));
      }
    }
    rewriter_.Finish();
  }

 private:
  InstId Arg(const ir::Inst& inst, std::size_t i) const { return module_.args(inst)[i]; }
  bool IsFaultless(InstId id) const { return faultless_.Is(id); }

  void Visit(InstId id, const ir::Inst& inst) {
    switch (inst.op) {
      case Op::kEq:
      case Op::kNe:
      case Op::kLt:
      case Op::kLe:
        return Compare(id, inst);
      case Op::kOneOf:
        return OneOf(id, inst);
      case Op::kAnd:
        return Junction(id, inst, false);
      case Op::kOr:
        return Junction(id, inst, true);
      case Op::kNot:
        if (const int64_t* word = rewriter_.ConstOrNull(Arg(inst, 0))) {
          rewriter_.BecomeConst(id, *word == 0 ? 1 : 0);
        }
        return;
      case Op::kSelect:
        return Select(id, inst);
      case Op::kIsKnown:
        return IsKnown(id, inst);
      case Op::kMin:
      case Op::kMax:
        return Extreme(id, inst);
      default:
        return;
    }
  }

  // Of two codes, dates or numbers, or of two floats.
  std::optional<bool> Decided(Op op, InstId a, InstId b) const {
    const Kind kind = module_.inst(a).type.kind;
    if (kind == Kind::kText || kind == Kind::kBool || kind == Kind::kSet) {
      return std::nullopt;
    }
    return kind == Kind::kFloat ? Holds(op, ranges_.RealOf(a), ranges_.RealOf(b))
                                : Holds(op, ranges_.Of(a), ranges_.Of(b));
  }

  void Compare(InstId id, const ir::Inst& inst) {
    const InstId a = Arg(inst, 0), b = Arg(inst, 1);
    if (inst.type.optional || !IsFaultless(a) || !IsFaultless(b)) {
      return;
    }
    if (const auto holds = Decided(inst.op, a, b)) {
      rewriter_.BecomeConst(id, *holds ? 1 : 0);
    }
  }

  void OneOf(InstId id, const ir::Inst& inst) {
    const auto args = module_.args(inst);
    const bool fine = !inst.type.optional &&
                      std::ranges::all_of(args, [&](InstId arg) { return IsFaultless(arg); });
    const auto never = [&](InstId member) {
      return Decided(Op::kEq, args[0], member) == std::optional(false);
    };
    if (fine && std::ranges::all_of(args.subspan(1), never)) {
      rewriter_.BecomeConst(id, 0);
    }
  }

  // `and` stops at false, `or` at true; the other constant leaves the other operand.
  void Junction(InstId id, const ir::Inst& inst, bool stops_at) {
    const InstId a = Arg(inst, 0), b = Arg(inst, 1);
    const int64_t* const left = rewriter_.ConstOrNull(a);
    const int64_t* const right = rewriter_.ConstOrNull(b);
    if (left != nullptr) {
      (*left != 0) == stops_at ? rewriter_.BecomeConst(id, stops_at) : rewriter_.Become(id, b);
    } else if (right != nullptr && (*right != 0) != stops_at) {
      rewriter_.Become(id, a);
    } else if (right != nullptr && IsFaultless(a)) {
      rewriter_.BecomeConst(id, stops_at);
    }
  }

  void Select(InstId id, const ir::Inst& inst) {
    if (const int64_t* condition = rewriter_.ConstOrNull(Arg(inst, 0))) {
      const InstId taken = Arg(inst, *condition != 0 ? 1 : 2);
      // A branch of another type would change the type of what uses it.
      if (module_.inst(taken).type == inst.type) {
        rewriter_.Become(id, taken);
      }
    }
  }

  void IsKnown(InstId id, const ir::Inst& inst) {
    const InstId operand = Arg(inst, 0);
    if (!module_.inst(operand).type.optional && IsFaultless(operand)) {
      rewriter_.BecomeConst(id, 1);
    }
  }

  // The first operand is the smaller (larger) one throughout, or the second.
  void Extreme(InstId id, const ir::Inst& inst) {
    if (inst.args_count != 2 || !inst.type.is_exact() || inst.type.optional) {
      return;
    }
    const InstId a = Arg(inst, 0), b = Arg(inst, 1);
    const Range ra = ranges_.Of(a), rb = ranges_.Of(b);
    const bool smallest = inst.op == Op::kMin;
    const bool first = smallest ? ra.high <= rb.low : ra.low >= rb.high;
    const bool second = smallest ? rb.high <= ra.low : rb.low >= ra.high;
    if (first && IsFaultless(b) && module_.inst(a).type == inst.type) {
      rewriter_.Become(id, a);
    } else if (second && IsFaultless(a) && module_.inst(b).type == inst.type) {
      rewriter_.Become(id, b);
    }
  }

  ir::Module& module_;
  const Schedule& schedule_;
  const Ranges& ranges_;
  const Faultless& faultless_;
  Rewriter rewriter_;
};

}  // namespace

void FoldByRanges(ir::Module& module) {
  const ir::Module before = module;
  const Schedule schedule(before);
  const Ranges ranges(before, schedule);
  const Faultless faultless(before, schedule, ranges);
  Folder(module, schedule, ranges, faultless).Run();
}

}  // namespace sextant::opt
