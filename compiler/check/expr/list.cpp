#include "compiler/check/expr/aggregate.h"
#include "compiler/check/list_operand.h"

// Aggregates over lists: `sum(amount of transactions within 90 days before as_of with …)`.
namespace sextant::check {
namespace {

using ast::AggregateOp;

bool TakesRows(AggregateOp op) {
  return op == AggregateOp::kCount || op == AggregateOp::kAnyOf || op == AggregateOp::kNoneOf;
}

bool IsOnlyForLists(AggregateOp op) {
  return op == AggregateOp::kLatest || op == AggregateOp::kMostFrequent ||
         op == AggregateOp::kCountDistinct;
}

// Notes the list the operand names; nothing after a report.
std::optional<uint32_t> FindList(Context& context, const ast::AggregateExpr& expr,
                                 const ListOperand& operand) {
  const auto* name = operand.name.valid()
                         ? &std::get<ast::NameExpr>(context.tree.node(operand.name)).name
                         : nullptr;
  Symbol* symbol = name == nullptr ? nullptr : context.names.Find(*name, context.place.owner);
  if (symbol != nullptr && symbol->ref.kind == RefKind::kList) {
    symbol->used = true;
    context.info(operand.name) = {Type::Error(), symbol->ref, false};
    return symbol->ref.index;
  }
  if (name != nullptr && symbol == nullptr) {
    ReportUnknownName(context, *name);
  } else if (!context.damage.any() && !(symbol != nullptr && symbol->is_broken_list())) {
    const ExprId at = operand.name.valid() ? operand.name : expr.series;
    context.Report(Diag::kNotAList, context.span(at), {context.Quote(at), Word(expr.op)})
        .Hint("a list is a field such as `transactions : list of Transaction`");
  }
  return std::nullopt;
}

const ast::ProjectExpr& ProjectionOf(const Context& context, const ListOperand& operand) {
  return std::get<ast::ProjectExpr>(context.tree.node(operand.projection));
}

// The type of the projected field; the error type after a report, and where the rows are taken.
Type CheckProjection(Context& context, const ast::AggregateExpr& expr, const ListOperand& operand,
                     uint32_t list) {
  const RowRecord& rows = context.program.rows_of(list);
  const std::string& name = context.program.lists[list].name;
  if (!operand.projection.valid()) {
    if (!TakesRows(expr.op)) {
      context.Report(Diag::kRowFieldNeeded, context.span(expr.series), {Word(expr.op), name})
          .Hint("say which field of a row is meant, as in `" + rows.Example() + " of " + name +
                "`");
    }
    return Type::Error();
  }
  const ast::Name& field = ProjectionOf(context, operand).field;
  const auto index = rows.Find(field.text);
  if (!index) {
    ReportUnknownRowField(context, field, list);
    return Type::Error();
  }
  const Type type = rows.fields[*index].type;
  context.info(operand.projection) = {type, {RefKind::kRowField, list, *index}, false};
  if (TakesRows(expr.op)) {
    const std::string test = type.optional ? " is known" : " …";
    context.Report(Diag::kRowsNeeded, context.span(operand.projection), {Word(expr.op)})
        .Hint("write `" + Word(expr.op) + " " + name + " with " + field.text + test + "`");
    return Type::Error();
  }
  return type;
}

bool NeedsDatedRows(Context& context, uint32_t list, Span at, const std::string& what) {
  const RowRecord& rows = context.program.rows_of(list);
  if (rows.dated) {
    return true;
  }
  context.Report(Diag::kRowsNotDated, at, {what, rows.name})
      .Label(rows.span, "it has no date")
      .Hint("say which field dates a row: `record " + rows.name + " dated by posted_on { … }`");
  return false;
}

// A window is asked of the date of each row, and its length and anchor once a record.
void CheckWindows(Context& context, const ListOperand& operand, uint32_t list) {
  for (ExprId id : operand.windows) {
    const auto& window = std::get<ast::WithinExpr>(context.tree.node(id));
    CheckWindow(context, window);
    if (NeedsDatedRows(context, list, context.span(id), "a window")) {
      context.info(id).ref = {RefKind::kRowField, list, *context.program.rows_of(list).dated};
    }
  }
}

void CheckRowFilter(Context& context, uint32_t list, ExprId filter) {
  const Place outer = context.place;
  context.place.list = list;
  context.place.item.reset();
  CheckCondition(context, filter);
  context.place = outer;
}

Type ReportFieldType(Context& context, AggregateOp op, const ListOperand& operand,
                     const Type& field) {
  const bool frequent = op == AggregateOp::kMostFrequent;
  context
      .Report(Diag::kAggregateType, context.span(operand.projection),
              {Word(op), context.Describe(field)})
      .Hint(frequent                    ? "it needs a field of `one of { … }`"
            : op == AggregateOp::kSum   ? "it needs numbers or amounts"
            : field.kind == Kind::kEnum ? "count the rows that are meant: `count of … with … is …`"
                                        : "it needs values that have a smaller and a larger");
  return Type::Error();
}

Type ResultOf(Context& context, AggregateOp op, const ListOperand& operand, const Type& field) {
  const Type value = field.required();
  switch (op) {
    case AggregateOp::kSum:
      return IsNumeric(value) || value.kind == Kind::kDuration
                 ? value
                 : ReportFieldType(context, op, operand, value);
    case AggregateOp::kAverage:
      return !IsNumeric(value)            ? ReportFieldType(context, op, operand, value)
             : value.kind == Kind::kFloat ? value.as_optional()
                                          : value.with_scale(8).as_optional();
    case AggregateOp::kLargest:
    case AggregateOp::kSmallest:
      return context.IsOrdered(value) && value.kind != Kind::kEnum
                 ? value.as_optional()
                 : ReportFieldType(context, op, operand, value);
    case AggregateOp::kMostFrequent:
      return value.kind == Kind::kEnum ? value.as_optional()
                                       : ReportFieldType(context, op, operand, value);
    case AggregateOp::kCountDistinct:
      return Type::Integer();
    default:
      return value.as_optional();
  }
}

}  // namespace

bool TakesList(Context& context, const ast::AggregateExpr& expr) {
  const ListOperand operand = ListOperandOf(context.tree, expr.series);
  if (operand.projection.valid() || IsOnlyForLists(expr.op)) {
    return true;
  }
  if (!operand.name.valid()) {
    return false;
  }
  const auto& name = std::get<ast::NameExpr>(context.tree.node(operand.name)).name;
  const Symbol* symbol = context.names.Find(name, context.place.owner);
  return symbol != nullptr && symbol->ref.kind == RefKind::kList;
}

Type CheckListAggregate(Context& context, const Site& site, const ast::AggregateExpr& expr) {
  const ListOperand operand = ListOperandOf(context.tree, expr.series);
  const std::optional<uint32_t> list = FindList(context, expr, operand);
  if (!list) {
    return Type::Error();
  }
  if (context.place.list) {
    context.Report(Diag::kNestedList, context.span(site.id))
        .Hint("name the inner one with `let` and use the name here");
    return Type::Error();
  }
  const Type field = CheckProjection(context, expr, operand, *list);
  CheckWindows(context, operand, *list);
  if (expr.filter.valid()) {
    CheckRowFilter(context, *list, expr.filter);
  }
  if (expr.op == AggregateOp::kLatest) {
    NeedsDatedRows(context, *list, context.span(site.id), "`latest`");
  }
  if (TakesRows(expr.op)) {
    return expr.op == AggregateOp::kCount ? Type::Integer() : Type::Bool();
  }
  return field.is_error() ? field : ResultOf(context, expr.op, operand, field);
}

// Alone it is as many values as there are rows.
Type TypeOf(Context& context, const Site& site, const ast::ProjectExpr&) {
  context.Report(Diag::kListHere, context.span(site.id), {context.Text(site.id)})
      .Hint("make one value of it, as in `sum(" + context.Text(site.id) + ")` or `latest(" +
            context.Text(site.id) + ")`");
  return Type::Error();
}

}  // namespace sextant::check
