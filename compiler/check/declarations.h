#pragma once

#include <string>

#include "compiler/check/context.h"

// One function a kind of declaration. The first pass (Declare…) makes names and the types that are
// written; the second (Check…) looks inside.
namespace sextant::check {

// The type as written. Reports unknown currencies, members that stand twice and the like.
Type ResolveType(Context& context, const ast::TypeExpr& type);
// The declared range of a field or parameter; `what` is "`age`".
Range CheckRange(Context& context, const ast::TypeExpr& written, const Type& type,
                 const std::string& what);
// Reports a range where none can stand: "an output".
void RejectRange(Context& context, const ast::TypeExpr& written, const std::string& what);

// Enters a name; `what` is "a field". False when it cannot be used.
bool DeclareName(Context& context, const ast::Name& name, const Ref& ref, const std::string& what,
                 int32_t owner = -1);
// Guarantees and samples, whose names are no values.
void DeclareNameOnly(Context& context, const ast::DeclNode& node);
// The members of an enumeration without those that stand twice or are words of the language;
// `what` is "`Value`".
std::vector<std::string> MemberNames(Context& context, const std::vector<ast::Name>& names,
                                     const std::string& what);

// The names of imports.
void DeclareImports(Context& context);
// The enumerations declared by name, before any type is read.
void DeclareEnums(Context& context);
void DeclareRecord(Context& context);
// The records without a key, which are the rows of lists; before the record that has one.
void DeclareRowRecords(Context& context);
void DeclareList(Context& context, const ast::FieldItem& item);
void DeclareParam(Context& context, const ast::ParamDecl& decl);
void DeclareLet(Context& context, const ast::LetDecl& decl, int32_t owner);
// The decision with its outputs; decls[index] is its declaration.
void DeclareDecision(Context& context, uint32_t index);
// What is carried on has one value an output.
void CheckCarriedOutputs(Context& context, const Decision& decision);
// The outputs of decisions with versions; gaps and overlaps of their windows.
void DeclareVersions(Context& context);
// The outputs of experiments, which are those of their arms.
void DeclareExperiments(Context& context);
void DeclareLocals(Context& context);

void CheckRecord(Context& context, const ast::RecordDecl& decl);
void CheckSources(Context& context);
void CheckOutputs(Context& context);
void CheckUnused(Context& context);
void CheckGuarantees(Context& context);
void CheckTests(Context& context);
// At most one field of consents.
void CheckConsentsFields(Context& context);
void DeclarePartner(Context& context, const ast::PartnerDecl& decl);
void CheckPartner(Context& context, const ast::PartnerDecl& decl);

// The enumerations that decisions make, known before anything is typed.
std::vector<ast::Name> BandMembers(const ast::BandDecl& decl);

// The characteristics that can give a reason.
uint32_t CharacteristicsWithReasons(const ast::ScorecardDecl& decl);

void CheckBand(Context& context, const Decision& decision, const ast::BandDecl& decl);
void CheckLifecycle(Context& context, const Decision& decision, const ast::LifecycleDecl& decl);
// The moves, minimum stays and former names of a life cycle.
void CheckMoves(Context& context, const Decision& decision, const ast::LifecycleDecl& decl);
void CheckMatrix(Context& context, const Decision& decision, const ast::MatrixDecl& decl);
void CheckTable(Context& context, uint32_t index, const ast::TableDecl& decl);
void CheckScorecard(Context& context, const Decision& decision, const ast::ScorecardDecl& decl);
void CheckStrategy(Context& context, const Decision& decision, const ast::StrategyDecl& decl);
void CheckOffers(Context& context, uint32_t index, const ast::OffersDecl& decl);

// Adds an output that the arms do not have, and the reasons they can give.
void AddOwnOutput(Context& context, Decision& decision, const std::string& name, const Type& type);
void AddReasons(Context& context, Decision& decision);
// Gives an experiment the outputs of its arms, or a decision those of its versions. False after a
// report.
bool TakeOutputs(Context& context, Decision& decision);
void CheckArms(Context& context, uint32_t index);

void CheckCollect(Context& context, const Decision& decision, const ast::CollectDecl& decl);

// One text a code in the whole program.
void CheckReason(Context& context, const std::optional<ast::Because>& because);

}  // namespace sextant::check
