#pragma once

#include "compiler/lower/context.h"

namespace sextant::lower {

// The expression at its own type: one instruction, or one an item of a series.
Items LowerExpr(Context& context, ExprId id);
// The same of an expression that is no series.
InstId LowerSingle(Context& context, ExprId id);
// Brought to `target`: `missing` becomes a missing value of it, exact numbers gain places, a number
// becomes a float.
Items LowerAs(Context& context, ExprId id, const Type& target);
InstId LowerSingleAs(Context& context, ExprId id, const Type& target);
// The same, as a stored value of 64 bits.
InstId LowerStored(Context& context, ExprId id, const Type& target);

// A named value as it is read: optional, even where it was proved to be known.
Items LowerRead(Context& context, ExprId id);

// What a test assumes in the place of a let or an output: named values of the same type.
Items LowerAssumed(Context& context, const check::Assumption& assumption);
// The constant text.
InstId LowerText(Context& context, const std::string& text);

// The value of a let, lowered at its first use.
Items LowerLet(Context& context, uint32_t index);

// --- conversions

InstId Convert(Context& context, InstId value, const Type& target, Span span);
Items ConvertAll(Context& context, Items values, const Type& target, Span span);
// The type in which two values of checked operands meet: the larger scale, or float.
Type Meet(const Type& a, const Type& b);

// --- by group; each returns the items of the expression

Items Lower(Context& context, ExprId id, const ast::NumberExpr& expr);
Items Lower(Context& context, ExprId id, const ast::BooleanExpr& expr);
Items Lower(Context& context, ExprId id, const ast::DateExpr& expr);
Items Lower(Context& context, ExprId id, const ast::TextExpr& expr);
Items Lower(Context& context, ExprId id, const ast::MissingExpr& expr);
Items Lower(Context& context, ExprId id, const ast::NameExpr& expr);
Items Lower(Context& context, ExprId id, const ast::MemberExpr& expr);
Items Lower(Context& context, ExprId id, const ast::UnaryExpr& expr);
Items Lower(Context& context, ExprId id, const ast::BinaryExpr& expr);
Items Lower(Context& context, ExprId id, const ast::InExpr& expr);
Items Lower(Context& context, ExprId id, const ast::InRangeExpr& expr);
Items Lower(Context& context, ExprId id, const ast::HasExpr& expr);
Items Lower(Context& context, ExprId id, const ast::StartsExpr& expr);
Items Lower(Context& context, ExprId id, const ast::LimitedExpr& expr);
Items Lower(Context& context, ExprId id, const ast::ConvertedExpr& expr);
Items Lower(Context& context, ExprId id, const ast::KnownExpr& expr);
Items Lower(Context& context, ExprId id, const ast::OtherwiseExpr& expr);
Items Lower(Context& context, ExprId id, const ast::IfExpr& expr);
Items Lower(Context& context, ExprId id, const ast::RoundedExpr& expr);
Items Lower(Context& context, ExprId id, const ast::PickExpr& expr);
Items Lower(Context& context, ExprId id, const ast::RatioExpr& expr);
Items Lower(Context& context, ExprId id, const ast::MonthsExpr& expr);
Items Lower(Context& context, ExprId id, const ast::WithinExpr& expr);
Items Lower(Context& context, ExprId id, const ast::LastExpr& expr);
Items Lower(Context& context, ExprId id, const ast::ItemExpr& expr);
Items Lower(Context& context, ExprId id, const ast::ProjectExpr& expr);
Items Lower(Context& context, ExprId id, const ast::AggregateExpr& expr);

Items LowerArithmetic(Context& context, ExprId id, const ast::BinaryExpr& expr);
InstId LowerComparison(Context& context, ExprId id, const ast::BinaryExpr& expr);
// `value` of the item type brought to NAME.bound_by: the position of the item a Pick chose.
InstId LowerBoundBy(Context& context, ExprId id, uint32_t let);

// A field of the row that is visited.
InstId LowerRowField(Context& context, const check::Ref& ref, Span span);
InstId LowerListAggregate(Context& context, ExprId id, const ast::AggregateExpr& expr);
// Whether `date` lies in the window.
InstId LowerWindow(Context& context, const ast::WithinExpr& expr, InstId date, Span span);

// Item i of a value that is one for all or a series.
inline InstId At(const Items& items, std::size_t i) {
  return items.size() == 1 ? items[0] : items[i];
}

}  // namespace sextant::lower
