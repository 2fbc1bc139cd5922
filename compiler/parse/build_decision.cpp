#include "compiler/parse/build.h"

namespace sextant::parse {

using ast::EdgeKind;
using diag::Diag;

namespace {

constexpr int kMaxReasons = 1000;

}  // namespace

EdgeKind Builder::EdgeOf(Grammar::CutEdgeContext* edge) {
  if (edge->BELOW() != nullptr) {
    return EdgeKind::kBelow;
  }
  if (edge->UP() != nullptr) {
    return EdgeKind::kUpTo;
  }
  return edge->FROM() != nullptr ? EdgeKind::kFrom : EdgeKind::kAbove;
}

ast::BandDecl Builder::Build(Grammar::BandDeclContext* band) {
  ast::BandDecl made;
  made.name = BuildName(band->name());
  made.remembered = band->REMEMBERED() != nullptr;
  made.value = BuildExpr(band->expression());
  for (auto* member : band->bandMember()) {
    made.members.push_back(Build(member));
  }
  return made;
}

ast::BandMember Builder::Build(Grammar::BandMemberContext* member) {
  ast::BandMember made;
  made.name = BuildName(member->name());
  made.span = Span(member);
  if (member->cutEdge() != nullptr) {
    made.edge = EdgeOf(member->cutEdge());
    made.cut = BuildExpr(member->sum());
  } else {
    made.edge = member->MISSING() != nullptr ? EdgeKind::kMissing : EdgeKind::kOtherwise;
  }
  return made;
}

void Builder::ReportAfterOtherwise(source::Span span, const std::string& name,
                                   source::Span otherwise) {
  sink_.Report(Diag::kAfterOtherwise, span, {name})
      .Label(otherwise, "this takes whatever is left")
      .Hint("move it above `otherwise`");
}

ast::ScorecardDecl Builder::Build(Grammar::ScorecardDeclContext* scorecard) {
  ast::ScorecardDecl made;
  made.name = BuildName(scorecard->name());
  made.remembered = scorecard->REMEMBERED() != nullptr;
  made.base = BuildExpr(scorecard->sum());
  if (auto* top = scorecard->topReasons()) {
    made.top = BuildCount(top->NUMBER(), "the number of reasons", 1, kMaxReasons);
    made.top_span = Span(top);
  }
  for (auto* characteristic : scorecard->characteristic()) {
    ast::Characteristic part;
    part.span = Span(characteristic);
    part.value = BuildExpr(characteristic->expression());
    for (auto* bin : characteristic->bin()) {
      part.bins.push_back(Build(bin));
    }
    part.because = BuildBecause(characteristic->because());
    made.characteristics.push_back(std::move(part));
  }
  return made;
}

ast::Bin Builder::Build(Grammar::BinContext* bin) {
  Grammar::BinConditionContext* condition = bin->binCondition();
  ast::Bin made;
  made.span = Span(bin);
  if (condition->cutEdge() != nullptr) {
    made.edge = EdgeOf(condition->cutEdge());
    made.cut = BuildExpr(condition->sum());
  } else if (condition->MISSING() != nullptr) {
    made.edge = EdgeKind::kMissing;
  }
  for (auto* member : condition->member()) {
    made.members.push_back(member->name() != nullptr
                               ? BuildName(member->name())
                               : WordName(static_cast<Terminal*>(member->children.front())));
  }
  made.points = BuildExpr(bin->sum());
  made.because = BuildBecause(bin->because());
  return made;
}

}  // namespace sextant::parse
