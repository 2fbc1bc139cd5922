#include "compiler/check/check_definition.h"

#include <algorithm>
#include <utility>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/store.h"

namespace sextant::check {
namespace {

Progress* ProgressOf(Context& context, const Ref& ref) {
  switch (ref.kind) {
    case RefKind::kLet:
      return &context.let_progress[ref.index];
    case RefKind::kDecision:
      return &context.decision_progress[ref.index];
    default:
      return nullptr;
  }
}

std::string NameOf(const Context& context, const Ref& ref) {
  return ref.kind == RefKind::kLet ? context.program.lets[ref.index].name
                                   : context.program.decisions[ref.index].name;
}
Span SpanOf(const Context& context, const Ref& ref) {
  return ref.kind == RefKind::kLet ? context.program.lets[ref.index].span
                                   : context.program.decisions[ref.index].span;
}

void ReportLoop(Context& context, const Ref& ref, Span use) {
  const auto start = std::find_if(context.open.begin(), context.open.end(), [&](const Ref& open) {
    return open.kind == ref.kind && open.index == ref.index;
  });
  std::string loop;
  for (auto at = start; at != context.open.end(); ++at) {
    loop += NameOf(context, *at) + " → ";
  }
  const std::string name = NameOf(context, ref);
  auto& report = context.Report(Diag::kDefinitionLoop, use, {name, Backticked(loop + name)});
  report.Here("this needs `" + name + "` again");
  for (auto at = start; at != context.open.end(); ++at) {
    report.Label(SpanOf(context, *at), "`" + NameOf(context, *at) + "` begins here");
  }
  report.Hint("work one of them out without the others");
}

}  // namespace

void EnsureChecked(Context& context, const Ref& ref, Span use) {
  Progress* progress = ProgressOf(context, ref);
  if (progress == nullptr || *progress == Progress::kDone) {
    return;
  }
  if (*progress == Progress::kOpen) {
    ReportLoop(context, ref, use);
    return;
  }
  *progress = Progress::kOpen;
  context.open.push_back(ref);
  Place outer = std::exchange(context.place, Place{});
  if (ref.kind == RefKind::kLet) {
    CheckLet(context, ref.index);
  } else {
    CheckDecision(context, ref.index);
  }
  context.place = std::move(outer);
  context.open.pop_back();
  *ProgressOf(context, ref) = Progress::kDone;
}

void CheckDecision(Context& context, uint32_t index) {
  const Decision& decision = context.program.decisions[index];
  const ast::DeclNode& node = context.tree.decls[decision.decl].node;
  switch (decision.kind) {
    case DecisionKind::kBand:
      return CheckBand(context, decision, std::get<ast::BandDecl>(node));
    case DecisionKind::kLifecycle:
      return CheckLifecycle(context, decision, std::get<ast::LifecycleDecl>(node));
    case DecisionKind::kMatrix:
      return CheckMatrix(context, decision, std::get<ast::MatrixDecl>(node));
    case DecisionKind::kTable:
      return CheckTable(context, index, std::get<ast::TableDecl>(node));
    case DecisionKind::kScorecard:
      return CheckScorecard(context, decision, std::get<ast::ScorecardDecl>(node));
    case DecisionKind::kExperiment:
    case DecisionKind::kEffective:
      return CheckArms(context, index);
    case DecisionKind::kStrategy:
      context.place.owner = static_cast<int32_t>(index);
      return CheckStrategy(context, decision, std::get<ast::StrategyDecl>(node));
    case DecisionKind::kCollect:
      context.place.owner = static_cast<int32_t>(index);
      return CheckCollect(context, decision, std::get<ast::CollectDecl>(node));
    case DecisionKind::kOffers:
      return CheckOffers(context, index, std::get<ast::OffersDecl>(node));
  }
}

}  // namespace sextant::check
