#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/members.h"
#include "compiler/check/steps.h"
#include "compiler/check/store.h"

namespace sextant::check {
namespace {

constexpr const char* kRepair = "add points for it, as in `missing: 0`";

std::string WrittenEdge(Context& context, const ast::Bin& bin) {
  switch (bin.edge) {
    case ast::EdgeKind::kBelow:
      return "below " + context.Text(bin.cut);
    case ast::EdgeKind::kUpTo:
      return "up to " + context.Text(bin.cut);
    case ast::EdgeKind::kFrom:
      return "from " + context.Text(bin.cut);
    case ast::EdgeKind::kAbove:
      return "above " + context.Text(bin.cut);
    case ast::EdgeKind::kMissing:
      return "missing";
    case ast::EdgeKind::kOtherwise:
      return "otherwise";
  }
  return "";
}

bool HasCut(const ast::Bin& bin) {
  return bin.members.empty() && bin.cut.valid();
}

void CheckByCuts(Context& context, const ast::Characteristic& characteristic, const Type& type,
                 const std::string& what, const std::string& scorecard) {
  StepList list{characteristic.value,
                what,
                what + " of the scorecard " + Backticked(scorecard),
                kRepair,
                context.span(characteristic.value),
                {}};
  for (const ast::Bin& bin : characteristic.bins) {
    if (!bin.members.empty()) {
      context.Report(Diag::kBinKind, bin.span, {what, "cut-offs", "members"})
          .Hint("write `below`, `up to`, `from` or `above` and a value");
      return;
    }
    list.steps.push_back({bin.edge, bin.cut, bin.span, WrittenEdge(context, bin)});
  }
  CheckSteps(context, list, type);
}

void CheckAllMembers(Context& context, const ast::Characteristic& characteristic,
                     const MemberCover& cover, const std::string& what) {
  const auto is_otherwise = [](const ast::Bin& bin) {
    return bin.members.empty() && bin.edge == ast::EdgeKind::kOtherwise;
  };
  const auto& bins = characteristic.bins;
  const auto found = std::find_if(bins.begin(), bins.end(), is_otherwise);
  if (found == bins.end()) {
    const std::vector<std::string> left = cover.Left();
    if (!left.empty()) {
      context.Report(Diag::kNotCovered, context.span(characteristic.value), {what, ListText(left)})
          .Hint("name them, or end with `otherwise: 0`");
    }
    return;
  }
  for (auto bin = std::next(found); bin != bins.end(); ++bin) {
    if (!bin->members.empty() || bin->edge == ast::EdgeKind::kOtherwise) {
      const std::string name = bin->members.empty() ? "otherwise" : bin->members.front().text;
      context.Report(Diag::kNeverReached, bin->span, {name})
          .Label(found->span, "`otherwise` takes every value that is left")
          .Hint("move `otherwise` to the end");
    }
  }
}

void CheckByMembers(Context& context, const ast::Characteristic& characteristic, const Type& type,
                    const std::string& what) {
  MemberCover cover(context, type, what);
  std::vector<Span> missing;
  for (const ast::Bin& bin : characteristic.bins) {
    if (HasCut(bin)) {
      context.Report(Diag::kBinKind, bin.span, {what, "its members", "cut-offs"})
          .Hint("write the name of a member before the colon");
      return;
    }
    for (const ast::Name& member : bin.members) {
      cover.Name(member);
    }
    if (bin.members.empty() && bin.edge == ast::EdgeKind::kMissing) {
      missing.push_back(bin.span);
    }
  }
  missing.insert(missing.end(), cover.missing().begin(), cover.missing().end());
  CheckMissingHandled(context, characteristic.value, type, what, context.span(characteristic.value),
                      missing, kRepair);
  CheckAllMembers(context, characteristic, cover, what);
}

void CheckCharacteristic(Context& context, const ast::Characteristic& characteristic,
                         const std::string& scorecard) {
  const Type type =
      RequireSingle(context, characteristic.value, CheckExpr(context, characteristic.value));
  const std::string what = "the characteristic " + context.Quote(characteristic.value);
  if (characteristic.bins.empty()) {
    context.Report(Diag::kNoBins, characteristic.span, {what})
        .Hint("list its points, as in `{ below 10%: 5; otherwise: 20 }`");
  } else if (type.is_error()) {
    return;
  } else if (MemberCover::HasMembers(type)) {
    CheckByMembers(context, characteristic, type, what);
  } else if (HasSteps(type)) {
    CheckByCuts(context, characteristic, type, what, scorecard);
  } else {
    context.Report(Diag::kNotOrdered, context.span(characteristic.value), {context.Describe(type)})
        .Hint("points are given by the members of a value, or by cut-offs of a number");
  }
}

void CheckReasons(Context& context, const Decision& decision, const ast::ScorecardDecl& decl) {
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    CheckReason(context, characteristic.because);
    for (const ast::Bin& bin : characteristic.bins) {
      CheckReason(context, bin.because);
    }
  }
  const uint32_t most = CharacteristicsWithReasons(decl);
  if (decl.top > static_cast<int>(most)) {
    const std::string has = most == 0 ? "no characteristic" : Counted(most, "characteristic");
    context
        .Report(Diag::kTopReasons, decl.top_span,
                {decision.name, Counted(static_cast<std::size_t>(decl.top), "reason"), has})
        .Hint("write `because CODE \"text\"` after the `}` of a characteristic" +
              (most == 0 ? std::string() : ", or `top " + std::to_string(most) + " reasons`"));
  }
}

}  // namespace

void CheckScorecard(Context& context, const Decision& decision, const ast::ScorecardDecl& decl) {
  const Type points = decision.outputs.front().type;
  CheckConstant(context, decl.base, points, "the base of " + Backticked(decision.name));
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    CheckCharacteristic(context, characteristic, decision.name);
    for (const ast::Bin& bin : characteristic.bins) {
      CheckConstant(context, bin.points, points, "a number of points");
    }
  }
  CheckReasons(context, decision, decl);
  if (decl.characteristics.empty()) {
    context.Report(Diag::kNoBins, decision.span, {Backticked(decision.name)})
        .Hint("list what gives points, as in `age { below 25: 5; otherwise: 20 }`");
  }
}

}  // namespace sextant::check
