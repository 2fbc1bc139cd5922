#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "compiler/check/constant.h"
#include "compiler/check/interval.h"
#include "compiler/check/store.h"
#include "compiler/check/table.h"
#include "compiler/support/subsets.h"

// The words that cells of tables stand for.
namespace sextant::check {

using ast::CellItem;
using ast::CellTest;

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
  // As the column stores it: with the places of a finer parameter it may be beyond 64 bits.
  if (const auto word = ConstantWord(context_.program, id, column_.type.required())) {
    return real ? OrderedWord(std::bit_cast<double>(*word))
                : *word * PowerOfTen(common.is_exact() ? common.scale - column_.type.scale : 0);
  }
  const Param& param = context_.program.params[context_.info(id).ref.index];
  if (!real) {
    return param.default_word * PowerOfTen(common.scale - param.type.scale);
  }
  return OrderedWord(param.type.kind == Kind::kFloat
                         ? std::bit_cast<double>(param.default_word)
                         : NearestDouble(param.default_word, param.type.scale));
}

std::vector<WordRange> SetsOf(const Program& program, const ast::TableCell& cell,
                              const std::vector<int32_t>& asked) {
  uint32_t any = 0;
  for (const CellItem& item : cell.items) {
    if (item.test == CellTest::kHas) {
      const auto code = static_cast<int32_t>(program.info(item.low).ref.part);
      any |= uint32_t{1} << (std::ranges::find(asked, code) - asked.begin());
    }
  }
  return NumbersWithAny(any, asked.size());
}

WordCell CellWords::Of(const ast::TableCell& cell) {
  WordCell words;
  words.negated = cell.negated || cell.items.empty();
  words.missing = !cell.negated && cell.items.empty();
  words.ranges = SetsOf(context_.program, cell, column_.asked);
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
      case CellTest::kHas:
        break;  // all at once
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
    case Kind::kSet:
      return {0, (Int128{1} << column_.asked.size()) - 1};
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
  if (type.kind == Kind::kSet) {
    const uint64_t set = SetOfNumber(static_cast<uint32_t>(words.low), column_.asked);
    return types::FormatValue(type, context_.program.enums, static_cast<int64_t>(set));
  }
  const Int128 near = words.low > -Axis::kFar   ? words.low
                      : words.high < Axis::kFar ? words.high
                                                : Int128{0};
  return types::FormatValue(type, context_.program.enums, near);
}

}  // namespace sextant::check
