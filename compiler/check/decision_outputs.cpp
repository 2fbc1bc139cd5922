#include "compiler/check/decision_outputs.h"

#include <algorithm>
#include <set>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

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

bool HasReason(const std::optional<ast::Because>& because) {
  return because.has_value();
}

bool HasReasons(const ast::Characteristic& characteristic) {
  return HasReason(characteristic.because) ||
         std::any_of(characteristic.bins.begin(), characteristic.bins.end(),
                     [](const ast::Bin& bin) { return HasReason(bin.because); });
}

}  // namespace

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

Outputs OutputsOf(Context& context, const ast::ScorecardDecl& decl) {
  int places = PlacesOf(context, decl.base);
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    for (const ast::Bin& bin : characteristic.bins) {
      places = std::max(places, PlacesOf(context, bin.points));
    }
  }
  return {{"", Type::Number(places)}};
}

Outputs OutputsOf(Context& context, const ast::StrategyDecl& decl) {
  const bool collect = decl.policy == ast::RulePolicy::kCollect;
  return WrittenOutputs(context, decl.name, decl.outputs, collect ? MostMatches(decl) : 0);
}

Outputs OutputsOf(Context& context, const ast::TableDecl& decl) {
  return WrittenOutputs(context, decl.name, decl.outputs, MostRows(decl));
}

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

bool HasReasons(const ast::LifecycleDecl& decl) {
  return std::any_of(decl.stages.begin(), decl.stages.end(),
                     [](const ast::Stage& stage) { return HasReason(stage.because); });
}

bool HasReasons(const ast::StrategyDecl& decl) {
  return std::any_of(decl.rules.begin(), decl.rules.end(),
                     [](const ast::Rule& rule) { return HasReason(rule.because); });
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

uint32_t CharacteristicsWithReasons(const ast::ScorecardDecl& decl) {
  const auto count = std::count_if(
      decl.characteristics.begin(), decl.characteristics.end(),
      [](const ast::Characteristic& characteristic) { return HasReasons(characteristic); });
  return static_cast<uint32_t>(count);
}

}  // namespace sextant::check
