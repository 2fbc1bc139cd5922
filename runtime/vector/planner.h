#pragma once

#include <optional>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/ranges.h"
#include "compiler/opt/schedule.h"
#include "compiler/opt/texts.h"
#include "runtime/abi/batch.h"
#include "runtime/vector/builder.h"

namespace sextant::vector {

// What a plan is made from.
struct Source {
  const ir::Module& module;
  const opt::Schedule& schedule;
  const opt::Ranges& ranges;
  std::span<const int64_t> params;       // stored words, one a Module::params
  std::span<const abi::Storage> layout;  // of the input columns, one a slot
};

// What a decision has come to, as far as its nodes have been planned.
struct Answer {
  std::vector<Lanes> lanes;  // its outputs, of a list one for each place; then its reasons
  std::vector<bool>
      own;     // whether nothing else has the value's register, so that rules may write it
  Lanes held;  // of lists that evaluate every condition: whether one with a condition holds
};

// Turns the nodes of a schedule, in their order, into calls. The operations (plan_*.cpp) take their
// operands from here and build on builder().
class Planner {
 public:
  Planner(const Source& source, Builder& builder);

  // All nodes; the rows to be rerun are then in the column Layout::Marked().
  void PlanAll();

  const ir::Module& module() const { return source_.module; }
  const opt::Ranges& ranges() const { return source_.ranges; }
  const std::vector<opt::Root>& roots() const { return source_.schedule.roots(); }
  const Primitives& primitives() const { return builder_.primitives(); }
  const Layout& layout() const { return builder_.layout(); }
  Builder& builder() { return builder_; }

  // The rows only the interpreter can decide, and those in which something does not hold.
  void Rerun(const Operand& rows);
  void Require(const Operand& holds) { Rerun(builder_.Not(holds)); }

  // An input column has to lie within bounds where it is present.
  void RequireRange(const Operand& column, const Operand& present, int64_t low, int64_t high);

  // --- operands
  Lanes Get(ir::InstId id);
  Lanes Arg(const ir::Inst& inst, std::size_t i) { return Get(module().args(inst)[i]); }
  opt::Range ArgRange(const ir::Inst& inst, std::size_t i) const {
    return ranges().Of(module().args(inst)[i]);
  }
  const types::Type& ArgType(const ir::Inst& inst, std::size_t i) const {
    return module().inst(module().args(inst)[i]).type;
  }
  Answer& AnswerOf(uint32_t decision) { return answers_[decision]; }

  // answer = condition ? own : answer, values and what is missing.
  void Overwrite(Answer& answer, const Operand& condition, const std::vector<Lanes>& own);

  // The result of an operation that evaluates every operand: missing where one of them is (when it
  // may be missing at all), to be rerun where one of them is, or where `own` says so.
  Lanes Strict(const ir::Inst& inst, std::span<const Lanes> args, const Operand& value,
               const Operand& own = Operand::None());
  Lanes Strict(const ir::Inst& inst, std::initializer_list<Lanes> args, const Operand& value,
               const Operand& own = Operand::None()) {
    return Strict(inst, std::span(args.begin(), args.size()), value, own);
  }

  // --- inputs
  Element ElementOf(const types::Type& type) const;
  Element ReasonElement() const;
  Operand ConstantOf(const types::Type& type, int64_t word);
  int64_t ParamWord(uint32_t param) const { return source_.params[param]; }
  abi::Storage StorageOfSlot(uint32_t slot) const { return source_.layout[slot]; }
  Operand SlotValue(uint32_t slot);
  Operand SlotBits(uint32_t slot);
  // A text constant as a word: its number above where it stands.
  int64_t TextWord(int64_t text);
  // Bits of memory outside the registers.
  Operand LoadBits(uint32_t column);

 private:
  void PlanNode(const opt::Node& node);
  void PlanRuleNode(const opt::Node& node);
  Lanes PlanInst(ir::InstId id);
  Lanes MakeHere(ir::InstId id);

  const Source& source_;
  Builder& builder_;
  opt::ComparedTexts texts_;
  std::vector<Lanes> values_;                 // by instruction that has a node
  std::unordered_map<uint32_t, Lanes> made_;  // by instruction that has none
  std::vector<Answer> answers_;               // by decision
  std::vector<std::optional<Operand>> slot_values_, slot_bits_;
  std::vector<int32_t> text_numbers_;   // of Module::texts
  std::vector<uint32_t> first_places_;  // of output columns
  Operand marked_;
  std::unordered_set<uint32_t> counted_;  // columns that are marked already
};

}  // namespace sextant::vector
