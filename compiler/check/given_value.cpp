#include "compiler/check/expr/expr.h"
#include "compiler/check/given.h"
#include "compiler/check/store.h"

// Single values, series and sets as samples and tests write them.
namespace sextant::check {
namespace {

using ast::GivenShape;

bool IsMissing(const Context& context, ExprId id) {
  return id.valid() && std::holds_alternative<ast::MissingExpr>(context.tree.node(id));
}

// "`{ marketing, data_sharing }`" of a list in brackets or a single name.
std::string InBraces(const Context& context, const ast::GivenValue& value) {
  std::string items;
  for (const ExprId item : value.items) {
    items += (items.empty() ? "" : ", ") + context.Text(item);
  }
  return "`" + (items.empty() ? "{}" : "{ " + items + " }") + "`";
}

void ReportNoSeries(Context& context, const ast::GivenValue& value, const Type& target) {
  context.Report(Diag::kNotASeries, value.span, {ShapeOf(value)})
      .Hint("write its " + std::to_string(target.series) +
            " items in brackets, the most recent first");
}

void ReportManyHere(Context& context, const ast::GivenValue& value) {
  const std::string without = value.shape == GivenShape::kSet ? "braces" : "brackets";
  context.Report(Diag::kSeriesHere, value.span, {ShapeOf(value)})
      .Hint("write the value without " + without);
}

bool HasShape(Context& context, const ast::GivenValue& value, const Type& target) {
  const GivenShape wanted = target.series > 0 ? GivenShape::kList : GivenShape::kOne;
  if (value.shape != wanted) {
    target.series > 0 ? ReportNoSeries(context, value, target) : ReportManyHere(context, value);
    return false;
  }
  if (target.series > 0 && value.items.size() != target.series) {
    context
        .Report(Diag::kSeriesLengths, value.span,
                {std::to_string(target.series), std::to_string(value.items.size())})
        .Hint("give all " + std::to_string(target.series) + " items, the most recent first" +
              (target.optional ? "; `missing` where one has no value" : ""));
    return false;
  }
  return true;
}

// `{ marketing, data_sharing }`, `empty`, or `missing`.
std::optional<std::vector<Cell>> CheckSet(Context& context, const ast::GivenValue& value,
                                          const Type& target, const std::string& what,
                                          bool may_lack) {
  if (value.shape == GivenShape::kOne) {
    if (ReadEmptySet(context, value.items.front(), target)) {
      return std::vector<Cell>{{true, 0, ""}};
    }
    if (IsMissing(context, value.items.front())) {
      const auto cell = CheckCell(context, value.items.front(), target, what, may_lack);
      return cell ? std::optional(std::vector<Cell>{*cell}) : std::nullopt;
    }
  }
  if (value.shape != GivenShape::kSet) {
    context.Report(Diag::kNotASet, value.span, {ShapeOf(value)})
        .Hint("write its members in braces: " + InBraces(context, value));
    return std::nullopt;
  }
  uint64_t bits = 0;
  for (const ExprId item : value.items) {
    const auto code = CheckConstant(context, item, Type::Enum(target.enumeration), what);
    if (!code) {
      return std::nullopt;
    }
    const uint64_t bit = uint64_t{1} << *code;
    if ((bits & bit) != 0) {
      context.Report(Diag::kListedTwice, context.span(item), {context.Text(item), "this set"})
          .Hint("leave one of them out");
    }
    bits |= bit;
  }
  return std::vector<Cell>{{true, static_cast<int64_t>(bits), ""}};
}

}  // namespace

std::string ShapeOf(const ast::GivenValue& value) {
  switch (value.shape) {
    case GivenShape::kOne:
      return "one value";
    case GivenShape::kSet:
      return "a set";
    case GivenShape::kList:
      return "a list of values";
    case GivenShape::kRows:
      return "a list of rows";
  }
  return "";
}

std::optional<Cell> CheckCell(Context& context, ExprId id, const Type& target,
                              const std::string& what, bool may_lack) {
  CheckExpr(context, id, target.kind == Kind::kEnum ? target.enumeration : EnumId{});
  if (IsMissing(context, id)) {
    const bool fine = may_lack || Assignable(context, id, target, what);
    return fine ? std::optional<Cell>(Cell{}) : std::nullopt;
  }
  const auto word = ConstantOf(context, id, target, what);
  if (word) {
    return Cell{true, *word, ""};
  }
  const auto* text = std::get_if<ast::TextExpr>(&context.tree.node(id));
  return text != nullptr && target.kind == Kind::kText
             ? std::optional<Cell>(Cell{true, 0, text->value})
             : std::nullopt;
}

std::optional<std::vector<Cell>> CheckGiven(Context& context, const ast::GivenValue& value,
                                            const Type& target, const std::string& what,
                                            bool may_lack) {
  if (target.kind == Kind::kSet) {
    return CheckSet(context, value, target, what, may_lack);
  }
  if (target.is_error() || !HasShape(context, value, target)) {
    return std::nullopt;
  }
  std::vector<Cell> cells;
  for (const ExprId item : value.items) {
    const auto cell = CheckCell(context, item, target.item(), what, may_lack);
    if (!cell) {
      return std::nullopt;
    }
    cells.push_back(*cell);
  }
  return cells;
}

}  // namespace sextant::check
