#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "compiler/check/constant.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/expr/operators.h"
#include "compiler/check/interval.h"
#include "compiler/check/store.h"
#include "compiler/check/table.h"
#include "compiler/check/unify.h"

// The cells of tables: constants and parameters, and the words they stand for.
namespace sextant::check {
namespace {

using ast::CellItem;
using ast::CellTest;

bool IsParam(const Context& context, ExprId id) {
  return id.valid() && context.program.info(id).ref.kind == RefKind::kParam;
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

bool CheckItem(Context& context, TableColumn& column, const CellItem& item) {
  if (item.test == CellTest::kMissing) {
    if (!column.type.optional) {
      context.Report(Diag::kMissingImpossible, item.span, {context.Quote(column.expr)})
          .Hint("leave it out");
    }
    return column.type.optional;
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

bool CellWords::UsesParam(const Context& context, const ast::TableCell& cell) {
  return std::any_of(cell.items.begin(), cell.items.end(), [&](const CellItem& item) {
    return IsParam(context, item.low) || IsParam(context, item.high);
  });
}

Int128 CellWords::Word(ExprId id) {
  const Type& common = column_.common;
  if (common.kind == Kind::kText) {
    const std::string& text = std::get<ast::TextExpr>(context_.tree.node(id)).value;
    const auto found = std::find(texts_.begin(), texts_.end(), text);
    const Int128 index = found - texts_.begin();
    if (found == texts_.end()) {
      texts_.push_back(text);
    }
    return index;
  }
  const bool real = common.kind == Kind::kFloat;
  if (const auto word = ConstantWord(context_.program, id, common)) {
    return real ? OrderedWord(std::bit_cast<double>(*word)) : Int128{*word};
  }
  const Param& param = context_.program.params[context_.info(id).ref.index];
  if (!real) {
    return param.default_word * PowerOfTen(common.scale - param.type.scale);
  }
  return OrderedWord(param.type.kind == Kind::kFloat
                         ? std::bit_cast<double>(param.default_word)
                         : NearestDouble(param.default_word, param.type.scale));
}

WordCell CellWords::Of(const ast::TableCell& cell) {
  WordCell words;
  words.negated = cell.negated || cell.items.empty();
  words.missing = !cell.negated && cell.items.empty();
  for (const CellItem& item : cell.items) {
    switch (item.test) {
      case CellTest::kEqual:
        words.ranges.push_back({Word(item.low), Word(item.low)});
        break;
      case CellTest::kLess:
        words.ranges.push_back({-Axis::kFar, Word(item.low) - 1});
        break;
      case CellTest::kLessEqual:
        words.ranges.push_back({-Axis::kFar, Word(item.low)});
        break;
      case CellTest::kGreater:
        words.ranges.push_back({Word(item.low) + 1, Axis::kFar});
        break;
      case CellTest::kGreaterEqual:
        words.ranges.push_back({Word(item.low), Axis::kFar});
        break;
      case CellTest::kRange:
        words.ranges.push_back({Word(item.low), Word(item.high)});
        break;
      case CellTest::kMissing:
        words.missing = !cell.negated;
        break;
    }
  }
  return words;
}

namespace {

WordRange FloatDomain(const Context& context, ExprId expr) {
  const Ref& ref = context.program.info(expr).ref;
  WordRange domain{OrderedWord(-std::numeric_limits<double>::max()),
                   OrderedWord(std::numeric_limits<double>::max())};
  if (ref.kind != RefKind::kField) {
    return domain;
  }
  const Range& range = context.program.fields[ref.index].range;
  if (range.float_low) {
    domain.low = OrderedWord(*range.float_low) + (range.float_low_inclusive ? 0 : 1);
  }
  if (range.float_high) {
    domain.high = OrderedWord(*range.float_high) - (range.float_high_inclusive ? 0 : 1);
  }
  return domain;
}

// A short decimal number among the doubles of the range.
std::string ShortDecimal(const WordRange& words) {
  const double low = OfOrderedWord(words.low), high = OfOrderedWord(words.high);
  char text[40] = "0";
  for (int digits = 1; digits <= 17 && !(low <= 0 && high >= 0); ++digits) {
    std::snprintf(text, sizeof(text), "%.*g", digits, low < 0 ? high : low);
    const double value = std::strtod(text, nullptr);
    if (low <= value && value <= high) {
      break;
    }
  }
  return text;
}

}  // namespace

WordRange CellWords::Domain() {
  const Type& type = column_.common;
  switch (type.kind) {
    case Kind::kBool:
      return {0, 1};
    case Kind::kEnum: {
      const auto& members = context_.program.enums.get(type.enumeration).members;
      return {0, static_cast<Int128>(members.size()) - 1};
    }
    case Kind::kText:
      return {0, static_cast<Int128>(texts_.size())};
    case Kind::kFloat:
      return FloatDomain(context_, column_.expr);
    default: {
      const Interval known =
          Rescaled(IntervalOf(context_, column_.expr), column_.type.scale, type.scale);
      return {known.low.value_or(-Axis::kFar), known.high.value_or(Axis::kFar)};
    }
  }
}

std::string CellWords::Example(const WordRange& words) const {
  const Type& type = column_.common;
  if (type.kind == Kind::kText) {
    const auto index = static_cast<std::size_t>(words.low);
    return index < texts_.size() ? "\"" + texts_[index] + "\"" : "any other text";
  }
  if (type.kind == Kind::kFloat) {
    return ShortDecimal(words);
  }
  const Int128 near = words.low > -Axis::kFar   ? words.low
                      : words.high < Axis::kFar ? words.high
                                                : Int128{0};
  return types::FormatValue(type, context_.program.enums, near);
}

}  // namespace sextant::check
