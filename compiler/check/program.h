#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/types/enum_store.h"

// The typed module: what checking learns about a tree. Everything here is complete and consistent
// when checking ended without errors; only then may it be lowered.
namespace sextant::check {

using types::Type;

enum class RefKind : uint8_t {
  kNone,
  kField,     // index: Program::fields
  kParam,     // index: Program::params
  kLet,       // index: Program::lets
  kDecision,  // index: Program::decisions, part: its output
  kMember,    // part: the code of an enumeration member (the type says which enumeration)
  kAsOf,
  kItem,      // `it` inside an aggregate's `with`
  kList,      // index: Program::lists
  kRowField,  // index: Program::lists, part: the field, of the row being looked at
  kBoundBy,   // LET.bound_by: index: Program::lets (a let whose value is, rounded or not, a Pick)
  // What a decision carries from one period to the next; index: Program::decisions.
  kPrevious,  // part: the output whose value of the period before is meant
  kSince,     // of a life cycle with moves: since when the record is in its stage
  kComputed,  // the stage its conditions chose
  kHeldBy,    // why that stage was not taken
};
struct Ref {
  RefKind kind = RefKind::kNone;
  uint32_t index = 0;
  uint32_t part = 0;
};

// What is known of one expression. `type` is its own type before it is met by a context; when
// `narrowed` holds, an earlier `is known` proved it present and `type` is the required type.
struct ExprInfo {
  Type type;
  Ref ref;
  bool narrowed = false;
};

// An inclusive range of stored words (scaled whole numbers, days); for float fields of doubles.
struct Range {
  std::optional<int64_t> low, high;
  std::optional<double> float_low, float_high;
  bool float_low_inclusive = true, float_high_inclusive = true;
};

struct Field {
  std::string name;
  Type type;
  Range range;
  bool consents = false;      // a set written `consents of { … }`
  bool never_shared = false;  // no offer to a partner may depend on it
  source::Span span;
};
struct Check {
  ast::ExprId condition;
  std::optional<ast::Because> because;
  source::Span span;
};

// The rows of lists: a record without a key.
struct RowRecord {
  std::string name;
  std::vector<Field> fields;
  std::optional<uint32_t> dated;  // the field that dates a row
  source::Span span;

  std::optional<uint32_t> Find(const std::string& field) const;
  // A field for messages, also where none is declared.
  std::string Example() const { return fields.empty() ? "amount" : fields.front().name; }
};
// A field of the record that holds rows. Not among Program::fields.
struct List {
  std::string name;
  uint32_t rows = 0;  // index into Program::row_records
  source::Span span;
};

// Where one field comes from under one source; columns has one entry, or one an item of a series.
struct ColumnBinding {
  std::vector<std::string> columns;
  Int128 unit = 1;  // the cell's number times unit * 10^-unit_scale is the value
  int unit_scale = 0;
  std::string date_format;  // "" = yyyy-MM-dd
  std::vector<std::string> nulls;
  struct Code {
    std::string text;
    bool number = false;
    int32_t code = 0;  // the member's code; 0/1 for a boolean
  };
  std::vector<Code> codes;  // empty: cells hold the members' own names
  bool rounded = false;
  bool flags = false;  // of a set: one column a member, in their order
  std::string split;   // of a set in one column: what stands between its items
  source::Span span;
};
struct Source {
  std::string name;
  ast::FileFormat format = ast::FileFormat::kAny;
  char separator = ',';
  std::string encoding;                // "" = UTF-8
  std::vector<ColumnBinding> fields;   // one a field, in the record's order
  std::optional<ColumnBinding> as_of;  // the as-of date comes from a column
  // One a list of the record: where its rows come from.
  std::vector<Source> lists;
  // Of a list: the column of the records' file in which its rows stand, "" when they have a file of
  // their own, whose column `key` says to which record one belongs.
  std::string column;
  bool or_file = false;  // in that column, unless the run gives them a file of their own
  std::optional<ColumnBinding> key;
  source::Span span;
};

struct Param {
  std::string name;
  std::vector<std::string> other_names;  // by which the program's own file reads it, too
  Type type;
  int64_t default_word = 0;  // scaled whole number, days, code, 0/1 or the bits of a double
  Range range;
  source::Span span;
};

struct Let {
  std::string name;
  ast::ExprId value;
  Type type;
  bool stored = false;     // has a written type: the value must fit 64 bits
  int32_t owner = -1;      // the decision whose strategy holds it; -1 at the top
  types::EnumId bound_by;  // valid when NAME.bound_by may be read
  source::Span span;
};

enum class DecisionKind : uint8_t {
  kBand,
  kLifecycle,
  kMatrix,
  kTable,
  kScorecard,
  kStrategy,
  kCollect,
  kOffers,
  kExperiment,
  kEffective,  // one of several versions, by the as-of date
};
// With a width the output is a list of at most so many values of the type.
struct DecisionOutput {
  std::string name;  // empty: the decision's only output
  Type type;
  uint32_t width = 0;
};
// An arm of an experiment: places [end of the one before, end) of 10,000 are its records. Of a
// version `end` is the last day it is in effect.
struct Arm {
  std::string name;
  uint32_t decision = 0;
  int64_t end = 0;
  source::Span span, share_span;
};
struct Experiment {
  int32_t first_day = 0;  // of versions
  uint32_t by = 0;        // the field whose value says which records are whose
  std::string salt;
  std::vector<Arm> arms;
};

// One offer, with its names resolved: codes of the field of consents, and fields.
struct Offer {
  std::vector<int32_t> consents;
  std::string partner;  // empty: none
  std::vector<uint32_t> handed;
};
// A decision of the program; `decl` indexes Tree::decls.
struct Decision {
  DecisionKind kind{};
  std::string name;
  uint32_t decl = 0;
  std::vector<DecisionOutput> outputs;
  bool has_reasons = false;
  uint32_t reason_width = 0;  // with reasons: 0 for one, else the width of their list
  bool row_read = false;      // a table whose `.row` is read, as the part after its outputs
  bool carried = false;       // its outputs are carried on, and `.previous` may be read
  bool moves = false;         // a life cycle with moves; then carried
  Experiment experiment;      // kExperiment; of kEffective the versions, as arms
  bool is_version = false;    // read by way of the kEffective decision of its name
  std::vector<Offer> offers;  // kOffers
  std::vector<Ref> reads;     // what it reads beside its expressions (reads.h)
  source::Span span;
};

// One input of a table, as far as declared ranges tell: its words at the scale of `type`, in which
// it meets its cells (see Axis).
struct TableInput {
  Type type;
  std::optional<Int128> low, high;
  Int128 step = 1;             // only multiples occur
  std::vector<int32_t> asked;  // of a set, whose words are the numbers of sets of these members
};

// One entry of `output`, expanded: the key, a field, a let, or a whole decision.
struct OutputItem {
  Ref ref;
  std::string name;
};

// A requirement on parameters alone that must be proved when they are bound: cut-offs in order.
// low < high when strict, else low <= high.
struct ParamOrder {
  ast::ExprId low, high;
  bool strict = true;
  Type type;          // the common type both are compared in
  std::string where;  // "the band `Risk`"
  source::Span span;
};

// A condition that every decided record satisfies; or, with a trend, a value that never rises (or
// never falls) between two records that differ in `field` alone, where it rises.
struct Guarantee {
  std::string name;
  ast::ExprId value;
  ast::Trend trend = ast::Trend::kNone;
  uint32_t field = 0;
  source::Span span;  // the name
};

// One cell of a record as a test gives it: its stored word, or its text; missing when not known.
struct Cell {
  bool known = false;
  int64_t word = 0;
  std::string text;
};
// The row of a list: one cell a field.
using Row = std::vector<Cell>;
// What was carried of one decision from the period before.
struct Before {
  std::vector<Cell> outputs;     // one an output; none: the record had no state
  std::optional<int32_t> since;  // of a life cycle with moves: since when it is in that stage
  source::Span since_span;
  bool of_sample = false;
};
// What a test puts in the place of a let or of an output of a decision.
struct Assumption {
  Ref ref;
  std::string name;
  Type type;
  std::vector<Cell> cells;  // one, or one an item of a series
  source::Span span;
};
// What an output that is a list, or the list of a decision's reasons, has to be.
struct ListExpectation {
  enum class Test : uint8_t { kIs, kHas } test{};
  bool negated = false;
  uint32_t decision = 0;
  int32_t part = 0;         // an output; kReasons
  std::vector<Cell> items;  // all of them in order; the one it has. Of reasons the codes as texts
  static constexpr int32_t kReasons = -1;
};
struct Expectation {
  ast::ExprId condition;         // or the value of `about`; invalid: nothing but what follows
  ast::ExprId known;             // an optional value in it; missing, the condition does not hold
  std::vector<Cell> cells;       // not empty: `condition` is a value that has to be these
  ast::ExprId about, tolerance;  // condition - about is within the tolerance
  std::optional<ListExpectation> list;
  int32_t reason_of = -1;        // the decision whose reason `reason` is
  std::string reason;
  std::string fault;        // the code of a kind of fault; the record is to be rejected with it
  // A field, list, column of its rows, decision, let, guarantee or code of a check; "" anywhere.
  std::string where;
  source::Span where_span;  // of a let: its declaration
  source::Span span;
};
// One test: a record, what is assumed about it, and what is expected of it.
struct Test {
  std::string name;
  source::Span span;  // the name
  std::optional<int32_t> as_of;
  std::vector<std::vector<Cell>> record;       // by field; one cell, or one an item of a series
  std::vector<std::vector<Row>> lists;         // by list of the record
  std::vector<Before> before;                  // by decision
  std::vector<std::optional<int64_t>> params;  // by parameter: what it is set to
  std::vector<Assumption> assumptions;
  std::vector<Expectation> expectations;
};

struct Program {
  const ast::Tree* tree = nullptr;
  types::EnumStore enums;
  types::EnumId held_by;  // why a life cycle holds a record back; valid when one has moves

  std::string record_name;
  uint32_t key_field = 0;
  std::vector<Field> fields;
  std::vector<RowRecord> row_records;
  std::vector<List> lists;
  std::vector<Check> checks;
  std::vector<Source> sources;  // never empty: without a source block, one named "" with own names
  std::vector<Param> params;
  std::vector<Let> lets;
  std::vector<Decision> decisions;                           // in source order
  std::map<uint32_t, std::vector<TableInput>> table_inputs;  // by decision
  std::vector<OutputItem> outputs;  // in order; without an `output` block every decision
  std::vector<ParamOrder> param_orders;
  std::vector<Guarantee> guarantees;
  std::vector<Test> tests;  // no part of what is lowered for a run

  std::vector<ExprInfo> exprs;  // by ast::ExprId
  const ExprInfo& info(ast::ExprId id) const { return exprs[id.index()]; }

  const RowRecord& rows_of(uint32_t list) const { return row_records[lists[list].rows]; }
  // The field that a name reads, of the record or of a row; null for other names.
  const Field* field(const Ref& ref) const;
};

}  // namespace sextant::check
