#include <algorithm>

#include "compiler/check/decision_outputs.h"
#include "compiler/check/declarations.h"
#include "compiler/support/dates.h"

// A decision's outputs follow from how it is written, before any expression is typed: so decisions
// may refer to each other in any order.
namespace sextant::check {
namespace {

uint32_t Next(const Program& program) {
  return static_cast<uint32_t>(program.decisions.size());
}

std::string WindowText(const ast::Window& window) {
  return FormatDate(window.from) + ".." + FormatDate(window.to);
}

// Notes that the decision to be added next is a version of the one of that name.
void AddVersion(Context& context, uint32_t decl_index, const ast::Name& name,
                const ast::Window& window, const std::string& what) {
  Program& program = context.program;
  const auto [known, added] = context.effective.emplace(context.names.Whole(name), Next(program));
  if (added) {
    DeclareName(context, name, {RefKind::kDecision, Next(program), 0}, what);
    Decision group;
    group.kind = DecisionKind::kEffective;
    group.name = known->first;
    group.decl = decl_index;
    group.span = name.span;
    program.decisions.push_back(std::move(group));
    context.decision_progress.push_back(Progress::kNew);
  }
  program.decisions[known->second].experiment.arms.push_back(
      {WindowText(window), Next(program), window.to, name.span, window.span});
}

template <class Decl>
bool IsRemembered(const Decl& decl) {
  if constexpr (requires { decl.remembered; }) {
    return decl.remembered;
  } else {
    return false;
  }
}

bool HasMoves(const ast::LifecycleDecl& decl) {
  return !decl.moves.empty() || !decl.stays.empty() || decl.other != ast::OtherMoves::kNotSaid ||
         std::any_of(decl.stages.begin(), decl.stages.end(),
                     [](const ast::Stage& stage) { return stage.keep.valid(); });
}
template <class Decl>
bool HasMoves(const Decl&) {
  return false;
}

// `X.previous` is the value of the period before, so no output of a remembered X has that name.
void CheckCarriedNames(Context& context, const Decision& decision, const ast::StrategyDecl& decl) {
  for (const ast::StrategyOutput& output : decl.outputs) {
    if (decision.carried && output.name.text == "previous") {
      context.Report(Diag::kNameTaken, output.name.span, {output.name.text})
          .Hint("`" + decision.name + ".previous` is the value of the period before; choose " +
                "another name for the output");
    }
  }
}
template <class Decl>
void CheckCarriedNames(Context&, const Decision&, const Decl&) {}

template <class Decl>
void Declare(Context& context, uint32_t decl_index, DecisionKind kind, const Decl& decl,
             const std::string& what) {
  Program& program = context.program;
  const std::optional<ast::Window>& window = context.tree.decls[decl_index].window;
  if (window) {
    AddVersion(context, decl_index, decl.name, *window, what);
  } else {
    DeclareName(context, decl.name, {RefKind::kDecision, Next(program), 0}, what);
  }
  Decision decision;
  decision.kind = kind;
  decision.name = context.names.Whole(decl.name) + (window ? " " + WindowText(*window) : "");
  decision.is_version = window.has_value();
  decision.decl = decl_index;
  decision.outputs = OutputsOf(context, decl);
  decision.has_reasons = HasReasons(decl);
  decision.reason_width = ReasonWidth(decl);
  decision.moves = HasMoves(decl);
  decision.carried = decision.moves || IsRemembered(decl);
  decision.span = decl.name.span;
  if (decision.moves) {
    program.held_by = program.enums.InternAnonymous({"undeclared_move", "minimum_stay"});
  }
  CheckCarriedNames(context, decision, decl);
  CheckCarriedOutputs(context, decision);
  program.decisions.push_back(std::move(decision));
  context.decision_progress.push_back(Progress::kNew);
}

}  // namespace

// A state has one value a column.
void CheckCarriedOutputs(Context& context, const Decision& decision) {
  const bool list = std::any_of(decision.outputs.begin(), decision.outputs.end(),
                                [](const DecisionOutput& output) { return output.width > 0; });
  const bool set = std::any_of(decision.outputs.begin(), decision.outputs.end(),
                               [](const DecisionOutput& output) {
                                 return output.width == 0 && output.type.kind == Kind::kSet;
                               });
  if (decision.carried && set) {
    context.Report(Diag::kTypeNotHere, decision.span, {"a set", "`remembered`"})
        .Hint("remember whether it has the members that matter");
  }
  if (decision.carried && list) {
    context.Report(Diag::kTypeNotHere, decision.span, {"a list of answers", "`remembered`"})
        .Hint("remember a decision that gives one answer");
  }
  if (decision.carried && decision.is_version) {
    context
        .Report(Diag::kTypeNotHere, decision.span,
                {"one of several versions", "carried from one period to the next"})
        .Hint("remember a decision that reads the versions by their name");
  }
}

void DeclareDecision(Context& context, uint32_t index) {
  const ast::DeclNode& node = context.tree.decls[index].node;
  if (const auto* band = std::get_if<ast::BandDecl>(&node)) {
    Declare(context, index, DecisionKind::kBand, *band, "a band");
  } else if (const auto* lifecycle = std::get_if<ast::LifecycleDecl>(&node)) {
    Declare(context, index, DecisionKind::kLifecycle, *lifecycle, "a life cycle");
  } else if (const auto* matrix = std::get_if<ast::MatrixDecl>(&node)) {
    Declare(context, index, DecisionKind::kMatrix, *matrix,
            matrix->quadrant ? "a quadrant" : "a matrix");
  } else if (const auto* table = std::get_if<ast::TableDecl>(&node)) {
    Declare(context, index, DecisionKind::kTable, *table, "a table");
  } else if (const auto* scorecard = std::get_if<ast::ScorecardDecl>(&node)) {
    Declare(context, index, DecisionKind::kScorecard, *scorecard, "a scorecard");
  } else if (const auto* strategy = std::get_if<ast::StrategyDecl>(&node)) {
    Declare(context, index, DecisionKind::kStrategy, *strategy, "a strategy");
  } else if (const auto* collect = std::get_if<ast::CollectDecl>(&node)) {
    Declare(context, index, DecisionKind::kCollect, *collect, "a decision");
  } else if (const auto* experiment = std::get_if<ast::ExperimentDecl>(&node)) {
    Declare(context, index, DecisionKind::kExperiment, *experiment, "an experiment");
  } else if (const auto* offers = std::get_if<ast::OffersDecl>(&node)) {
    Declare(context, index, DecisionKind::kOffers, *offers, "a list of offers");
  }
}

}  // namespace sextant::check
