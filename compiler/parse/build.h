#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/tokens.h"
#include "grammar/SextantParser.h"

namespace sextant::parse {

// What the first line of a table says of the others.
struct TableLayout {
  std::size_t inputs = 0;
  std::size_t outputs = 0;
  bool because = false;
  source::Span head;
  std::size_t line = 0;             // of the row above
  source::Span otherwise;           // where `otherwise` stood
  std::size_t after_otherwise = 0;  // rows below it
  std::size_t columns() const { return inputs + outputs + (because ? 1 : 0); }
};

// Makes AST of the parse tree of one declaration. Only sees trees without syntax errors; reports
// what the grammar lets through for the sake of a better message. One file a construct:
// build_name.cpp, build_number.cpp, build_type.cpp, build_expr.cpp, build_decl.cpp, …
class Builder {
 public:
  using Grammar = grammar::SextantParser;

  Builder(const Lexed& lexed, ast::Tree& tree, diag::Sink& sink)
      : lexed_(lexed), tree_(tree), sink_(sink) {}

  void BuildDeclaration(Grammar::DeclarationContext* declaration);

  // The first line of a table, and further ones.
  void BuildHead(Grammar::TableHeadContext* head, TableLayout& layout, ast::TableDecl& table);
  void BuildRows(Grammar::TableRowsContext* rows, TableLayout& layout, ast::TableDecl& table);

 private:
  using Context = antlr4::ParserRuleContext;
  using Terminal = antlr4::tree::TerminalNode;

  // --- build_name.cpp: places, names and text ---
  source::Span Span(const antlr4::Token* first, const antlr4::Token* last) const;
  source::Span Span(const Context* context) const;
  source::Span Span(Terminal* terminal) const;
  std::string Text(const antlr4::Token* token) const;
  std::string Text(Terminal* terminal) const;
  std::string Text(const Context* context) const;
  ast::Name BuildName(Context* name);
  // A name made of a single token that is not one: `true`, `missing`.
  ast::Name WordName(Terminal* word);
  std::vector<ast::Name> BuildNames(Grammar::NameSetContext* set);
  std::string BuildText(Terminal* text);
  std::vector<std::string> BuildTexts(const std::vector<Terminal*>& texts);
  std::optional<ast::Because> BuildBecause(Grammar::BecauseContext* because);

  // --- build_number.cpp ---
  // `low` and `high` of a range, of which only the second may carry the unit: it is the default
  // unit of the first.
  struct Ends {
    ast::ExprId low, high;
  };
  ast::ExprId BuildNumber(Context* number, const antlr4::Token* default_unit = nullptr);
  ast::ExprId BuildSigned(Terminal* minus, Grammar::BoundNumberContext* number,
                          const antlr4::Token* default_unit = nullptr);
  ast::ExprId BuildBound(Grammar::BoundContext* bound, const antlr4::Token* default_unit = nullptr);
  ast::ExprId BuildConstant(Grammar::ConstantContext* constant,
                            const antlr4::Token* default_unit = nullptr);
  ast::ExprId BuildDate(Terminal* date);
  Ends BuildEnds(Grammar::BoundContext* low, Grammar::BoundContext* high);
  // The unit a number is written with, or nothing.
  static const antlr4::Token* UnitOf(Context* number);
  // Two numbers of which only the upper one is a ratio: `1..20%`.
  void CheckRatios(Context* low, Context* high);
  void CheckUnitPlace(const antlr4::Token* number, const antlr4::Token* unit);
  static constexpr int kMostKept = 1000;
  // A count written as a plain number; `what` names it in the message.
  int BuildCount(Terminal* number, const std::string& what, int low, int high);

  // --- build_type.cpp ---
  ast::TypeExpr BuildType(Grammar::TypeContext* type);
  ast::Name BuildCurrency(Grammar::CurrencyContext* currency);
  void BuildBaseType(Grammar::BaseTypeContext* base, ast::TypeExpr& type);
  void BuildNamedType(Grammar::BaseTypeContext* base, ast::TypeExpr& type);
  void AddRange(Grammar::RangeContext* range, ast::TypeExpr& type);
  void SetBound(std::optional<ast::Bound>& side, const std::string& what, ast::Bound bound,
                source::Span span);

  // --- build_expr.cpp ---
  ast::ExprId BuildExpr(Grammar::ExpressionContext* expression);
  ast::ExprId BuildExpr(Grammar::IfExpressionContext* choice);
  ast::ExprId BuildExpr(Grammar::DisjunctionContext* disjunction);
  ast::ExprId BuildExpr(Grammar::ConjunctionContext* conjunction);
  ast::ExprId BuildExpr(Grammar::NegationContext* negation);
  ast::ExprId BuildExpr(Grammar::ValueContext* value);
  ast::ExprId BuildExpr(Grammar::SumContext* sum);
  ast::ExprId BuildExpr(Grammar::ProductContext* product);
  ast::ExprId BuildExpr(Grammar::UnaryContext* unary);
  ast::ExprId BuildOtherwise(ast::ExprId value, Grammar::OtherwiseTailContext* tail,
                             source::Span span);
  ast::ExprId BuildLimited(ast::ExprId value, Grammar::LimitedTailContext* tail, source::Span span);
  ast::ExprId BuildRounded(ast::ExprId value, Grammar::RoundedTailContext* tail, source::Span span);
  // Adds a node, unless it would make the tree deeper than every later stage can follow.
  ast::ExprId Add(source::Span span, ast::ExprNode node,
                  std::initializer_list<ast::ExprId> children = {});
  ast::ExprId Add(source::Span span, ast::ExprNode node, const std::vector<ast::ExprId>& children);
  ast::ExprId AddAtDepth(source::Span span, ast::ExprNode node, std::size_t depth);
  std::size_t DepthOf(ast::ExprId id) const;
  ast::ExprId AddBinary(ast::BinaryOp op, source::Span op_span, ast::ExprId left, ast::ExprId right,
                        source::Span span);

  // --- build_comparison.cpp ---
  ast::ExprId BuildExpr(Grammar::ComparisonContext* comparison);
  // `left` compared, tested or placed in time as the tail says; `start` is its first token.
  ast::ExprId BuildTail(ast::ExprId left, const antlr4::Token* start,
                        Grammar::ComparisonTailContext* tail);
  ast::ExprId BuildSign(ast::ExprId left, Grammar::SignTailContext* tail, source::Span span);
  ast::ExprId BuildIs(ast::ExprId left, Grammar::IsTailContext* tail, source::Span span);
  ast::ExprId BuildSet(ast::ExprId left, Grammar::SetTailContext* tail, source::Span span);
  ast::ExprId BuildRange(ast::ExprId left, Grammar::RangeTailContext* tail, source::Span span);
  ast::ExprId BuildWithin(ast::ExprId date, Grammar::WithinTailContext* tail, source::Span span);
  // What follows `left` from tail number `next` on; more than one comparison is reported.
  ast::ExprId BuildTails(ast::ExprId left, Grammar::ComparisonContext* comparison,
                         std::size_t next);
  // `count of list` with the window and filter that follow it, and what its result is compared to.
  ast::ExprId BuildAggregate(Grammar::PrimaryContext* of, Grammar::ComparisonContext* comparison);
  void ReportFilter(Grammar::ComparisonContext* comparison);
  // The unary a value consists of, or nothing when it is more than that.
  static Grammar::UnaryContext* OnlyUnary(Grammar::ValueContext* value);
  static Context* OnlyNumber(Grammar::ValueContext* value);
  ast::ExprId BuildLow(Grammar::ValueContext* low, Grammar::ValueContext* high);

  // --- build_primary.cpp ---
  ast::ExprId BuildExpr(Grammar::PrimaryContext* primary);
  ast::ExprId BuildNamed(Grammar::NamePrimaryContext* primary);
  ast::ExprId BuildPick(Grammar::PickPrimaryContext* primary);
  ast::ExprId BuildLast(Grammar::LastPrimaryContext* primary);
  ast::ExprId BuildItem(Grammar::ItemPrimaryContext* primary);
  // Whether the primary is `count of …`, `latest … of …` and the like.
  static bool IsOf(Grammar::PrimaryContext* primary);
  static bool IsOfKnown(Grammar::PrimaryContext* primary);  // `count of known s`
  // What `count of …` and its like take, without window and filter, and the operation.
  ast::ExprId BuildOfOperand(Grammar::PrimaryContext* of);
  static ast::AggregateOp OpOf(Context* words);
  ast::ExprId BuildCall(Grammar::CallPrimaryContext* primary);
  ast::ExprId BuildMonths(Grammar::MonthsContext* months);

  // --- build_decl.cpp, build_source.cpp, build_decision.cpp, build_lifecycle.cpp,
  // build_strategy.cpp ---
  ast::RecordDecl Build(Grammar::RecordDeclContext* record);
  ast::FieldItem Build(Grammar::FieldContext* field);
  ast::CheckItem Build(Grammar::CheckContext* check);
  ast::ParamDecl Build(Grammar::ParamDeclContext* param);
  ast::LetDecl Build(Grammar::LetDeclContext* let);
  ast::OutputDecl Build(Grammar::OutputDeclContext* output);
  ast::PartnerDecl Build(Grammar::PartnerDeclContext* partner);
  ast::OffersDecl Build(Grammar::OffersDeclContext* offers);
  // build_book.cpp
  ast::BudgetDecl Build(Grammar::BudgetDeclContext* budget);
  void AddClause(Grammar::BudgetClauseContext* clause, ast::BudgetDecl& budget);
  ast::MixDecl Build(Grammar::MixDeclContext* mix);
  ast::OfferItem Build(Grammar::OfferContext* offer);
  void AddClause(Grammar::OfferClauseContext* clause, ast::OfferItem& offer);
  ast::EnumDecl Build(Grammar::EnumDeclContext* enumeration);
  ast::ExperimentDecl Build(Grammar::ExperimentDeclContext* experiment);
  ast::ImportDecl Build(Grammar::ImportDeclContext* import);
  std::optional<ast::Window> BuildWindow(Grammar::EffectContext* effect);
  // `CreditLine`, `bold.CreditLine` as one name.
  ast::Name BuildPath(Grammar::PathContext* path);
  static ast::Name Joined(const ast::Name& base, const ast::Name& part);
  ast::SourceDecl Build(Grammar::SourceDeclContext* source);
  void AddSetting(Grammar::SourceSettingContext* setting, ast::SourceDecl& source);
  ast::SourceItem Build(Grammar::SourceItemContext* item);
  void AddClause(Grammar::SourceItemContext* context, Grammar::FieldClauseContext* clause,
                 ast::SourceItem& item);
  ast::CodeItem Build(Grammar::CodeContext* code);
  ast::BandDecl Build(Grammar::BandDeclContext* band);
  ast::BandMember Build(Grammar::BandMemberContext* member);
  static ast::EdgeKind EdgeOf(Grammar::CutEdgeContext* edge);
  ast::LifecycleDecl Build(Grammar::LifecycleDeclContext* lifecycle);
  ast::Stage Build(Grammar::StageContext* stage);
  ast::Move Build(Grammar::MoveContext* move);
  void AddOtherMoves(Grammar::OtherMovesContext* other, ast::LifecycleDecl& lifecycle);
  ast::MinimumStay Build(Grammar::MinimumStayContext* stay);
  ast::MatrixDecl Build(Grammar::MatrixDeclContext* matrix);
  ast::Name Build(Grammar::CellContext* cell);
  ast::MatrixDecl::Row Build(Grammar::MatrixRowContext* row);
  void CheckRows(Grammar::MatrixDeclContext* context, const ast::MatrixDecl& matrix);
  ast::ScorecardDecl Build(Grammar::ScorecardDeclContext* scorecard);
  ast::Bin Build(Grammar::BinContext* bin);
  // --- build_table.cpp, build_cell.cpp ---
  struct RowCells;
  ast::TableDecl Build(Grammar::TableDeclContext* table);
  void BuildPolicy(Grammar::HitPolicyContext* policy, ast::TableDecl& table);
  void AddRow(const RowCells& cells, TableLayout& layout, ast::TableDecl& table);
  void AddOtherwise(const RowCells& cells, const TableLayout& layout, ast::TableDecl& table);
  void ReportRagged(source::Span row, std::size_t cells, const TableLayout& layout);
  ast::TableCell BuildTest(Grammar::TableCellContext* cell);
  ast::CellItem Build(Grammar::TableItemContext* item);
  ast::ExprId BuildValue(Grammar::TableCellContext* cell);
  std::optional<ast::Because> BuildReason(Grammar::TableCellContext* cell);
  ast::StrategyDecl Build(Grammar::StrategyDeclContext* strategy);
  ast::CollectDecl Build(Grammar::DecisionDeclContext* decision);
  ast::Rule Build(Grammar::ReasonRuleContext* rule);
  void SetPolicy(Grammar::RulePolicyContext* policy, ast::StrategyDecl& strategy);
  std::vector<ast::StrategyOutput> BuildOutputs(Grammar::StrategyOutputsContext* outputs,
                                                Grammar::TypeContext* single);
  ast::Rule Build(Grammar::StrategyRuleContext* rule);
  ast::Rule Build(Grammar::OtherwiseRuleContext* rule);
  std::vector<ast::Assignment> Build(Grammar::OutcomeContext* outcome);

  // --- build_tests.cpp ---
  ast::GuaranteeDecl Build(Grammar::GuaranteeDeclContext* guarantee);
  ast::SampleDecl Build(Grammar::SampleDeclContext* sample);
  ast::TestDecl Build(Grammar::TestDeclContext* test);
  ast::GivenField Build(Grammar::GivenContext* given);
  ast::GivenValue Build(Grammar::GivenValueContext* value);
  ast::GivenValue Build(Grammar::GivenSetContext* set);
  ast::GivenValue Build(Grammar::GivenListContext* list);
  ast::GivenRow Build(Grammar::GivenRecordContext* record);
  // `Relationship`, `Relationship.previous`, `bold.CreditLine.previous.line` as an expression.
  ast::ExprId BuildGivenName(Grammar::GivenNameContext* name);
  int32_t BuildDay(Terminal* date);
  void AddFields(const std::vector<Grammar::GivenContext*>& fields,
                 std::vector<ast::GivenField>& to);
  void AddGiven(Grammar::GivenClauseContext* clause, ast::TestDecl& test);
  void AddClause(Grammar::TestClauseContext* clause, ast::TestDecl& test);
  ast::Assumption Build(Grammar::AssumptionContext* assumption);
  ast::Expectation Build(Grammar::ExpectationContext* expectation);

  // Complains about `name` when something may follow `otherwise` only by mistake.
  void ReportAfterOtherwise(source::Span span, const std::string& name, source::Span otherwise);
  void ReportTwice(const std::string& what, source::Span span);

  const Lexed& lexed_;
  ast::Tree& tree_;
  diag::Sink& sink_;
  std::vector<uint16_t> depths_;  // of the expressions added by this builder
  std::size_t first_expr_ = tree_.expr_count();
  bool too_long_reported_ = false;
};

}  // namespace sextant::parse
