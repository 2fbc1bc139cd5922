#include "compiler/check/reads.h"

// A decision of a new kind has to say here what it reads: what is needed of a record follows from
// it, and what an offer gives away.
namespace sextant::check {
namespace {

using Visit = std::function<void(ast::ExprId)>;

void Each(const ast::BandDecl& decl, const Visit& visit) {
  visit(decl.value);
  for (const ast::BandMember& member : decl.members) {
    visit(member.cut);
  }
}
void Each(const ast::LifecycleDecl& decl, const Visit& visit) {
  for (const ast::Stage& stage : decl.stages) {
    visit(stage.condition);
    visit(stage.keep);
  }
}
void Each(const ast::MatrixDecl& decl, const Visit& visit) {
  for (const ast::ExprId outer : decl.outer) {
    visit(outer);
  }
  visit(decl.down);
  visit(decl.across);
}
void Each(const ast::TableDecl& decl, const Visit& visit) {
  for (const ast::ExprId input : decl.inputs) {
    visit(input);
  }
}
void Each(const ast::ScorecardDecl& decl, const Visit& visit) {
  for (const ast::Characteristic& characteristic : decl.characteristics) {
    visit(characteristic.value);
    for (const ast::Bin& bin : characteristic.bins) {
      visit(bin.cut);
    }
  }
}
void Each(const ast::StrategyDecl& decl, const Visit& visit) {
  for (const ast::Rule& rule : decl.rules) {
    visit(rule.condition);
    for (const ast::Assignment& assignment : rule.assignments) {
      visit(assignment.value);
    }
  }
}
void Each(const ast::CollectDecl& decl, const Visit& visit) {
  for (const ast::Rule& rule : decl.rules) {
    visit(rule.condition);
  }
}
void Each(const ast::OffersDecl& decl, const Visit& visit) {
  for (const ast::OfferItem& offer : decl.offers) {
    for (const ast::Unless& unless : offer.unless) {
      visit(unless.condition);
    }
    visit(offer.condition);
    visit(offer.worth);
  }
}

// Arms and versions are decisions of their own (Decision::experiment).
void Each(const ast::ExperimentDecl&, const Visit&) {}

// No decisions.
void Each(const ast::BudgetDecl&, const Visit&) {}
void Each(const ast::MixDecl&, const Visit&) {}
void Each(const ast::RecordDecl&, const Visit&) {}
void Each(const ast::SourceDecl&, const Visit&) {}
void Each(const ast::ParamDecl&, const Visit&) {}
void Each(const ast::LetDecl&, const Visit&) {}
void Each(const ast::EnumDecl&, const Visit&) {}
void Each(const ast::PartnerDecl&, const Visit&) {}
void Each(const ast::OutputDecl&, const Visit&) {}
void Each(const ast::ImportDecl&, const Visit&) {}
void Each(const ast::GuaranteeDecl&, const Visit&) {}
void Each(const ast::SampleDecl&, const Visit&) {}
void Each(const ast::TestDecl&, const Visit&) {}

}  // namespace

void ForEachExpr(const ast::DeclNode& decision, const Visit& visit) {
  const Visit valid = [&](ast::ExprId id) {
    if (id.valid()) {
      visit(id);
    }
  };
  std::visit([&](const auto& decl) { Each(decl, valid); }, decision);
}

}  // namespace sextant::check
