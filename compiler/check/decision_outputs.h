#pragma once

#include <vector>

#include "compiler/check/context.h"

// What a decision gives, as far as its declaration says: its outputs and its reasons.
namespace sextant::check {

using Outputs = std::vector<DecisionOutput>;

Outputs OutputsOf(Context& context, const ast::BandDecl& decl);
Outputs OutputsOf(Context& context, const ast::LifecycleDecl& decl);
Outputs OutputsOf(Context& context, const ast::MatrixDecl& decl);
Outputs OutputsOf(Context& context, const ast::ScorecardDecl& decl);
Outputs OutputsOf(Context& context, const ast::StrategyDecl& decl);
Outputs OutputsOf(Context& context, const ast::TableDecl& decl);
// Those of its arms, once all decisions are declared (arms.cpp).
Outputs OutputsOf(Context& context, const ast::ExperimentDecl& decl);
Outputs OutputsOf(Context& context, const ast::CollectDecl& decl);
// The worths get their type when they have been checked.
Outputs OutputsOf(Context& context, const ast::OffersDecl& decl);

bool HasReasons(const ast::LifecycleDecl& decl);
bool HasReasons(const ast::ScorecardDecl& decl);
bool HasReasons(const ast::StrategyDecl& decl);
bool HasReasons(const ast::TableDecl& decl);
bool HasReasons(const ast::OffersDecl& decl);
template <class Decl>
bool HasReasons(const Decl&) {
  return false;
}

// The width of the list of reasons, 0 where there is one at most.
uint32_t ReasonWidth(const ast::ScorecardDecl& decl);
uint32_t ReasonWidth(const ast::StrategyDecl& decl);
uint32_t ReasonWidth(const ast::TableDecl& decl);
uint32_t ReasonWidth(const ast::OffersDecl& decl);
template <class Decl>
uint32_t ReasonWidth(const Decl&) {
  return 0;
}

}  // namespace sextant::check
