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

void AddCodes(const std::optional<ast::Because>& because, std::vector<std::string>& codes) {
  if (because && std::ranges::find(codes, because->code.text) == codes.end()) {
    codes.push_back(because->code.text);
  }
}

// The reason codes the arms can give, in source order.
std::vector<std::string> ReasonsOf(Context& context, const Experiment& experiment) {
  std::vector<std::string> codes;
  for (const Arm& arm : experiment.arms) {
    const ast::DeclNode& node =
        context.tree.decls[context.program.decisions[arm.decision].decl].node;
    if (const auto* strategy = std::get_if<ast::StrategyDecl>(&node)) {
      for (const ast::Rule& rule : strategy->rules) {
        AddCodes(rule.because, codes);
      }
    } else if (const auto* lifecycle = std::get_if<ast::LifecycleDecl>(&node)) {
      for (const ast::Stage& stage : lifecycle->stages) {
        AddCodes(stage.because, codes);
      }
    } else if (const auto* table = std::get_if<ast::TableDecl>(&node)) {
      for (const ast::TableRow& row : table->rows) {
        AddCodes(row.because, codes);
      }
    }
  }
  return codes;
}

// The outputs of the arms, then which arm it was, and its reason.
void SetOutputs(Context& context, Decision& decision, const ast::ExperimentDecl& decl) {
  const std::vector<Arm>& arms = decision.experiment.arms;
  const Decision& first = context.program.decisions[arms.front().decision];
  decision.outputs = first.outputs;
  for (const Arm& arm : arms) {
    const Decision& other = context.program.decisions[arm.decision];
    if (GivesLists(context, other, arm.span)) {
      return;
    }
    if (!SameOutputs(first, other)) {
      context.Report(Diag::kArmOutputs, arm.span, {arms.front().name, arm.name})
          .Label(arms.front().span, "the other arm")
          .Label(first.span, "its outputs are declared here")
          .Label(other.span, "and these here")
          .Hint("give both decisions outputs of the same names and types, in the same order");
      return;
    }
    for (std::size_t i = 0; i < decision.outputs.size(); ++i) {
      decision.outputs[i].type.optional |= other.outputs[i].type.optional;
    }
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
  }
}

}  // namespace

bool GivesLists(Context& context, const Decision& decision, Span span) {
  const bool lists =
      decision.reason_width > 0 ||
      std::ranges::any_of(decision.outputs, [](const auto& output) { return output.width > 0; });
  if (lists) {
    context.Report(Diag::kListHere, span, {decision.name})
        .Hint("what `collect` and scorecards with reasons give is a list; put it out by itself");
  }
  return lists;
}

bool SameOutputs(const Decision& a, const Decision& b) {
  return std::ranges::equal(a.outputs, b.outputs, [](const auto& one, const auto& other) {
    return one.name == other.name && one.type.required() == other.type.required();
  });
}

void AddOwnOutput(Context& context, Decision& decision, const std::string& name, const Type& type) {
  const bool taken = std::ranges::any_of(
      decision.outputs, [&](const DecisionOutput& output) { return output.name == name; });
  if (taken) {
    context
        .Report(Diag::kListedTwice, decision.span,
                {name, "the outputs of " + Backticked(decision.name)})
        .Hint("`" + name + "` is an output of its own here; rename the other one");
  }
  decision.outputs.push_back({name, type});
}

void AddReasons(Context& context, Decision& decision) {
  const std::vector<std::string> codes = ReasonsOf(context, decision.experiment);
  if (!codes.empty()) {
    const EnumId reasons = context.program.enums.InternAnonymous(codes);
    AddOwnOutput(context, decision, "reason", Type::Enum(reasons).as_optional());
  }
}

void DeclareExperiments(Context& context) {
  for (Decision& decision : context.program.decisions) {
    if (decision.kind == DecisionKind::kExperiment) {
      DeclareExperiment(context, decision,
                        std::get<ast::ExperimentDecl>(context.tree.decls[decision.decl].node));
    }
  }
}

void CheckExperiment(Context& context, const Decision& decision) {
  const std::vector<Arm> arms = decision.experiment.arms;
  for (const Arm& arm : arms) {
    EnsureChecked(context, {RefKind::kDecision, arm.decision, 0}, arm.span);
  }
}

}  // namespace sextant::check
