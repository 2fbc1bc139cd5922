#include "runtime/interp/seen.h"

#include <algorithm>
#include <unordered_set>

#include "compiler/ir/lists.h"
#include "runtime/interp/wording.h"

namespace sextant::interp {
namespace {

using ir::Op;

// Walks an expression as evaluation did. Evaluating again is harmless: an expression has no effect.
class Walker {
 public:
  Walker(Evaluator& evaluator, const source::Manager* sources, const std::string& owner)
      : e_(evaluator), sources_(sources), owner_(owner + ".") {}

  // False when the expression faults: then nothing after it was evaluated.
  bool Walk(InstId id) {
    Value value;
    if (!visited_.insert(id.value).second) {
      return e_.Eval(id, value);
    }
    const Inst& inst = e_.module().inst(id);
    if (IsNamed(inst.op)) {
      const bool fine = e_.Eval(id, value);
      if (fine) {
        Add(Name(inst), ValueText(e_, inst.type, value));
      }
      return fine;
    }
    const auto args = e_.module().args(inst);
    switch (inst.op) {
      case Op::kAnd:
        return WalkWhile(args, [](const Value& v) { return v.word != 0; });
      case Op::kOr:
        return WalkWhile(args, [](const Value& v) { return v.word == 0; });
      case Op::kCoalesce:
        return WalkWhile(args, [](const Value& v) { return v.missing; });
      case Op::kSelect:
        return Walk(args[0]) && e_.Eval(args[0], value) && Walk(args[value.word != 0 ? 1 : 2]);
      default:
        return std::ranges::all_of(args, [&](InstId arg) { return Walk(arg); }) &&
               e_.Eval(id, value);
    }
  }

  std::vector<Seen> seen;

 private:
  static bool IsNamed(Op op) {
    return op == Op::kSlot || op == Op::kParam || op == Op::kLet || op == Op::kDecision ||
           op == Op::kReduce;
  }

  template <class Predicate>
  bool WalkWhile(std::span<const InstId> args, Predicate needs_next) {
    Value first;
    return Walk(args[0]) && e_.Eval(args[0], first) && (!needs_next(first) || Walk(args[1]));
  }

  std::string Name(const Inst& inst) const {
    const auto index = static_cast<std::size_t>(inst.imm);
    const ir::Module& module = e_.module();
    switch (inst.op) {
      case Op::kSlot:
        return module.slots[index].name;
      case Op::kParam:
        return module.params[index].name;
      case Op::kReduce: {
        const std::string text = SourceText(sources_, inst.span);
        return text.empty() ? module.lists[ir::ListOfReduce(inst)].name : text;
      }
      case Op::kLet: {
        const std::string& name = module.lets[index].name;
        return name.starts_with(owner_) ? name.substr(owner_.size()) : name;
      }
      default:
        return ir::ReadName(module, inst);
    }
  }

  void Add(std::string name, std::string value) {
    if (std::ranges::find(seen, name, &Seen::name) == seen.end()) {
      seen.push_back({std::move(name), std::move(value)});
    }
  }

  Evaluator& e_;
  const source::Manager* sources_;
  std::string owner_;
  std::unordered_set<uint32_t> visited_;
};

}  // namespace

std::vector<Seen> SeenIn(Evaluator& evaluator, const source::Manager* sources, InstId id,
                         const std::string& owner) {
  Walker walker(evaluator, sources, owner);
  walker.Walk(id);
  return std::move(walker.seen);
}

}  // namespace sextant::interp
