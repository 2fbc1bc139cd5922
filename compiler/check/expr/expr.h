#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// Where an expression stands: its id, and the enumeration whose members its bare names may mean.
struct Site {
  ExprId id;
  EnumId expected;
};

// Types one expression with everything in it and notes the outcome in Program::exprs. `expected`
// is the enumeration that the surroundings suggest: of the other operand, of the output.
Type CheckExpr(Context& context, ExprId id, EnumId expected = {});

// The same where missing cannot be dealt with: reports an optional value and goes on as if it were
// present.
Type CheckPresent(Context& context, ExprId id, EnumId expected = {});
// Present, and not a series.
Type CheckSingle(Context& context, ExprId id, EnumId expected = {});
// A single `boolean` that is never missing.
void CheckCondition(Context& context, ExprId id);

// What CheckPresent and CheckSingle ask of an expression that has been typed.
Type RequirePresent(Context& context, ExprId id, const Type& type);
Type RequireSingle(Context& context, ExprId id, const Type& type);

// Types two expressions of which each may name members of the other's enumeration. The facts hold
// in one of them only.
struct Operand {
  ExprId id;
  std::vector<Fact> facts = {};
};
std::pair<Type, Type> CheckTogether(Context& context, const Operand& a, const Operand& b,
                                    EnumId expected = {});
// `empty` where a set is meant, unless something else has that name: types it as the set without
// members.
bool ReadEmptySet(Context& context, ExprId id, const Type& set);
// Whether the value is a name that nothing declares, or a choice with such a name among its values:
// what it is depends on what it meets.
bool NamesMembers(Context& context, ExprId id);

// What a checked condition proves of named values when it holds and when it does not.
struct Facts {
  std::vector<Fact> when_true, when_false;
};
Facts FactsOf(Context& context, ExprId condition);
void AddFacts(Context& context, const std::vector<Fact>& facts);

// The type of the reference noted for `id`, required where an earlier condition proved it present.
Type Narrowed(Context& context, ExprId id, const Type& type);
// The type of an output that is read by name; reports a list.
Type OutputType(Context& context, ExprId id, const DecisionOutput& output, Span span);
// A name that nothing has: says what may have been meant.
void ReportUnknownName(Context& context, const ast::Name& name);

// `it.FIELD`, of the row that is looked at.
Type CheckRowField(Context& context, const Site& site, const ast::Name& name);
std::vector<std::string> RowFieldNames(const RowRecord& rows);
void ReportUnknownRowField(Context& context, const ast::Name& name, uint32_t list);
// A list where one value is needed.
void ReportListHere(Context& context, ExprId id, const std::string& list);

// Whether the name is declared and can be read where the expression stands.
bool IsNameHere(Context& context, const std::string& name);
// The length and the anchor of `within … before …`.
void CheckWindow(Context& context, const ast::WithinExpr& expr);

// Gives a plain number the unit of the other end of a range: `0..5 CNY`, `1..6 months`.
void AdoptUnit(Context& context, ExprId number, ExprId with_unit);

// One overload a node; CheckExpr dispatches to them.
#define SEXTANT_EXPR(Name) \
  Type TypeOf(Context& context, const Site& site, const ast::Name##Expr& expr);
#include "compiler/ast/node_kinds.def"
#undef SEXTANT_EXPR

}  // namespace sextant::check
