#pragma once

#include "compiler/ir/test_case.h"
#include "compiler/lower/context.h"

// Lowering by kind of declaration.
namespace sextant::lower {

// Fields, slots and source layouts; no expressions.
void LowerRecord(Context& context);
// The checks of needed fields.
void LowerChecks(Context& context);
void LowerParams(Context& context);
void LowerParamOrders(Context& context);
// Names, outputs and places of the decisions that are reached, so that expressions can read them.
void DeclareDecisions(Context& context);
void LowerDecisions(Context& context);
void LowerOutputs(Context& context);
void LowerGuarantees(Context& context);

// All of the above, and the module once it is verified.
void LowerProgram(Context& context);
ir::Module Finish(Context& context);

// The outputs of a life cycle with moves, after its stage.
inline constexpr uint32_t kSincePart = 1;
inline constexpr uint32_t kHeldByPart = 2;
// From the stage that was computed to the stage the record is in, by the moves and minimum stays.
ir::FirstMatch LowerMoves(Context& context, const check::Decision& decision,
                          const ast::LifecycleDecl& decl);

// The slots by which state comes in, after those of the record; and the columns by which it goes
// out, behind the outputs.
void AddStateSlots(Context& context);
void LowerState(Context& context);

// The position of a reason code in Module::reasons; kNoReason without one.
int32_t ReasonIndex(Context& context, const std::optional<ast::Because>& because);

using Body = decltype(ir::Decision::body);

Body LowerBody(Context& context, const check::Decision& decision, const ast::StrategyDecl& decl);
ir::AllMatches LowerBody(Context& context, const check::Decision& decision,
                         const ast::CollectDecl& decl);
Body LowerBody(Context& context, const check::Decision& decision, const ast::LifecycleDecl& decl);
ir::Offers LowerBody(Context& context, const check::Decision& decision,
                     const ast::OffersDecl& decl);
ir::Matrix LowerBody(Context& context, const check::Decision& decision,
                     const ast::MatrixDecl& decl);
ir::Table LowerBody(Context& context, const check::Decision& decision, const ast::TableDecl& decl);
ir::Band LowerBody(Context& context, const check::Decision& decision, const ast::BandDecl& decl);
ir::Score LowerBody(Context& context, const check::Decision& decision,
                    const ast::ScorecardDecl& decl);

ir::FirstMatch LowerBody(Context& context, const check::Decision& decision,
                         const ast::ExperimentDecl& decl);

// The version in effect on the as-of date.
ir::FirstMatch LowerVersions(Context& context, const check::Decision& decision);

// A cell of a test as a constant, or as missing.
InstId LowerConstant(Context& context, const Type& type, const check::Cell& cell, Span span);
// Adds the columns that tell whether it holds.
ir::Expectation LowerExpectation(Context& context, const check::Expectation& written);

// One entry of a band or of a list of bins.
struct StepEntry {
  ast::EdgeKind edge{};
  ExprId cut;
  int64_t result = 0;
};
ir::Steps LowerSteps(Context& context, ExprId value, const std::vector<StepEntry>& entries);

}  // namespace sextant::lower
