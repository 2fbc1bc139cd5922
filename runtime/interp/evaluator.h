#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"
#include "runtime/interp/bindings.h"
#include "runtime/interp/table_index.h"
#include "runtime/interp/texts.h"
#include "runtime/interp/value.h"

namespace sextant::interp {

using ir::Inst;
using ir::InstId;

// What was being worked out: the innermost decision with its rule, and the innermost let.
struct Context {
  int32_t decision = -1;
  int32_t rule = -1;
  int32_t let = -1;
};

// A fault as it happened.
struct Fault {
  abi::FaultKind kind{};
  InstId inst;        // whose operation failed; invalid when it was the decision's own
  Value operands[3];  // what it was given, as far as that helps
  int operand_count = 0;
  int32_t first_rule = -1;  // second_match: the rule that held already
  Context context;
};

// What the values of the rows of a list come to (fold.h).
class Fold;

// The answer of one decision for the record, or that it faulted.
struct Answer {
  uint64_t record = 0;   // for which record this is
  uint32_t order = 0;    // the how-manieth decision of the record to be needed
  int32_t fault = -1;    // see Evaluator::fault(int32_t); -1: none
  int32_t rule = -1;     // the rule, stage or step that holds; the cell of a matrix
  int32_t reached = -1;  // the last rule or stage whose condition was asked for
  std::vector<Value> outputs;
  std::vector<List> lists;    // one an output: of those that are lists, the items
  List reasons;               // of a decision that lists them: indices into Module::reasons
  std::vector<int32_t> held;  // of a list that evaluates every condition: the rules that hold
};

// Evaluates instructions and decisions over one record at a time: a function for each operation,
// plain recursion, everything exact in 128 bits. A let, a decision and any instruction with several
// users is worked out once a record.
class Evaluator {
 public:
  Evaluator(const ir::Module& module, Bindings bindings);

  // Turns to another record, whose slots the caller then fills. Text is read from the batch.
  void Start(const abi::InputBatch* batch, int64_t row);
  std::vector<Value>& slots() { return slots_; }  // one a Module::slots
  const Value& slot(std::size_t index) const { return slots_[index]; }
  // Works out ahead what would nest too deeply otherwise. Call once the slots are filled.
  void Prepare();

  // The value of the instruction for the record. False: it faulted, and fault() tells how.
  bool Eval(InstId id, Value& out);
  const Fault& fault() const { return fault_; }
  const Fault& fault(int32_t index) const { return faults_[static_cast<std::size_t>(index)]; }
  // The whole decision, at most once a record.
  const Answer& Decide(uint32_t decision);

  // --- for reports
  const ir::Module& module() const { return module_; }
  const abi::InputBatch* batch() const { return batch_; }
  bool SlotWasRead(std::size_t slot) const { return slot_reads_[slot] == record_; }
  bool ListWasRead(std::size_t list) const { return list_reads_[list] == record_; }
  // How many rows the record has in the list.
  int64_t RowsOf(std::size_t list) const;
  bool LetWasEvaluated(std::size_t let) const { return lets_[let].record == record_; }
  // The decisions that were needed, first to last.
  std::vector<uint32_t> DecisionsInOrder() const;
  std::string_view TextOf(Int128 text_ref) const;
  // -1, 0, 1: the order of two values of one type.
  int Compare(const ir::Type& type, const Value& a, const Value& b) const;
  // Where a value stands among the steps: how many cuts it has passed.
  std::size_t StepOf(const ir::Steps& steps, const Value& value);
  // Whether a value meets a cell of a table, and the first cell of a row that is not met by its
  // input, the number of inputs when all are.
  bool Meets(const ir::TableInput& input, const ir::Cell& cell, const Value& value);
  std::size_t FirstUnmet(const ir::Table& table, uint32_t row);
  // Works out the inputs that FirstUnmet looks at. False: one of them faults.
  bool EvalInputs(const ir::Table& table);

 private:
  struct Memo {
    uint64_t record = 0;  // or visit
    int32_t fault = -1;
    Value value;
  };

  const Inst& inst(InstId id) const { return module_.inst(id); }
  InstId ArgId(const Inst& i, std::size_t n) const { return module_.operands[i.args_begin + n]; }
  const ir::Type& ArgType(const Inst& i, std::size_t n) const { return inst(ArgId(i, n)).type; }
  bool Arg(const Inst& i, std::size_t n, Value& out) { return Eval(ArgId(i, n), out); }
  bool BothArgs(const Inst& i, Value& a, Value& b) { return Arg(i, 0, a) && Arg(i, 1, b); }

  // Notes the fault; always false, so that `return Fail(…)` passes it on.
  bool Fail(const Inst& i, abi::FaultKind kind, std::initializer_list<Value> operands = {});
  // Notes a fault that was remembered. Always false.
  bool FailAgain(int32_t fault);
  int32_t Remember(const Fault& fault);
  // The result of exact or float arithmetic, if it is one.
  bool Exact(const Inst& i, std::optional<Int128> word, std::initializer_list<Value> operands,
             Value& out);
  bool Real(const Inst& i, double real, std::initializer_list<Value> operands, Value& out);

  bool Dispatch(const Inst& i, Value& out);
  bool EvalOnce(Memo& memo, uint64_t stamp, const Inst& i, Value& out);
#define SEXTANT_OP(Name, text, args) bool Eval##Name(const Inst& i, Value& out);
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
  bool EvalExtreme(const Inst& i, bool least, Value& chosen, std::size_t& position);
  bool EvalCount(const Inst& i, int64_t& count);
  // Takes the rows that meet the condition into the fold.
  bool FoldRows(const Inst& i, Fold& fold);
  bool FoldRow(const Inst& i, Fold& fold);
  Value ElementOf(uint32_t list, uint32_t slot) const;

  bool Equal(const ir::Type& type, const Value& a, const Value& b) const;

  bool DecideBody(const ir::FirstMatch& list, Answer& answer);
  bool Assign(const ir::Rule& rule, Answer& answer);
  bool TakeReasons(const ir::Rule& rule, Answer& answer);
  bool DecideBody(const ir::Machine& machine, Answer& answer);
  bool DecideBody(const ir::Matrix& matrix, Answer& answer);
  bool DecideBody(const ir::Band& band, Answer& answer);
  bool DecideBody(const ir::Score& score, Answer& answer);
  bool DecideBody(const ir::Table& table, Answer& answer);
  // The rows that match, in order; no more than `most`.
  std::vector<uint32_t> MatchingRows(const ir::Table& table, std::size_t most);
  TableIndex& IndexOf(const ir::Table& table);
  uint32_t BestRow(const ir::Table& table, const std::vector<uint32_t>& rows);
  bool Keep(const ir::Table& table, const std::vector<uint32_t>& rows, Answer& answer);
  bool Collect(const ir::Table& table, const std::vector<uint32_t>& rows, Answer& answer);
  bool CollectOne(const ir::Table& table, const std::vector<uint32_t>& rows, uint32_t output,
                  Value& collected);
  bool FailTable(abi::FaultKind kind, int32_t row, int32_t first);
  bool DecideBody(const ir::AllMatches& list, Answer& answer);
  bool DecideBody(const ir::Offers& offers, Answer& answer);
  bool MayOffer(const ir::Offer& offer, bool& may);
  bool FindMatches(const ir::AllMatches& list, Answer& answer);
  bool EvalRule(const ir::Rule& rule, std::vector<Value>& values);
  bool IsBetter(const ir::AllMatches& list, const std::vector<Value>& values,
                const std::vector<Value>& best) const;
  bool Points(const ir::Steps& steps, const ir::Characteristic& characteristic, int64_t& points,
              int32_t& reason);
  bool Points(const ir::MemberPoints& members, const ir::Characteristic& characteristic,
              int64_t& points, int32_t& reason);

  const ir::Module& module_;
  Bindings bindings_;
  const abi::InputBatch* batch_ = nullptr;
  int64_t row_ = 0;
  Texts texts_;

  uint64_t record_ = 0;  // counts records; whatever bears an older number is stale
  uint32_t decided_ = 0;
  Context context_;
  Fault fault_;
  std::vector<Fault> faults_;  // of this record, for what is worked out once
  std::vector<Value> slots_;
  std::vector<uint64_t> slot_reads_;
  std::vector<Memo> lets_;
  std::vector<Answer> answers_;
  std::vector<uint64_t> list_reads_;
  std::vector<std::vector<abi::Storage>> list_storages_;  // by list and slot

  // The row of a list that is being visited.
  int64_t element_ = 0;
  uint64_t visit_ = 0;   // its number; 0 outside of lists
  uint64_t visits_ = 0;  // so far

  std::vector<int32_t> shared_;  // by instruction: its place in memos_, or -1
  std::vector<int32_t> rows_;    // by instruction: the list whose row it depends on, or -1
  std::vector<Memo> memos_;
  std::vector<InstId> stones_;
  std::vector<Value> inputs_;                       // of the table being decided
  std::map<const ir::Table*, TableIndex> indices_;  // of large tables, made at first use
};

// a / b rounded half-even to 8 places; `scales` is the scale of b less that of a. Nothing when 128
// bits are not enough.
std::optional<Int128> Quotient(Int128 a, Int128 b, int scales);

// By instruction: whether several operands, rules or columns name it and working it out takes more
// than a look.
std::vector<bool> SharedInsts(const ir::Module& module);

// Lets and decisions such that evaluating them in this order keeps every recursion short; none for
// a program that does not build hundreds of definitions on each other.
std::vector<InstId> SteppingStones(const ir::Module& module);

}  // namespace sextant::interp
