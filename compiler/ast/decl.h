#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/ast/expr.h"

// Declarations as written, in source order. Spans cover the narrowest text that names the thing.
namespace sextant::ast {

// because CODE "text"
struct Because {
  Name code;
  std::string text;
  source::Span span;
};

enum class TypeName : uint8_t {
  kInteger,
  kDecimal,
  kMoney,
  kRate,
  kFloat,
  kBoolean,
  kDate,
  kText,
  kOneOf,
  kDays,
  kMonths,
  kList,
  kSet,
  kNamed,
};

// `money CNY(4) in 0..5 CNY optional`, `series of 6 integer in -2..9`, `one of { a, b }`,
// `decimal(4)`. Bounds are constant expressions; `above x` / `at least x` / `below x` / `at most x`
// fill only one side. For kDays/kMonths the word written is `days` / `months` (a duration).
struct Bound {
  ExprId value;
  bool inclusive = true;
};
struct TypeExpr {
  TypeName name{};
  std::optional<int> scale;        // decimal(s), money CUR(s)
  std::string currency;            // money
  std::vector<Name> members;       // one of { … }, set of { … }
  Name list_of;                    // list of RECORD
  Name enumeration;                // kNamed, and set of E
  bool consents = false;           // a set written `consents of { … }`
  int series = 0;                  // series of N
  std::optional<Bound> low, high;  // the declared range
  bool optional = false;
  source::Span span;
};

// import "f.sxt" [as x]
struct ImportDecl {
  std::string path;
  source::Span path_span;
  Name alias;  // empty: its names join those of this file
};

// enum E { a, b }
struct EnumDecl {
  Name name;
  std::vector<Name> members;
};

// check <condition> because D1 "text"
struct CheckItem {
  ExprId condition;
  std::optional<Because> because;
  source::Span span;
};
struct FieldItem {
  Name name;
  TypeExpr type;
  bool never_shared = false;
};
// With a key, what the program decides about; without, the rows of lists.
struct RecordDecl {
  Name name;
  Name key;    // the field that names a record; empty: the rows of lists
  Name dated;  // the field that dates a row; empty: none
  std::vector<FieldItem> fields;
  std::vector<CheckItem> checks;
};

// One column pattern: "PAY_AMT{1..6}" is a prefix, a count range and a suffix.
struct ColumnName {
  std::string text;
  source::Span span;
};
struct CodeItem {  // 1 -> graduate_school, "M" -> married
  std::string code;
  bool number = false;  // written as a number: compared by value, else by text
  Name member;          // true and false for a boolean field
  source::Span span;
};
// LIST from SOURCE by KEY = "COL", or LIST from SOURCE in "COL"
struct ListLink {
  Name source;
  Name key;            // empty: the rows stand in a column of the records' file
  std::string column;  // with a key of the source, in which the key stands; else that column
};
struct FlagItem {  // insurance "HAS_INS"
  Name member;
  ColumnName column;
};
// FIELD from "COL" [, "COL_{2..6}"] [in UNIT] [dates "…"] [codes { … }] [null "…", …] [rounded]
// [split by "…"], or FIELD from flags { insurance "HAS_INS", … } [codes { … }] [null "…", …]
struct SourceItem {
  Name field;                       // `as_of` binds the as-of date to a column
  std::vector<ColumnName> columns;  // empty: the column of the field's name
  ExprId unit;                      // in 0.01 CNY: a number literal
  bool percent = false;             // in percent
  std::optional<std::string> date_format;
  std::vector<CodeItem> codes;
  std::optional<std::vector<std::string>> nulls;
  bool rounded = false;
  std::optional<ListLink> list;  // of a list: nothing else is given
  std::vector<FlagItem> flags;
  std::optional<std::string> split;
  source::Span span;
};
enum class FileFormat : uint8_t { kAny, kCsv, kParquet, kArrow, kNdjson };
struct SourceDecl {
  Name name;
  Name record;
  FileFormat format = FileFormat::kAny;
  source::Span format_span;                       // valid when one is written
  std::optional<std::string> date_format;         // dates "…"
  std::optional<std::vector<std::string>> nulls;  // null "", "NA"
  std::optional<std::string> separator;           // separator ";"
  source::Span separator_span;
  std::optional<std::string> encoding;  // encoding "gb18030"
  source::Span encoding_span;
  std::vector<SourceItem> items;
};

// param NAME : TYPE = DEFAULT in LOW..HIGH   (the range stands in `type`)
struct ParamDecl {
  Name name;
  TypeExpr type;
  ExprId default_value;
};

// let NAME [: TYPE] = EXPR
struct LetDecl {
  Name name;
  std::optional<TypeExpr> type;
  ExprId value;
};

// below x / up to x / from x / above x / otherwise / when missing
enum class EdgeKind : uint8_t { kBelow, kUpTo, kFrom, kAbove, kOtherwise, kMissing };
struct BandMember {
  Name name;
  EdgeKind edge{};
  ExprId cut;  // invalid for kOtherwise and kMissing
  source::Span span;
};
struct BandDecl {
  Name name;
  bool remembered = false;  // the value of the period before is carried on; so in all decisions
  ExprId value;
  std::vector<BandMember> members;
};

// stage NAME when CONDITION keep while KEEP because CODE "text" formerly "old name"
struct Stage {
  Name name;
  ExprId condition;  // invalid for `otherwise`
  ExprId keep;       // invalid when not said
  std::optional<Because> because;
  std::vector<Name> formerly;
  source::Span span;
};
// growing -> mature, declining
struct Move {
  bool any = false;  // `any`: from every stage; `from` is then the word alone
  Name from;
  std::vector<Name> to;
};
enum class OtherMoves : uint8_t { kNotSaid, kStay, kFault };
// mature stays at least 3 months except to declining
struct MinimumStay {
  Name stage;
  ExprId length;
  std::vector<Name> except;
  source::Span span;
};
// Without moves, nothing is carried from one period to the next.
struct LifecycleDecl {
  Name name;
  bool remembered = false;
  std::vector<Stage> stages;
  std::vector<Move> moves;
  OtherMoves other = OtherMoves::kNotSaid;
  source::Span other_span;
  std::vector<MinimumStay> stays;
};

// | Down / Across | a | b |   The axes are expressions; the header cells name members of `across`
// (or `missing`), each row starts with a member of `down`. `| A, B / C | …` has two axes down: A is
// in `outer`, B is `down`, and rows start with a member of each.
struct MatrixDecl {
  Name name;
  bool remembered = false;
  bool quadrant = false;
  std::vector<ExprId> outer;
  ExprId down, across;
  std::vector<Name> columns;
  struct Row {
    std::vector<Name> outer;
    Name head;
    std::vector<Name> cells;
    source::Span span;
  };
  std::vector<Row> rows;
};

// One bin: an edge with a cut, or members of an enumeration (or true/false), `missing`,
// `otherwise`.
struct Bin {
  EdgeKind edge = EdgeKind::kOtherwise;
  ExprId cut;
  std::vector<Name> members;       // not empty: a bin by members, `edge` unused
  ExprId points;                   // a constant, may be negative
  std::optional<Because> because;  // instead of the characteristic's
  source::Span span;
};
struct Characteristic {
  ExprId value;
  std::vector<Bin> bins;
  std::optional<Because> because;
  source::Span span;
};
struct ScorecardDecl {
  Name name;
  bool remembered = false;
  ExprId base;
  int top = 0;  // top N reasons; 0: not said
  source::Span top_span;
  std::vector<Characteristic> characteristics;
};

struct Assignment {
  Name output;  // empty text when the strategy has one unnamed output: `then 5%`
  ExprId value;
};
struct Rule {
  Name name;         // empty for `otherwise`
  ExprId condition;  // invalid for `otherwise`
  std::vector<Assignment> assignments;
  std::optional<Because> because;
  source::Span span;
};
struct StrategyOutput {
  Name name;
  TypeExpr type;
};
// Which of the rules that hold answer: the first of them; the only one there may be; each of them;
// the one with the best value of an output.
enum class RulePolicy : uint8_t { kFirstMatch, kUnique, kCollect, kBest };
struct StrategyDecl {
  Name name;
  bool remembered = false;
  std::vector<StrategyOutput> outputs;  // one with an empty name for `-> rate`
  RulePolicy policy = RulePolicy::kFirstMatch;
  Name best_by;  // kBest: the output, or the strategy itself
  bool lowest = false;
  std::vector<LetDecl> lets;
  std::vector<Rule> rules;  // `otherwise` last
};

// One item of a cell: a constant or parameter, one with a comparison, `a..b`, or `missing`.
enum class CellTest : uint8_t {
  kEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kRange,
  kHas,
  kMissing,
};
struct CellItem {
  CellTest test{};
  ExprId low, high;  // the constant is `low`; kRange has both, kMissing none
  source::Span span;
};
// `-` has no items and takes every value; `not a, b` is negated.
struct TableCell {
  std::vector<CellItem> items;
  bool negated = false;
  source::Span span;
};
struct TableRow {
  std::vector<TableCell> cells;  // one an input; none for `otherwise`
  std::vector<ExprId> values;    // one an output of the head
  std::optional<Because> because;
  bool otherwise = false;
  source::Span span;
};
// Which of the rows that match give the answer.
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
// Whether one answer is put together from all rows that match.
inline bool TakesTogether(HitPolicy policy) {
  return policy == HitPolicy::kSum || policy == HitPolicy::kCount ||
         policy == HitPolicy::kSmallest || policy == HitPolicy::kLargest;
}
// Whether the answer is that of one row.
inline bool TakesOneRow(HitPolicy policy) {
  return !TakesTogether(policy) && policy != HitPolicy::kKeep;
}
// Whether a table without `otherwise` has an answer where no row matches.
inline bool HasAnswerOfNothing(HitPolicy policy) {
  return policy == HitPolicy::kSum || policy == HitPolicy::kCount || policy == HitPolicy::kKeep;
}
std::string_view Word(HitPolicy policy);
// | Input | Input | => Output | because |   The rows stand in braces, or in a file beside.
struct TableDecl {
  Name name;
  std::vector<StrategyOutput> outputs;  // one with an empty name for `-> rate`
  std::optional<HitPolicy> policy;
  Name best_by;  // the output of `best by`
  int keep = 0;  // of `collect keep N`
  bool remembered = false;
  std::optional<std::string> file;
  std::string encoding;
  source::Span file_span;
  std::vector<ExprId> inputs;
  std::vector<Name> heads;  // the outputs in the order of their columns
  std::vector<TableRow> rows;
  bool whole = true;  // false: rows with mistakes were left out
};

// experiment NAME by FIELD salt "2026Q4" { champion 90% : Decision … }
struct Arm {
  Name name;
  ExprId share;
  Name decision;  // `CreditLine`, `bold.CreditLine`
  source::Span span;
};
struct ExperimentDecl {
  Name name;
  bool remembered = false;
  Name by;
  std::string salt;
  std::vector<Arm> arms;
};

// The reasons of every rule that holds; the rules assign nothing.
struct CollectDecl {
  Name name;
  std::vector<LetDecl> lets;
  std::vector<Rule> rules;
};

// partner NAME needs consent C
struct PartnerDecl {
  Name name;
  Name consent;
};

// unless CONDITION because CODE "text"
struct Unless {
  ExprId condition;
  std::optional<Because> because;
  source::Span span;
};
// offer NAME [to PARTNER hands over { … }], then in any order [unless …]… [when …] worth …
// needs consent … because …
struct OfferItem {
  Name name;
  Name partner;  // empty: no data leaves
  std::vector<Name> handed;
  std::vector<Unless> unless;
  ExprId condition;  // invalid without `when`
  ExprId worth;
  bool says_when = false, says_worth = false;
  std::vector<Name> consents;
  std::optional<Because> because;
  source::Span span;
};
// offers NAME [best by worth] [keep N] { … }
struct OffersDecl {
  Name name;
  bool by_worth = false;  // else in the order written
  int keep = 0;           // 0: all
  std::vector<OfferItem> offers;
};

// budget NAME of DECISION { spend S when C at most L rank by R, highest first otherwise then … }
struct BudgetDecl {
  Name name;
  Name of;
  ExprId spend, condition, limit, rank;  // invalid when not said
  bool lowest = false;
  std::optional<Rule> otherwise;
};

// mix NAME by count { star at least 15%; base 40%..60% }
struct MixShare {
  Name member;
  ExprId low, high;  // one of them or both
  source::Span span;
};
struct MixDecl {
  Name name;  // the decision
  std::vector<MixShare> shares;
};

// output { a, b }: names of the key, fields, lets and decisions.
struct OutputDecl {
  std::vector<Name> items;
  source::Span span;
};

// guarantee NAME : CONDITION, or VALUE never rises|falls as FIELD rises
enum class Trend : uint8_t { kNone, kNeverRises, kNeverFalls };
struct GuaranteeDecl {
  Name name;
  ExprId value;  // the condition, or what never rises or falls
  Trend trend = Trend::kNone;
  Name field;  // with a trend: what rises
};

// A value of a record as written: a constant or `missing`; `{ a, b }`; `[a, b] CNY`, one an item; or
// `[ { a: 1 }, { a: 2 } ]`, one a row.
enum class GivenShape : uint8_t { kOne, kSet, kList, kRows };
struct GivenValue {
  GivenShape shape = GivenShape::kOne;
  std::vector<ExprId> items;
  std::vector<struct GivenRow> rows;  // kRows
  source::Span span;
};
struct GivenField {
  Name name;     // of a field; empty for what was carried from the period before:
  ExprId state;  // NAME.previous, NAME.previous.OUTPUT
  GivenValue value;
  std::optional<int32_t> since;  // since 2025-01-31
  source::Span since_span;
};
struct GivenRow {
  std::vector<GivenField> fields;
  source::Span span;
};
// sample NAME { field: value, … }
struct SampleDecl {
  Name name;
  std::vector<GivenField> fields;
};

// with param NAME = VALUE
struct Setting {
  Name name;
  ExprId value;
};
// assume NAME is VALUE
struct Assumption {
  ExprId target;  // a name, or a name with a part
  GivenValue value;
  source::Span span;
};
// expect CONDITION | VALUE about X within Y | … because CODE | fault KIND in NAME | NAME = [a, b]
struct Expectation {
  ExprId condition;         // or the value of `about`; invalid for a fault
  std::optional<GivenValue> all;  // what a series, list or set has to hold
  ExprId about, tolerance;  // both or neither
  Name reason;              // "" without `because`
  Name fault;               // "" unless a fault is expected
  Name where;               // the field, column of rows, let or decision of the fault; "" anywhere
  source::Span span;
};
// test "NAME" on DATE { … }
struct TestDecl {
  std::string name;
  source::Span name_span;
  std::optional<int32_t> as_of;
  bool has_given = false;
  Name sample;  // "" for a record of its own
  std::vector<GivenField> fields;
  std::vector<Setting> settings;
  std::vector<Assumption> assumptions;
  std::vector<Expectation> expectations;
};

// Every kind of declaration, once, in the order the language reference introduces them.
using DeclNode = std::variant<RecordDecl, SourceDecl, ParamDecl, LetDecl, BandDecl, LifecycleDecl,
                              MatrixDecl, TableDecl, ScorecardDecl, StrategyDecl, CollectDecl,
                              OutputDecl, GuaranteeDecl, SampleDecl, TestDecl, EnumDecl,
                              ExperimentDecl, ImportDecl, PartnerDecl, OffersDecl, BudgetDecl,
                              MixDecl>;

// effective 2026-01-01..2026-06-30: the days a decision is in effect.
struct Window {
  int32_t from = 0;
  int32_t to = 0;
  source::Span span;
};

struct Decl {
  source::Span span;  // the whole declaration
  DeclNode node;
  std::optional<Window> window = std::nullopt;
};

}  // namespace sextant::ast
