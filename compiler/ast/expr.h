#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/id.h"
#include "compiler/support/int128.h"

// Expressions as written. Children are ids into the Tree that owns the node.
namespace sextant::ast {

using ExprId = Id<struct ExprTag>;

// An identifier: NFC, back-quotes removed.
struct Name {
  std::string text;
  source::Span span;
};

// A number literal: value = digits * 10^-scale with trailing zeros of the fraction dropped and the
// suffixes %, ‰, bp, 万 and 亿 applied. `unit` is "" or a currency ("CNY"; 元 is CNY), "days" or
// "months" (years are multiplied by 12).
struct NumberExpr {
  Int128 digits = 0;  // never negative; a sign is a UnaryExpr
  int scale = 0;
  std::string unit;
};
struct BooleanExpr { bool value = false; };
struct DateExpr { int32_t days = 0; };
struct TextExpr { std::string value; };
struct MissingExpr {};
struct NameExpr { Name name; };
// `part` is empty unless a third name is written: CreditLine.previous.line.
struct MemberExpr { Name base; Name member; Name part; };

enum class UnaryOp : uint8_t { kNegate, kNot, kAbsolute };
struct UnaryExpr { UnaryOp op{}; ExprId operand; };

// kEqual is also written `is`, kNotEqual `is not`.
enum class BinaryOp : uint8_t {
  kAdd, kSubtract, kMultiply, kDivide,
  kEqual, kNotEqual, kLess, kLessEqual, kGreater, kGreaterEqual,
  kAnd, kOr, kImplies,
};
struct BinaryExpr { BinaryOp op{}; ExprId left; ExprId right; source::Span op_span; };

struct InExpr { ExprId value; std::vector<ExprId> items; bool negated = false; };
struct InRangeExpr { ExprId value; ExprId low; ExprId high; bool negated = false; };
struct HasExpr { ExprId set; ExprId member; };
struct StartsExpr { ExprId text; std::string prefix; };
struct KnownExpr { ExprId value; bool known = true; };
struct OtherwiseExpr { ExprId value; ExprId fallback; };
struct IfExpr { ExprId condition; ExprId then_value; ExprId else_value; };

// `to N places` when `places` >= 0, else `to STEP`.
struct RoundedExpr {
  ExprId value;
  RoundingMode mode = RoundingMode::kHalfEven;
  int places = -1;
  ExprId step;
};

struct LimitedExpr { ExprId value; ExprId low; ExprId high; };
struct ConvertedExpr { ExprId value; Name currency; ExprId rate; };

struct PickExpr { bool smallest = true; std::vector<ExprId> items; };
struct RatioExpr { ExprId numerator; ExprId denominator; };
struct MonthsExpr { bool days = false; ExprId from; ExprId to; };  // days: `days from a to b`
struct WithinExpr { ExprId date; ExprId length; bool before = true; ExprId anchor; };
struct LastExpr { int count = 0; source::Span count_span; ExprId series; };
struct ItemExpr { int index = 0; source::Span index_span; ExprId series; };

// amount of transactions: the field of every row of a list.
struct ProjectExpr { Name field; ExprId list; };

enum class AggregateOp : uint8_t {
  kSum, kAverage, kLargest, kSmallest, kCount, kAnyOf, kNoneOf,
  kLatest, kMostFrequent, kCountDistinct,
};
// `filter` (may be invalid) is the condition after `with`, in which `it` is the item. A list may
// stand inside a WithinExpr (its window), and that or the list inside a ProjectExpr. `known`: only
// of the items that are there, as in `sum(known last 3 of s)`.
struct AggregateExpr { AggregateOp op{}; ExprId series; ExprId filter; bool known = false; };

using ExprNode = std::variant<
#define SEXTANT_EXPR(Kind) Kind##Expr,
#include "compiler/ast/node_kinds.def"
#undef SEXTANT_EXPR
    std::monostate>;

}  // namespace sextant::ast
