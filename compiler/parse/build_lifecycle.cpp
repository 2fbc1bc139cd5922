#include "compiler/parse/build.h"

namespace sextant::parse {

using diag::Diag;

ast::LifecycleDecl Builder::Build(Grammar::LifecycleDeclContext* lifecycle) {
  ast::LifecycleDecl made;
  made.name = BuildName(lifecycle->name());
  made.remembered = lifecycle->REMEMBERED() != nullptr;
  if (lifecycle->firstMatch() == nullptr) {
    sink_.Report(Diag::kFirstMatchMissing, made.name.span, {made.name.text, "stages"})
        .Hint("write `lifecycle " + made.name.text + " first match {`");
  }
  source::Span otherwise;
  for (auto* stage : lifecycle->stage()) {
    made.stages.push_back(Build(stage));
    if (otherwise.valid()) {
      ReportAfterOtherwise(made.stages.back().name.span, made.stages.back().name.text, otherwise);
    }
    if (stage->OTHERWISE() != nullptr) {
      otherwise = Span(stage->OTHERWISE());
    }
  }
  for (auto* moves : lifecycle->moves()) {
    for (auto* move : moves->move()) {
      made.moves.push_back(Build(move));
    }
  }
  for (auto* other : lifecycle->otherMoves()) {
    AddOtherMoves(other, made);
  }
  for (auto* stay : lifecycle->minimumStay()) {
    made.stays.push_back(Build(stay));
  }
  return made;
}

ast::Stage Builder::Build(Grammar::StageContext* stage) {
  ast::Stage made;
  made.name = BuildName(stage->name());
  made.span = Span(stage);
  if (stage->expression() != nullptr) {
    made.condition = BuildExpr(stage->expression());
  }
  if (stage->keepWhile() != nullptr) {
    made.keep = BuildExpr(stage->keepWhile()->expression());
  }
  made.because = BuildBecause(stage->because());
  if (stage->formerly() != nullptr) {
    for (Terminal* text : stage->formerly()->TEXT()) {
      made.formerly.push_back({BuildText(text), Span(text)});
    }
  }
  return made;
}

ast::Move Builder::Build(Grammar::MoveContext* move) {
  ast::Move made;
  const std::vector<Grammar::NameContext*> names = move->name();
  made.any = names.front()->ANY() != nullptr;
  made.from = BuildName(names.front());
  for (std::size_t i = 1; i < names.size(); ++i) {
    made.to.push_back(BuildName(names[i]));
  }
  return made;
}

void Builder::AddOtherMoves(Grammar::OtherMovesContext* other, ast::LifecycleDecl& lifecycle) {
  if (lifecycle.other != ast::OtherMoves::kNotSaid) {
    ReportTwice("`other moves`", Span(other));
    return;
  }
  lifecycle.other = other->STAY() != nullptr ? ast::OtherMoves::kStay : ast::OtherMoves::kFault;
  lifecycle.other_span = Span(other);
}

ast::MinimumStay Builder::Build(Grammar::MinimumStayContext* stay) {
  ast::MinimumStay made;
  const std::vector<Grammar::NameContext*> names = stay->name();
  made.stage = BuildName(names.front());
  made.length = BuildNumber(stay->number());
  for (std::size_t i = 1; i < names.size(); ++i) {
    made.except.push_back(BuildName(names[i]));
  }
  made.span = Span(stay);
  return made;
}

}  // namespace sextant::parse
