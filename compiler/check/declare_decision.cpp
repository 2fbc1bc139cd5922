#include <algorithm>
#include <set>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/support/dates.h"

// A decision's outputs follow from how it is written, before any expression is typed: so decisions
// may refer to each other in any order.
namespace sextant::check {
namespace {

using Outputs = std::vector<DecisionOutput>;

// The enumeration of another version of the same decision.
EnumId NamedAlready(const Context& context, const std::string& name,
                    const std::vector<std::string>& members) {
  for (std::size_t i = 0; i < context.program.enums.size(); ++i) {
    const types::Enumeration& known = context.program.enums.get(EnumId(i));
    if (known.name == name && known.members == members) {
      return EnumId(i);
    }
  }
  return {};
}

uint32_t MostOffers(const ast::OffersDecl& decl) {
  const auto offers = std::max<std::size_t>(1, decl.offers.size());
  const auto keep = static_cast<std::size_t>(decl.keep);
  return static_cast<uint32_t>(keep == 0 ? offers : std::min(keep, offers));
}

Outputs OneEnum(Context& context, const ast::Name& name, const std::vector<ast::Name>& members,
                const std::string& what) {
  const std::string whole = context.names.Whole(name);
  const std::vector<std::string> listed = MemberNames(context, members, what);
  EnumId id = NamedAlready(context, whole, listed);
  id = id.valid() ? id : context.program.enums.AddNamed(whole, listed);
  return {{"", Type::Enum(id)}};
}

Outputs OutputsOf(Context& context, const ast::BandDecl& decl) {
  Outputs outputs = OneEnum(context, decl.name, BandMembers(decl), Backticked(decl.name.text));
  const bool has_missing = std::any_of(
      decl.members.begin(), decl.members.end(),
      [](const ast::BandMember& member) { return member.edge == ast::EdgeKind::kMissing; });
  if (!has_missing) {
    context.ordered_enums.insert(outputs.front().type.enumeration);
  }
  return outputs;
}

Outputs OutputsOf(Context& context, const ast::LifecycleDecl& decl) {
  std::vector<ast::Name> names;
  for (const ast::Stage& stage : decl.stages) {
    names.push_back(stage.name);
  }
  return OneEnum(context, decl.name, names, Backticked(decl.name.text));
}

// The cells in reading order, each name once.
Outputs OutputsOf(Context& context, const ast::MatrixDecl& decl) {
  std::vector<ast::Name> names;
  std::set<std::string> known;
  for (const ast::MatrixDecl::Row& row : decl.rows) {
    for (const ast::Name& cell : row.cells) {
      if (known.insert(cell.text).second) {
        names.push_back(cell);
      }
    }
  }
  return OneEnum(context, decl.name, names, Backticked(decl.name.text));
}

int PlacesOf(Context& context, ExprId id) {
  if (!id.valid()) {
    return 0;
  }
  if (const auto* unary = std::get_if<ast::UnaryExpr>(&context.tree.node(id))) {
    return PlacesOf(context, unary->operand);
  }
  const auto* number = std::get_if<ast::NumberExpr>(&context.tree.node(id));
  return number == nullptr ? 0 : std::min(number->scale, kMaxScale);
}

Outputs OutputsOf(Context& context, const ast::ScorecardDecl& decl) {
  int places = PlacesOf(context, decl.base);
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    for (const ast::Bin& bin : characteristic.bins) {
      places = std::max(places, PlacesOf(context, bin.points));
    }
  }
  return {{"", Type::Number(places)}};
}

// The rules that can hold at once; an `otherwise` holds alone.
uint32_t MostMatches(const ast::StrategyDecl& decl) {
  const auto count = std::count_if(decl.rules.begin(), decl.rules.end(),
                                   [](const ast::Rule& rule) { return rule.condition.valid(); });
  return std::max<uint32_t>(1, static_cast<uint32_t>(count));
}

// The rows whose values are listed; 0 without a list.
uint32_t MostRows(const ast::TableDecl& decl) {
  const auto rows = std::max<std::size_t>(1, decl.rows.size());
  return static_cast<uint32_t>(std::min(rows, static_cast<std::size_t>(decl.keep)));
}

// A list of outputs has no holes, else its items would not stand beside those of the others.
Type ItemType(Context& context, const ast::StrategyOutput& output, const Type& type) {
  if (type.optional) {
    context.Report(Diag::kTypeNotHere, output.type.span, {"an output of `collect`", "`optional`"})
        .Hint("let it hold only where there is a value");
  }
  return type.required();
}

Type OutputType(Context& context, const ast::StrategyOutput& output) {
  const Type type = ResolveType(context, output.type);
  RejectRange(context, output.type, "an output");
  const std::string name = output.name.text.empty() ? "an output" : Backticked(output.name.text);
  if (type.series > 0 || type.kind == Kind::kText) {
    context.Report(Diag::kTypeNotHere, output.type.span, {name, context.Describe(type)})
        .Hint(type.series > 0 ? "give each item an output of its own"
                              : "list the possible answers, as in `one of { a, b }`");
    return Type::Error();
  }
  return type;
}

// With `most`, lists of at most so many items.
Outputs WrittenOutputs(Context& context, const ast::Name& decision,
                       const std::vector<ast::StrategyOutput>& written, uint32_t most = 0) {
  Outputs outputs;
  std::vector<ast::Name> names;
  for (const ast::StrategyOutput& output : written) {
    const Type type = OutputType(context, output);
    if (most > 0 && type.kind == Kind::kSet) {
      context
          .Report(Diag::kTypeNotHere, output.type.span,
                  {"an item of a list", context.Describe(type)})
          .Hint("collect the members one by one, as `one of { … }`");
    }
    outputs.push_back({output.name.text, most > 0 ? ItemType(context, output, type) : type, most});
    if (!output.name.text.empty()) {
      names.push_back(output.name);
    }
  }
  MemberNames(context, names, "the outputs of " + Backticked(decision.text));
  return outputs;
}

Outputs OutputsOf(Context& context, const ast::StrategyDecl& decl) {
  const bool collect = decl.policy == ast::RulePolicy::kCollect;
  return WrittenOutputs(context, decl.name, decl.outputs, collect ? MostMatches(decl) : 0);
}
Outputs OutputsOf(Context& context, const ast::TableDecl& decl) {
  return WrittenOutputs(context, decl.name, decl.outputs, MostRows(decl));
}
// Those of its arms, once all decisions are declared (check_experiment.cpp).
Outputs OutputsOf(Context&, const ast::ExperimentDecl&) {
  return {};
}

// The set of the codes, in the order of the rules.
Outputs OutputsOf(Context& context, const ast::CollectDecl& decl) {
  std::vector<ast::Name> codes;
  for (const ast::Rule& rule : decl.rules) {
    if (rule.because) {
      codes.push_back(rule.because->code);
    }
  }
  const Outputs one =
      OneEnum(context, decl.name, codes, "the reasons of " + Backticked(decl.name.text));
  return {{"", Type::Set(one.front().type.enumeration)}};
}

// The worths get their type when they have been checked.
Outputs OutputsOf(Context& context, const ast::OffersDecl& decl) {
  std::vector<ast::Name> names;
  for (const ast::OfferItem& offer : decl.offers) {
    names.push_back(offer.name);
  }
  // Without a name: versions and arms join what they offer (UniteOffers).
  const auto members = MemberNames(context, names, Backticked(decl.name.text));
  Outputs outputs{{"", Type::Enum(context.program.enums.InternAnonymous(members))}};
  outputs.push_back({"worth", Type::Error()});
  for (DecisionOutput& output : outputs) {
    output.width = MostOffers(decl);
  }
  return outputs;
}

bool HasReason(const std::optional<ast::Because>& because) {
  return because.has_value();
}

bool HasReasons(const ast::LifecycleDecl& decl) {
  return std::any_of(decl.stages.begin(), decl.stages.end(),
                     [](const ast::Stage& stage) { return HasReason(stage.because); });
}
bool HasReasons(const ast::StrategyDecl& decl) {
  return std::any_of(decl.rules.begin(), decl.rules.end(),
                     [](const ast::Rule& rule) { return HasReason(rule.because); });
}
bool HasReasons(const ast::Characteristic& characteristic) {
  return HasReason(characteristic.because) ||
         std::any_of(characteristic.bins.begin(), characteristic.bins.end(),
                     [](const ast::Bin& bin) { return HasReason(bin.because); });
}
bool HasReasons(const ast::ScorecardDecl& decl) {
  return CharacteristicsWithReasons(decl) > 0;
}
bool HasReasons(const ast::TableDecl& decl) {
  return std::any_of(decl.rows.begin(), decl.rows.end(),
                     [](const ast::TableRow& row) { return HasReason(row.because); });
}
bool HasReasons(const ast::OffersDecl&) {
  return true;
}
template <class Decl>
bool HasReasons(const Decl&) {
  return false;
}

uint32_t ReasonWidth(const ast::StrategyDecl& decl) {
  return decl.policy == ast::RulePolicy::kCollect ? MostMatches(decl) : 0;
}
uint32_t ReasonWidth(const ast::TableDecl& decl) {
  return MostRows(decl);
}
uint32_t ReasonWidth(const ast::OffersDecl& decl) {
  return MostOffers(decl);
}
uint32_t ReasonWidth(const ast::ScorecardDecl& decl) {
  return decl.top > 0 ? static_cast<uint32_t>(decl.top) : CharacteristicsWithReasons(decl);
}
template <class Decl>
uint32_t ReasonWidth(const Decl&) {
  return 0;
}

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

uint32_t CharacteristicsWithReasons(const ast::ScorecardDecl& decl) {
  const auto count = std::count_if(
      decl.characteristics.begin(), decl.characteristics.end(),
      [](const ast::Characteristic& characteristic) { return HasReasons(characteristic); });
  return static_cast<uint32_t>(count);
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
