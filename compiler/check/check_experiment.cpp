#include <algorithm>

#include "compiler/check/check_definition.h"
#include "compiler/check/constant.h"
#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

// Experiments: arms with shares, each a decision, all with the same outputs.
namespace sextant::check {
namespace {

constexpr int kShareScale = 4;  // hundredths of a percent
constexpr int64_t kAllPlaces = 10'000;

// The places an arm has; 0 after a report.
int64_t PlacesOf(Context& context, ExprId share) {
  const Type type = CheckExpr(context, share);
  const auto places = ConstantWord(context.program, share, Type::Number(kShareScale));
  const bool fine = type.kind == Kind::kNumber && places && *places <= kAllPlaces;
  if (!type.is_error() && !fine) {
    context.Report(Diag::kShareUnit, context.span(share), {context.Text(share)})
        .Hint("write a percentage with at most two decimal places, as in `12.5%`");
  }
  return fine ? *places : 0;
}

// The decision an arm names; nothing after a report.
std::optional<uint32_t> FindDecision(Context& context, const ast::Name& name) {
  Symbol* symbol = context.names.Find(name, -1);
  if (symbol == nullptr) {
    ReportUnknownName(context, name);
    return std::nullopt;
  }
  symbol->used = true;
  const bool decision = symbol->ref.kind == RefKind::kDecision;
  const DecisionKind kind =
      decision ? context.program.decisions[symbol->ref.index].kind : DecisionKind::kExperiment;
  if (kind != DecisionKind::kExperiment && kind != DecisionKind::kEffective) {
    return symbol->ref.index;
  }
  const std::string what =
      decision && kind == DecisionKind::kEffective ? "in effect at some times only" : symbol->what;
  context.Report(Diag::kNotADecision, name.span, {name.text, what})
      .Hint(decision ? "an arm is a decision of its own: no experiment, and always in effect"
                     : "an arm is a strategy, table, band, matrix, scorecard or life cycle");
  return std::nullopt;
}

std::optional<uint32_t> FindSplitField(Context& context, const ast::Name& by) {
  const Symbol* symbol = context.names.Find(by, -1);
  if (symbol == nullptr) {
    ReportUnknownName(context, by);
    return std::nullopt;
  }
  if (symbol->ref.kind != RefKind::kField) {
    context.Report(Diag::kSplitField, by.span, {by.text, symbol->what})
        .Hint("name a field of the record, such as the key");
    return std::nullopt;
  }
  const Type type = context.program.fields[symbol->ref.index].type;
  const bool fine =
      (type.is_integer() || type.kind == Kind::kText) && !type.optional && type.series == 0;
  if (!fine && !type.is_error()) {
    const std::string found = Backticked(types::TypeName(type, context.program.enums));
    context.Report(Diag::kSplitField, by.span, {by.text, found})
        .Hint("it takes an `integer` or a `text` that is never missing, such as the key");
  }
  return fine ? std::optional(symbol->ref.index) : std::nullopt;
}

// The outputs of the arms, then which arm it was, and its reason.
void SetOutputs(Context& context, Decision& decision, const ast::ExperimentDecl& decl) {
  if (!TakeOutputs(context, decision)) {
    return;
  }
  std::vector<ast::Name> names;
  for (const ast::Arm& arm : decl.arms) {
    names.push_back(arm.name);
  }
  const EnumId arm_names = context.program.enums.InternAnonymous(
      MemberNames(context, names, "the arms of " + Backticked(decision.name)));
  AddOwnOutput(context, decision, "arm", Type::Enum(arm_names));
  AddReasons(context, decision);
}

void DeclareExperiment(Context& context, Decision& decision, const ast::ExperimentDecl& decl) {
  Experiment& experiment = decision.experiment;
  experiment.by = FindSplitField(context, decl.by).value_or(0);
  experiment.salt = decl.salt;
  bool complete = true;
  int64_t end = 0;
  for (const ast::Arm& arm : decl.arms) {
    end += PlacesOf(context, arm.share);
    const auto found = FindDecision(context, arm.decision);
    complete = complete && found.has_value();
    experiment.arms.push_back(
        {arm.name.text, found.value_or(0), end, arm.decision.span, context.span(arm.share)});
  }
  if (end != kAllPlaces) {
    const std::string total = types::FormatValue(Type::Rate(), context.program.enums,
                                                 Int128{end} * PowerOfTen(8 - kShareScale));
    context.Report(Diag::kShareTotal, decision.span, {decision.name, total})
        .Hint("change the shares so that they come to 100%");
  }
  if (complete && !decl.arms.empty()) {
    SetOutputs(context, decision, decl);
    CheckCarriedOutputs(context, decision);
  }
}

}  // namespace

void DeclareExperiments(Context& context) {
  for (Decision& decision : context.program.decisions) {
    if (decision.kind == DecisionKind::kExperiment) {
      DeclareExperiment(context, decision,
                        std::get<ast::ExperimentDecl>(context.tree.decls[decision.decl].node));
    }
  }
}

}  // namespace sextant::check
