#include <algorithm>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/expr/operators.h"
#include "compiler/check/store.h"
#include "compiler/check/table.h"
#include "compiler/check/unify.h"

// The cells of tables: constants and parameters.
namespace sextant::check {

bool IsParam(const Context& context, ExprId id) {
  return id.valid() && context.program.info(id).ref.kind == RefKind::kParam;
}

namespace {

using ast::CellItem;
using ast::CellTest;

std::string FirstMember(const Context& context, const Type& set) {
  return context.program.enums.get(set.enumeration).members.front();
}

// The type in which the column meets one more constant or parameter.
Type Met(const Type& common, const Type& type) {
  const bool finer = common.is_exact() && type.is_exact() && type.scale > common.scale;
  return finer ? common.with_scale(type.scale) : common;
}

bool CheckEnd(Context& context, TableColumn& column, ExprId end, bool by_order) {
  const Type type = CheckSingle(context, end, column.type.enumeration);
  if (type.is_error() || !MayCompare(context, context.span(end), column.expr, end, by_order)) {
    return false;
  }
  const std::string what = context.Quote(column.expr);
  if (IsConstant(context.program, end)) {
    return ConstantOf(context, end, column.type.required(), what).has_value() ||
           column.type.kind == Kind::kText;
  }
  if (!IsParam(context, end)) {
    context.Report(Diag::kNotConstant, context.span(end), {"a cell"})
        .Hint("name what is compared with `let`, and make it a column of its own");
    return false;
  }
  if (type.kind == Kind::kFloat && column.type.kind != Kind::kFloat) {
    return Assignable(context, end, column.type.required(), what);
  }
  column.common = Met(column.common, type);
  return true;
}

// `has m`, and nothing else, of a set.
bool CheckHas(Context& context, TableColumn& column, const CellItem& item) {
  const bool set = column.type.kind == Kind::kSet;
  if (set != (item.test == CellTest::kHas)) {
    const std::string low = context.Text(item.low);
    context
        .Report(Diag::kSetCell, item.span,
                {set ? low : "has " + low, context.Describe(column.type)})
        .Hint(set ? "write `has` and a member, as in `has " + FirstMember(context, column.type) +
                        "`"
                  : "leave `has` out: `" + low + "`");
    return false;
  }
  const Type member = CheckSingle(context, item.low, column.type.enumeration);
  const Ref& ref = context.info(item.low).ref;
  if (member.is_error() || ref.kind != RefKind::kMember) {
    if (!member.is_error()) {
      context.Report(Diag::kNotConstant, context.span(item.low), {"what a cell asks a set for"});
    }
    return false;
  }
  const auto code = static_cast<int32_t>(ref.part);
  const auto at = std::ranges::lower_bound(column.asked, code);
  if (at == column.asked.end() || *at != code) {
    column.asked.insert(at, code);
  }
  return true;
}

bool CheckItem(Context& context, TableColumn& column, const CellItem& item) {
  if (item.test == CellTest::kMissing) {
    if (!column.type.optional) {
      context.Report(Diag::kMissingImpossible, item.span, {context.Quote(column.expr)})
          .Hint("leave it out");
    }
    return column.type.optional;
  }
  if (item.test == CellTest::kHas || column.type.kind == Kind::kSet) {
    return CheckHas(context, column, item);
  }
  const bool by_order = item.test != CellTest::kEqual;
  bool fine = CheckEnd(context, column, item.low, by_order);
  if (item.test == CellTest::kRange) {
    fine = CheckEnd(context, column, item.high, true) && fine;
    const auto from = ConstantWord(context.program, item.low, column.type.required());
    const auto to = ConstantWord(context.program, item.high, column.type.required());
    const bool exact = column.type.kind != Kind::kFloat;
    if (fine && exact && from && to && *from > *to) {
      context
          .Report(Diag::kEmptyRange, item.span, {context.Quote(item.low), context.Quote(item.high)})
          .Hint("write the smaller end first");
      return false;
    }
  } else if (fine && !by_order && column.type.kind == Kind::kFloat) {
    context.Report(Diag::kFloatEquality, item.span).Hint("use a range: `0.1..0.2`");
  }
  return fine;
}

}  // namespace

bool CheckCell(Context& context, TableColumn& column, const ast::TableCell& cell) {
  bool fine = !column.type.is_error();
  for (const CellItem& item : cell.items) {
    fine = fine && CheckItem(context, column, item);
  }
  return fine;
}

void CheckCellValue(Context& context, ExprId value, const Type& output, const std::string& what) {
  if (!value.valid() || output.is_error()) {
    return;
  }
  const Type type =
      CheckExpr(context, value, output.kind == Kind::kEnum ? output.enumeration : EnumId{});
  if (type.kind == Kind::kMissing || IsParam(context, value)) {
    Assignable(context, value, output, what);
  } else {
    ConstantOf(context, value, output, "the cell of " + what);
  }
}

}  // namespace sextant::check
