#pragma once

#include <string>
#include <string_view>

#include "compiler/ast/tree.h"

// How `--emit ast` is made; users call Print (tree.h).
namespace sextant::ast {

// `a, b, c`
std::string Joined(const std::vector<Name>& names);

// Writes a tree as indented lines: the node's name, what it holds, and its bytes in the file.
//   Binary + [120..133)
//     Name bill [120..124)
//     Number 5 CNY [127..132)
class Printer {
 public:
  explicit Printer(const Tree& tree) : tree_(tree) {}

  void Print(const Decl& decl);  // print_decl.cpp
  void Print(ExprId id);         // print_expr.cpp
  std::string Take() { return std::move(out_); }

 private:
  // Lines written while it lives are indented below the line that made it.
  class Scope {
   public:
    explicit Scope(std::size_t& depth) : depth_(depth) { ++depth_; }
    ~Scope() { --depth_; }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;

   private:
    std::size_t& depth_;
  };

  [[nodiscard]] Scope Line(std::string_view text, source::Span span);
  void Plain(std::string_view text);
  // A line `label` with the expression below it; nothing when there is none.
  void Part(std::string_view label, ExprId id);

  void PrintDecl(const RecordDecl& record, source::Span span);
  void PrintDecl(const SourceDecl& source, source::Span span);
  void PrintDecl(const ParamDecl& param, source::Span span);
  void PrintDecl(const LetDecl& let, source::Span span);
  void PrintDecl(const BandDecl& band, source::Span span);
  void PrintDecl(const LifecycleDecl& lifecycle, source::Span span);
  void PrintDecl(const MatrixDecl& matrix, source::Span span);
  void PrintDecl(const TableDecl& table, source::Span span);
  void PrintDecl(const ScorecardDecl& scorecard, source::Span span);
  void PrintDecl(const StrategyDecl& strategy, source::Span span);
  void PrintDecl(const CollectDecl& collect, source::Span span);
  void PrintDecl(const PartnerDecl& partner, source::Span span);
  void PrintDecl(const OffersDecl& offers, source::Span span);
  // print_book.cpp
  void PrintDecl(const BudgetDecl& budget, source::Span span);
  void PrintDecl(const MixDecl& mix, source::Span span);
  void PrintDecl(const OutputDecl& output, source::Span span);
  // print_tests.cpp
  void PrintDecl(const GuaranteeDecl& guarantee, source::Span span);
  void PrintDecl(const SampleDecl& sample, source::Span span);
  void PrintDecl(const TestDecl& test, source::Span span);
  void PrintGiven(const std::vector<GivenField>& fields);
  void PrintGiven(const GivenField& field);
  void PrintGiven(const GivenValue& value);
  void PrintExpectation(const Expectation& expectation);
  void PrintDecl(const ImportDecl& import, source::Span span);
  void PrintDecl(const EnumDecl& enumeration, source::Span span);
  void PrintDecl(const ExperimentDecl& experiment, source::Span span);
  void PrintType(const TypeExpr& type);
  void PrintItem(const SourceItem& item);
  void PrintOutputs(const std::vector<StrategyOutput>& outputs);
  void PrintRow(const TableRow& row);
  void PrintRule(const Rule& rule);
  void PrintOffer(const OfferItem& offer);
  void PrintBecause(const std::optional<Because>& because);

  // One overload a node of node_kinds.def; each writes its line and its children.
#define SEXTANT_EXPR(Kind) void PrintExpr(const Kind##Expr& expr, source::Span span);
#include "compiler/ast/node_kinds.def"
#undef SEXTANT_EXPR
  void PrintChildren(std::string_view text, source::Span span, const std::vector<ExprId>& children);

  const Tree& tree_;
  std::string out_;
  std::size_t depth_ = 0;
};

// Text in double quotes, on one line.
std::string Quoted(std::string_view text);

}  // namespace sextant::ast
