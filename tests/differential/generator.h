#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/support/int128.h"
#include "tests/differential/random.h"
#include "tests/differential/scope.h"
#include "tests/differential/tree.h"

namespace sextant::differential {

// Writes one random program that the checker accepts, over the whole language. A node's type is the
// one the checker will find, its scale included; its estimate lies within the checker's interval,
// so that a condition that splits the estimate is not refused as always or never true.
class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  NodePtr Program();

 private:
  // A step of a measured value as written.
  struct Edge {
    Construct construct{};
    const char* text = "";
    NodePtr cut;
  };
  // What the condition of a rule proves: that a value is there, where it holds or below it.
  struct RuleFact {
    std::string known_inside, known_below;
    std::vector<std::string> texts;  // of the conditions above
  };
  // A field of the record that holds rows.
  struct RowList {
    std::string name;
    bool dated = false;
    std::vector<Variable> fields;
  };
  // A strategy, with its outputs as its rules name them.
  struct Strategy {
    std::string name;
    std::vector<Variable> outputs;
    bool unnamed = false;
  };

  struct Partner {
    std::string name, consent;
  };
  // What the points of a scorecard have come to.
  struct Score {
    int scale = 0;
    Estimate estimate;
    int because = 0;  // how often, in percent, a bin or characteristic has a reason
  };

  // generate_node.cpp: nodes and names.
  NodePtr Make(Construct construct, const Type& type, std::string text,
               std::vector<NodePtr> children = {}, Estimate estimate = {});
  NodePtr List(std::string separator, std::vector<NodePtr> items);
  NodePtr Item(Construct construct, std::string text, std::vector<NodePtr> children = {});
  NodePtr With(NodePtr node, std::vector<Construct> also);
  NodePtr Read(const Variable& variable);
  template <class Predicate>
  std::vector<const Variable*> Named(Predicate predicate) const;
  template <class Predicate>
  NodePtr ReadNamed(Predicate predicate);
  template <class T>
  void Shuffle(std::vector<T>& items);
  std::string NewName(const char* prefix);
  NodePtr Because(NodePtr node, int chance = 60);
  EnumId AddEnum(std::vector<std::string> members, bool named);
  std::vector<std::string> NewMembers(int count);

  // generate_literal.cpp: constants.
  // Until it is gone, numbers are all written as percentages or none is: both ends of a range.
  class OneSign {
   public:
    explicit OneSign(Generator& generator) : generator_(generator) {
      generator_.percent_ = generator_.random_.Chance(35);
    }
    ~OneSign() { generator_.percent_.reset(); }
    OneSign(const OneSign&) = delete;
    OneSign& operator=(const OneSign&) = delete;

   private:
    Generator& generator_;
  };
  std::string NumberText(Int128 word, int scale);
  std::string LiteralText(const Type& type, int64_t word);
  int64_t DrawWord(const Type& type, Estimate estimate);
  Type DrawScale(Type family);
  static Type WithoutZeros(Type type, int64_t word);
  NodePtr LiteralOf(const Type& type, int64_t word);
  NodePtr Literal(const Type& type, Estimate estimate);

  // generate_exact.cpp: numbers, amounts, durations, of any scale up to 18.
  NodePtr Exact(const Type& family, int depth);
  NodePtr ExactLeaf(const Type& family);
  NodePtr Sum(const Type& family, int depth);
  NodePtr Product(const Type& family, int depth);
  NodePtr Quotient(const Type& family, int depth);
  NodePtr Sign(const Type& family, int depth);
  NodePtr Rounded(NodePtr value);
  NodePtr RoundedTo(NodePtr value, int places);
  NodePtr RoundedFloat(int depth);
  NodePtr Pick(const Type& family, int depth, int series);
  NodePtr Limited(const Type& family, int depth, int series);
  NodePtr Converted(const Type& family, int depth);
  NodePtr Count(int depth);
  NodePtr Aggregate(const Type& family, int depth, bool filtered);
  NodePtr Fit(NodePtr value, const Type& target);

  // generate_value.cpp: other kinds, and what is common to all.
  NodePtr Value(const Type& type, int depth);
  NodePtr Optional(const Type& family, int depth);
  NodePtr Common(const Type& family, int depth);
  NodePtr Float(int depth);
  NodePtr Date(int depth);
  NodePtr Duration(const Type& family, int depth);
  NodePtr Enum(const Type& type, int depth);
  NodePtr EnumName(const Type& type);
  NodePtr FilteredAggregate(const NodePtr& series, int depth);
  void Narrow(const std::string& name);
  NodePtr Text(int depth);
  NodePtr Set(const Type& type, int depth);
  NodePtr SetTest(int depth);

  // generate_series.cpp
  NodePtr Series(const Type& family, int length, int depth);
  NodePtr AnySeries(const Type& family, int depth);
  NodePtr SeriesArithmetic(const Type& family, int length, int depth);
  NodePtr SeriesSign(const NodePtr& series);
  NodePtr SeriesProduct(NodePtr series, int depth);
  NodePtr SeriesSum(const NodePtr& series, int depth);
  NodePtr Filter(const NodePtr& series, int depth);
  NodePtr KnownItems(const Type& family);
  NodePtr AnyOrKnown(const Type& family, int depth);

  // generate_list.cpp: lists of rows. Null when there is none, or none that fits.
  void RowRecord(std::vector<NodePtr>& fields);
  NodePtr RowWindow(const RowList& list, int depth);
  NodePtr RowFilter(const RowList& list, int depth);
  const RowList* DrawList();
  NodePtr RowAggregate(Construct construct, const Type& type, const RowList& list,
                       const std::string& open, const std::string& close, int depth,
                       Estimate estimate);
  NodePtr RowCount(int depth);
  NodePtr RowAnyNone(int depth);
  NodePtr RowSum(const Type& family, int depth);
  NodePtr RowOptional(const Type& family, int depth);
  NodePtr RowMember(int depth);

  // generate_condition.cpp
  NodePtr Condition(int depth);
  NodePtr Comparison(int depth);
  NodePtr CompareWith(const NodePtr& left, int depth);
  NodePtr CompareOrdered(const NodePtr& left, int depth);
  NodePtr SplitFloat();
  NodePtr InRange(const NodePtr& value, int depth);
  NodePtr InSet(const NodePtr& value);
  NodePtr EnumTest(int depth);
  NodePtr TestMember(const NodePtr& value, int depth);
  NodePtr KnownTest(int depth);
  NodePtr Narrowed(int depth);
  NodePtr Within(int depth);
  NodePtr AnyNone(int depth);
  Type DrawComparable();

  // generate_record.cpp: types, the record, parameters.
  Type DrawScalar();
  Type DrawMoney();
  std::string TypeText(const Type& type);
  Construct TypeConstruct(const Type& type) const;
  EnumId SomeEnum();
  NodePtr EnumDecl();
  NodePtr TypeNode(const Type& type);
  std::pair<int64_t, int64_t> DrawSpan(const Type& literal, int scale);
  NodePtr Range(const Type& type, Estimate* estimate, std::pair<int64_t, int64_t>* words);
  NodePtr Field(const std::string& name, const Type& type);
  NodePtr Record();
  NodePtr Check();
  NodePtr Guarantee();
  NodePtr ParamDecl();

  // generate_let.cpp
  NodePtr LetDecl(bool local);
  NodePtr LetValue(int depth);
  NodePtr BoundByLet(const std::string& name, const std::string& head);
  NodePtr FitOptional(const NodePtr& value, Type& written);

  // generate_steps.cpp: bands and scorecards.
  NodePtr Measured(int depth);
  std::vector<NodePtr> DrawCuts(const NodePtr& value, int count);
  std::vector<Edge> DrawEdges(const NodePtr& value, int count);
  NodePtr BandDecl();
  NodePtr Points(Score* score);
  NodePtr Bin(Construct construct, const std::string& condition, std::vector<NodePtr> children,
              Score* score);
  std::vector<NodePtr> StepBins(const NodePtr& value, Score* score);
  std::vector<NodePtr> MemberBins(const NodePtr& value, Score* score);
  NodePtr Characteristic(Score* score);
  NodePtr ScorecardDecl();

  // generate_matrix.cpp
  NodePtr Axis(bool quadrant);
  std::vector<std::string> AxisHeads(const NodePtr& axis) const;
  NodePtr MatrixDecl(bool quadrant);

  // generate_table.cpp
  static NodePtr Bare(const NodePtr& constant);
  NodePtr TableInput();
  NodePtr MembersCell(const NodePtr& input);
  NodePtr SetCell(const NodePtr& input);
  NodePtr RangesCell(const NodePtr& input);
  NodePtr TableCell(const NodePtr& input);
  NodePtr TableValue(const Variable& output);
  NodePtr TableRow(const std::vector<NodePtr>& cells, const std::vector<Variable>& outputs,
                   int because);
  std::string TablePolicy(const std::string& name, std::vector<Variable>& outputs, bool members);
  std::vector<NodePtr> TableRows(const std::string& policy, const std::vector<NodePtr>& inputs,
                                 const std::vector<Variable>& outputs, int because);
  NodePtr TableDecl();

  // generate_lifecycle.cpp: life cycles, and what is carried from one period to the next.
  void Remember(const std::string& name, const Type& type);
  std::string MaybeRemembered(const std::string& name, const Type& type);
  NodePtr StageItem(const std::string& name, RuleFact* fact, bool keep);
  std::vector<NodePtr> DrawMoves(const std::vector<std::string>& stages);
  std::vector<NodePtr> DrawStays(const std::vector<std::string>& stages);
  NodePtr LifecycleDecl();

  // generate_rules.cpp, generate_strategy.cpp: strategies.
  NodePtr RuleCondition(int depth, RuleFact* fact);
  // Which rules of a strategy answer, as written after its outputs.
  struct Policy {
    Construct construct = Construct::kStrategy;
    std::string text = "first match";
    bool collects = false;
    bool narrows_below = true;  // a rule knows that those above it do not hold
  };
  Policy DrawPolicy(const std::vector<Variable>& outputs, const std::string& strategy);
  std::vector<Variable> DrawOutputs(const std::string& strategy, bool unnamed, bool collects);
  std::vector<NodePtr> Rules(const Policy& policy, const std::vector<Variable>& outputs,
                             bool unnamed);
  NodePtr OutputValue(const Variable& output);
  NodePtr Outcome(const std::vector<Variable>& outputs, bool unnamed);
  NodePtr CollectDecl();
  NodePtr StrategyDecl() { return StrategyDecl(NewName("S"), "", nullptr); }
  NodePtr StrategyDecl(const std::string& name, const std::string& window, const Strategy* like);
  NodePtr VersionsDecl();
  NodePtr ExperimentDecl();

  // generate_offers.cpp
  NodePtr ConsentsField();
  NodePtr PartnerDecl();
  NodePtr OfferDecl(const std::string& name, const Type& family, bool cents);
  Type WorthFamily();
  NodePtr OffersDecl(const std::string& name, const std::string& window, const Type& family,
                     bool cents);
  NodePtr OfferVersions();
  NodePtr OffersDecl();

  // generate_program.cpp
  NodePtr OutputDecl();
  NodePtr Definition();

  Random random_;
  Scope scope_;
  std::vector<Enumeration> enums_;
  std::vector<types::Currency> currencies_;
  std::vector<int> lengths_;  // of series
  std::vector<Param> params_;
  std::vector<RowList> lists_;
  std::vector<NodePtr> row_records_;
  std::optional<bool> percent_;  // OneSign
  bool in_row_ = false;                // within the filter of a list
  std::vector<Strategy> strategies_;   // so far, without those of several versions
  std::vector<std::string> listable_;  // what `output` may list
  std::string record_name_, key_name_;
  std::vector<std::string> consents_;  // of the record; none: no offers
  std::vector<Partner> partners_;
  int names_ = 0;
};

}  // namespace sextant::differential
