#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/id.h"
#include "compiler/support/int128.h"
#include "compiler/types/enum_store.h"

// The decision IR: what every engine sees of a strategy. Column expressions form a hash-consed
// graph; decisions keep their shape (FirstMatch, Matrix, Score, Band, Machine), because each has a
// better algorithm than a chain of ifs. No AST is needed to run, explain or report.
namespace sextant::ir {

using types::Type;

enum class Op : uint8_t {
#define SEXTANT_OP(Name, text, args) k##Name,
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
};

using InstId = Id<struct InstTag>;

// One instruction. `args_begin`/`args_count` index Module's operand list. `span` is where the
// author wrote it: equal expressions that can fault are kept apart by place, so that a fault names
// the right line; all others are shared.
struct Inst {
  Op op{};
  RoundingMode mode = RoundingMode::kHalfEven;
  Type type;
  uint32_t args_begin = 0;
  uint32_t args_count = 0;
  int64_t imm = 0;
  source::Span span;
};

// One input column of scalars. A series of n is n consecutive slots. The as-of date, when the
// program reads it, is the last slot.
struct Slot {
  std::string name;    // the field's name; items of a series as `spend[1]`
  Type type;           // scalar; optional when the field is
  uint32_t field = 0;  // index into Module::fields; kAsOfField, kStateField for what is no field
  uint32_t item = 0;   // position within the series, from 0
  // Inclusive bounds of the stored word. For float fields the bounds are doubles.
  std::optional<int64_t> low, high;
  std::optional<double> float_low, float_high;
  bool float_low_inclusive = true, float_high_inclusive = true;
  bool since = false;  // kStateField: since when the record is in the stage of the slot before
};
inline constexpr uint32_t kAsOfField = UINT32_MAX;
inline constexpr uint32_t kStateField = UINT32_MAX - 1;  // carried from the period before

// A field of the record. Fields that no requested output reaches have `needed` false and no slots.
struct Field {
  std::string name;
  Type type;  // with series
  bool needed = false;
  uint32_t first_slot = 0;
  uint32_t slot_count = 0;
  source::Span span;
};

// A field of the record that holds rows: columns of its own, in which a record has any number of
// rows. `slots` are the columns of the needed fields; Slot::field indexes `fields`.
struct List {
  std::string name;  // the list's; its slots are `transactions.amount`
  bool needed = false;
  std::vector<Field> fields;  // of a row, in their order
  std::vector<Slot> slots;
  std::optional<uint32_t> dated;  // the slot of the date, when something looks at it
  source::Span span;
};

struct Param {
  std::string name;
  Type type;
  int64_t default_word = 0;
  std::optional<int64_t> low, high;
  std::optional<double> float_low, float_high;
  source::Span span;
  std::vector<std::string> other_names = {};  // by which a run may set it, too
};

struct Let {
  std::string name;  // `room`, or `CreditLine.room` when it stands in a strategy
  InstId value;
  source::Span span;
};

// because CODE "text"; codes are unique by name in Module::reasons.
struct Reason {
  std::string code;
  std::string text;
};
inline constexpr int32_t kNoReason = -1;

// A check of the record: true, or the record is rejected with kind `check`.
struct Check {
  InstId condition;
  int32_t reason = kNoReason;
  std::string text;  // the condition as written
  source::Span span;
};

// With a `width` the output is a list: as many values as there are, `width` at most, in order. None
// of them is missing, and the list itself never is; it may be empty.
struct Output {
  std::string name;  // empty: the decision's only output
  Type type;         // of one item when it is a list
  uint32_t width = 0;
};

// A list of rules: the first whose condition holds assigns every output.
struct Rule {
  std::string name;            // empty for `otherwise`
  InstId condition;            // invalid: always holds (the last rule only)
  std::vector<InstId> values;  // one an output, brought to the output's type and stored
  int32_t reason = kNoReason;
  source::Span span;  // the rule
  source::Span condition_span;
};
struct FirstMatch {
  std::vector<Rule> rules;
  std::string what = "rules";  // they stand for: "arms", "versions", "stages"
};
// A list of rules of which every condition is evaluated, in order, and then the outputs of the
// rules that hold. The last rule may be without a condition: it holds when no other does. kUnique:
// a second rule that holds faults second_match as soon as it is found. kCollect: every output is a
// list with an item from each rule that holds, in order, and so are the reasons. kBest: of the
// rules that hold the one with the greatest (or `lowest`) value of output `best`, the first of
// equal ones. kUnite: the only output is a set, with the members of every rule that holds; the
// rules' reasons explain it.
struct AllMatches {
  enum class Policy : uint8_t { kUnique, kCollect, kBest, kUnite };
  Policy policy{};
  std::vector<Rule> rules;
  uint32_t best = 0;
  bool lowest = false;
};
// A life cycle: its stages as a first-match list with one enumeration output, whose codes are the
// positions of the stages. With moves this is the decision NAME.computed; the life cycle itself is
// then a FirstMatch over the stage of the period before and the computed one.
struct Machine {
  FirstMatch stages;
  std::string lifecycle;  // with moves: its name
};
// codes[down * columns + across]. An optional axis has one more row or column at the end, for
// missing. Further axes down stand to the left of `down`: its member changes from row to row,
// theirs after it has been through all, the left-most last.
struct MatrixAxis {
  InstId value;
  uint32_t size = 0;
};
struct Matrix {
  InstId down, across;
  uint32_t rows = 0, columns = 0;
  std::vector<int32_t> codes;
  std::vector<MatrixAxis> outer;

  // Members of `down` alone, missing counted.
  uint32_t down_size() const {
    uint32_t size = rows;
    for (const MatrixAxis& axis : outer) {
      size /= axis.size;
    }
    return size;
  }
};
// Steps of a measured value. `cuts` ascend; the step of value v is the number of cuts it has
// passed: v >= cut when `passes_at[i]` (below / from), v > cut otherwise (up to / above). The step
// indexes `members` (codes) of a band or the points of a bin list. Cuts are Const or Param
// instructions of the value's type. Missing takes `missing_result`.
struct Steps {
  InstId value;
  std::vector<InstId> cuts;
  std::vector<bool> passes_at;
  std::vector<int64_t> results;  // cuts.size() + 1: member codes, or points
  std::optional<int64_t> missing_result;
};
struct Band {
  Steps steps;
};
// points[code] of an enumeration (or boolean) value; missing_points for missing.
struct MemberPoints {
  InstId value;
  std::vector<int64_t> points;
  std::optional<int64_t> missing_points;
};
struct Characteristic {
  std::string name;  // as written
  std::variant<Steps, MemberPoints> points;
  source::Span span;
  // Why its points may be fewer than its best: one a result of the steps or a member (or
  // kNoReason), and one for missing. Empty when it has none.
  std::vector<int32_t> reasons;
  int32_t missing_reason = kNoReason;
  // The bins as written, and which of them each result or member falls into, missing last.
  std::vector<std::string> bins;
  std::vector<uint32_t> bin_of;
};
// base + the sum of the points, all at the output's scale. With reasons: of the characteristics
// that gave fewer points than their best the reasons, most points lost first, in order where as
// many were lost, each once and no more than the decision's reason_width.
struct Score {
  int64_t base = 0;
  std::vector<Characteristic> characteristics;
};

// A decision table. All inputs are evaluated, from left to right; then the cells of the rows are
// compared with them. Ends of ranges and outputs are Const or Param (outputs stored), so that cells
// never fault.
struct CellRange {
  InstId low, high;  // invalid: without an end; of the input's type
  bool low_included = true, high_included = true;
};
// What one cell takes: known values in one of its ranges, or, when negated, in none; and missing or
// not. A cell without ranges that is negated takes every known value.
struct Cell {
  std::vector<CellRange> ranges;
  bool negated = false;
  bool missing = false;
};
struct TableInput {
  InstId value;
  std::string name;                 // as written
  std::optional<Int128> low, high;  // what it can be, in the words of sextant::Axis
  Int128 step = 1;                  // of these only multiples
  std::vector<Cell> cells;          // the different cells of its column
  // Of a set: what is written, of which `value` is the whole number with bit i set when the set has
  // member asked[i]. The cells are ranges of these numbers.
  InstId set;
  std::vector<int32_t> asked;
};
// Which of the rows that match give the outputs. Best: the one whose output `best_by` is largest
// (or smallest), the first of equal ones. Sum to largest put each output together from all. Keep:
// every output is a list with the value of each, of the first of them where the list is full.
enum class HitPolicy : uint8_t {
  kFirstMatch,
  kUnique,
  kSum,
  kCount,
  kSmallest,
  kLargest,
  kHighestBy,
  kLowestBy,
  kKeep,
};
struct Table {
  HitPolicy policy{};
  uint32_t best_by = 0;
  std::vector<TableInput> inputs;
  uint32_t rows = 0;
  bool otherwise = false;        // the last row holds when no other does; it has no cells
  std::vector<uint32_t> cells;   // cells[row * inputs + input], an index into the input's cells
  uint32_t outputs = 0;          // that rows give, in the decision's order
  std::vector<InstId> values;    // values[row * outputs + output]
  std::vector<int32_t> reasons;  // one a row
  std::vector<source::Span> spans;
  bool gives_row = false;   // the decision's last output is the number of the row, from 1
  bool must_cover = false;  // without a row that matches there is no answer
  std::string place;        // of the table, for messages: "cards.sxt:12"
};

// One offer. It may be made when `consent` holds, no `unless` does and `condition` does.
struct Offer {
  std::string name;
  int32_t code = 0;      // of the member of that name in the first output's enumeration
  std::string consents;  // as written
  InstId consent;
  struct Unless {
    InstId condition;
    int32_t reason = kNoReason;
    source::Span span;
  };
  std::vector<Unless> unless;
  InstId condition;  // invalid: none
  InstId worth;      // brought to the type of the second output and stored
  int32_t reason = kNoReason;
  std::string partner;           // empty: no data leaves
  std::vector<uint32_t> handed;  // fields
  source::Span span;
  source::Span condition_span;
};
// Every condition of every offer is evaluated, in order, and then the worths of those that may be
// made. The outputs are lists: the offers, by falling worth or in order, and what each is worth.
struct Offers {
  std::vector<Offer> offers;
  bool by_worth = false;
};

// A decision. It is evaluated whole, at most once a record: all inputs of a matrix, band or
// scorecard, or the rules of a list in order and then every output of the rule that holds. A fault
// anywhere is the fault of each of its outputs.
struct Decision {
  std::string name;
  std::vector<Output> outputs;
  bool has_reasons = false;
  uint32_t reason_width = 0;  // with reasons: 0 for one, else the width of their list
  std::variant<FirstMatch, Machine, Matrix, Band, Score, AllMatches, Table, Offers> body;
  source::Span span;
};

// The rules of a list or the stages of a life cycle; null for other decisions.
const std::vector<Rule>* RulesOf(const Decision& decision);
// The reasons a decision can give, in the order in which they are written, each once.
std::vector<int32_t> ReasonsOf(const Decision& decision);
// The most points a characteristic can give.
int64_t BestPoints(const Characteristic& characteristic);

// A column of the result, in order: the key first. `decision` >= 0: its output `part`, or its
// reason code when `part` is kReasonPart. Otherwise `value` is evaluated (a let, or a slot of any
// kind).
struct OutputColumn {
  std::string name;  // `Value`, `CreditLine.line`, `CreditLine.reason`
  Type type;         // reasons: kText
  int32_t decision = -1;
  int32_t part = 0;
  InstId value;
  uint32_t width = 0;   // a list of so many values at most; 0: one value
  bool hidden = false;  // only carried on; not part of the decisions that are written
};
inline constexpr int32_t kReasonPart = -1;
// The output of Op::kDecision that stands for the decision's reason.
inline constexpr uint32_t kReasonRead = 0xffff;

inline bool IsReason(const OutputColumn& column) {
  return column.decision >= 0 && column.part == kReasonPart;
}
// The columns of values that an output of the width takes: one, or one a place of the list.
inline uint32_t PlacesOf(uint32_t width) {
  return width == 0 ? 1 : width;
}

// A condition that every decided record satisfies, asked after all outputs; a record that breaks it
// is rejected with kind `guarantee`.
struct Guarantee {
  std::string name;
  InstId condition;
  std::string text;  // the condition as written
  source::Span span;
};

// A condition on parameters alone, proved true or refused when they are bound.
struct ParamCheck {
  InstId condition;
  std::string message;
  source::Span span;
};

// Where the cells of one field come from (see check::ColumnBinding).
struct ColumnBinding {
  std::vector<std::string> columns;
  Int128 unit = 1;
  int unit_scale = 0;
  std::string date_format;
  std::vector<std::string> nulls;
  struct Code {
    std::string text;
    bool number = false;
    int32_t code = 0;
  };
  std::vector<Code> codes;
  bool rounded = false;
  bool flags = false;
  std::string split;
  source::Span span = {};
};

// A value that is carried from one period to the next: it comes in as a slot, missing for a record
// without a state, and goes out as a column of the result.
struct StateColumn {
  std::string name;     // in the state file: `Relationship.stage`, `Value`
  uint32_t slot = 0;    // of kStateField
  uint32_t output = 0;  // into Module::outputs
  bool since = false;   // since when the record is in the stage of the column before
  std::vector<ColumnBinding::Code> formerly;  // members that have been renamed
  source::Span span = {};                     // the decision
};

enum class FileFormat : uint8_t { kAny, kCsv, kParquet, kArrow, kNdjson };
struct SourceLayout {
  std::string name;
  FileFormat format = FileFormat::kAny;
  char separator = ',';
  std::string encoding;               // of CSV; "" = UTF-8
  std::vector<ColumnBinding> fields;  // one a Module::fields
  std::optional<ColumnBinding> as_of;
  // One a Module::lists: where its rows come from (fields: one a List::fields).
  std::vector<SourceLayout> lists;
  // Of a list: the column of the records' file in which its rows stand, "" when they have a file of
  // their own, whose column `key` says to which record one belongs.
  std::string column;
  bool or_file = false;  // in that column, unless the run gives them a file of their own
  ColumnBinding key;
};

struct Module {
  std::string name;
  types::EnumStore enums;
  std::vector<std::string> texts;
  std::vector<Reason> reasons;

  std::vector<Field> fields;  // in the record's order
  uint32_t key_field = 0;     // always needed
  std::vector<Slot> slots;    // of the needed fields, in order; state; the as-of date if it is read
  bool reads_as_of = false;
  std::vector<List> lists;    // in the record's order
  std::vector<Check> checks;  // those of needed fields
  std::vector<Param> params;
  std::vector<ParamCheck> param_checks;
  std::vector<Let> lets;
  std::vector<Decision> decisions;  // only what the outputs reach, in source order
  std::vector<OutputColumn> outputs;
  std::vector<Guarantee> guarantees;
  std::vector<StateColumn> state;  // not empty: the program reads the as-of date
  std::vector<SourceLayout> sources;

  // What is written of a decided record; hidden columns stand behind these.
  std::span<const OutputColumn> visible_outputs() const {
    std::size_t count = outputs.size();
    while (count > 0 && outputs[count - 1].hidden) {
      --count;
    }
    return {outputs.data(), count};
  }

  const Inst& inst(InstId id) const { return insts[id.index()]; }
  std::span<const InstId> args(InstId id) const { return args(inst(id)); }
  std::span<const InstId> args(const Inst& i) const {
    return {operands.data() + i.args_begin, i.args_count};
  }

  // Operands always precede their users.
  std::vector<Inst> insts;
  std::vector<InstId> operands;
};

std::string_view OpName(Op op);
// The number of operands an operation takes; -1: any number.
int OpArity(Op op);
// What an Op::kDecision reads, as written: `Value`, `CreditLine.line`, `CreditLine.reason`.
std::string ReadName(const Module& module, const Inst& inst);

}  // namespace sextant::ir
