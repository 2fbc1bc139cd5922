#include <algorithm>
#include <bit>
#include <limits>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/store.h"
#include "compiler/check/type_name.h"
#include "compiler/check/unify.h"

namespace sextant::check {
namespace {

bool FitsPlaces(Context& context, const ast::TypeExpr& written) {
  const int places = written.scale.value_or(0);
  if (places >= 0 && places <= kMaxScale) {
    return true;
  }
  context.Report(Diag::kTooManyPlaces, written.span, {std::to_string(places)});
  return false;
}

Type MoneyType(Context& context, const ast::TypeExpr& written) {
  const types::Currency currency = types::Currency::FromText(written.currency);
  if (!currency.known()) {
    context.Report(Diag::kUnknownCurrency, written.span, {written.currency})
        .Hint(CurrencyHint(written.currency));
    return Type::Error();
  }
  return Type::Money(currency, written.scale.value_or(currency.default_scale()));
}

// The enumeration of that name; invalid after a report.
EnumId NamedEnum(Context& context, const ast::Name& name) {
  Symbol* symbol = context.names.Find(name, -1);
  const bool declared = symbol != nullptr && symbol->what == "an enumeration";
  const auto found = declared ? context.enums.find(symbol->whole) : context.enums.end();
  if (found != context.enums.end()) {
    symbol->used = true;
    return found->second;
  }
  if (!context.damage.MayDeclare(name.text)) {
    context.Report(Diag::kUnknownTypeName, name.span, {name.text})
        .Hint(UnknownTypeHint(context, name.text));
  }
  return {};
}

Type NamedType(Context& context, const ast::TypeExpr& written) {
  const EnumId id = NamedEnum(context, written.enumeration);
  return id.valid() ? Type::Enum(id) : Type::Error();
}

Type SetType(Context& context, const ast::TypeExpr& written) {
  const bool named = !written.enumeration.text.empty();
  const EnumId id = named ? NamedEnum(context, written.enumeration)
                          : context.program.enums.InternAnonymous(
                                MemberNames(context, written.members, "this set"));
  if (!id.valid()) {
    return Type::Error();
  }
  const std::size_t members = context.program.enums.get(id).members.size();
  if (members > types::kMostSetMembers) {
    context
        .Report(Diag::kTooManyMembers, written.span,
                {std::to_string(members), std::to_string(types::kMostSetMembers)})
        .Hint("divide the members among several sets");
    return Type::Error();
  }
  return Type::Set(id);
}

Type BaseType(Context& context, const ast::TypeExpr& written) {
  switch (written.name) {
    case ast::TypeName::kInteger:
      return Type::Integer();
    case ast::TypeName::kDecimal:
      return Type::Number(written.scale.value_or(0));
    case ast::TypeName::kMoney:
      return MoneyType(context, written);
    case ast::TypeName::kRate:
      return Type::Rate();
    case ast::TypeName::kFloat:
      return Type::Float();
    case ast::TypeName::kBoolean:
      return Type::Bool();
    case ast::TypeName::kDate:
      return Type::Date();
    case ast::TypeName::kText:
      return Type::Text();
    case ast::TypeName::kOneOf:
      return Type::Enum(context.program.enums.InternAnonymous(
          MemberNames(context, written.members, "this list")));
    case ast::TypeName::kSet:
      return SetType(context, written);
    case ast::TypeName::kNamed:
      return NamedType(context, written);
    case ast::TypeName::kDays:
      return Type::Duration(types::DurationUnit::kDays);
    case ast::TypeName::kMonths:
      return Type::Duration(types::DurationUnit::kMonths);
    case ast::TypeName::kList:
      break;
  }
  return Type::Error();
}

bool CanHaveRange(const Type& type) {
  return type.is_exact() || type.kind == Kind::kFloat || type.kind == Kind::kDate;
}

Span RangeSpan(Context& context, const ast::TypeExpr& written) {
  const Span low = written.low ? context.span(written.low->value) : Span{};
  const Span high = written.high ? context.span(written.high->value) : low;
  return low.valid() && high.valid() ? source::Join(low, high) : high;
}

// Two plain numbers as the range of something with a unit.
bool LacksUnit(Context& context, ExprId low, ExprId high, const Type& item) {
  const auto is_number = [&](ExprId id) {
    return id.valid() && context.info(id).type.kind == Kind::kNumber;
  };
  return (item.kind == Kind::kMoney || item.kind == Kind::kDuration) && is_number(low) &&
         is_number(high);
}

void ReportEmpty(Context& context, const ast::TypeExpr& written) {
  context
      .Report(Diag::kEmptyRange, RangeSpan(context, written),
              {context.Quote(written.low->value), context.Quote(written.high->value)})
      .Hint("write the smaller end first");
}

void SetFloat(Range& range, const std::optional<int64_t>& low, const std::optional<int64_t>& high,
              const ast::TypeExpr& written) {
  if (low) {
    range.float_low = std::bit_cast<double>(*low);
    range.float_low_inclusive = written.low->inclusive;
  }
  if (high) {
    range.float_high = std::bit_cast<double>(*high);
    range.float_high_inclusive = written.high->inclusive;
  }
}

bool IsEmpty(const Range& range) {
  if (range.float_low && range.float_high) {
    const bool point = range.float_low_inclusive && range.float_high_inclusive;
    return *range.float_low > *range.float_high ||
           (*range.float_low == *range.float_high && !point);
  }
  return range.low && range.high && *range.low > *range.high;
}

// Stored words are whole, so `above x` is at least the next one.
std::optional<int64_t> Moved(std::optional<int64_t> word, bool inclusive, int step) {
  const int64_t last =
      step > 0 ? std::numeric_limits<int64_t>::max() : std::numeric_limits<int64_t>::min();
  return !word || inclusive || *word == last ? word : *word + step;
}

}  // namespace

Type ResolveType(Context& context, const ast::TypeExpr& written) {
  if (context.damage.Touches(written.span) || !FitsPlaces(context, written)) {
    return Type::Error();
  }
  if (written.name == ast::TypeName::kList) {
    context.Report(Diag::kListNotHere, written.span, {"anything but a field of the record"})
        .Hint("name a value made of the list, as in `let purchases = count of …`");
    return Type::Error();
  }
  Type type = BaseType(context, written);
  if (type.is_error()) {
    return type;
  }
  if (written.series > 0 && type.kind == Kind::kSet) {
    context
        .Report(Diag::kTypeNotHere, written.span, {"an item of a series", context.Describe(type)})
        .Hint("a series holds numbers, amounts, dates, texts, `boolean` or `one of { … }`");
    return Type::Error();
  }
  type.optional = written.optional;
  return written.series > 0 ? type.series_of(static_cast<uint16_t>(written.series)) : type;
}

Range CheckRange(Context& context, const ast::TypeExpr& written, const Type& type,
                 const std::string& what) {
  Range range;
  if (!written.low && !written.high) {
    return range;
  }
  const ExprId low = written.low ? written.low->value : ExprId{};
  const ExprId high = written.high ? written.high->value : ExprId{};
  CheckExpr(context, low);
  CheckExpr(context, high);
  if (type.is_error()) {
    return range;
  }
  if (!CanHaveRange(type)) {
    context.Report(Diag::kRangeNotHere, RangeSpan(context, written), {context.Describe(type)})
        .Hint("only numbers, amounts, dates and lengths of time have a range");
    return range;
  }
  AdoptUnit(context, low, high);
  AdoptUnit(context, high, low);
  const Type item = type.item().required();
  if (LacksUnit(context, low, high, item)) {
    const std::string written_range = context.Text(low) + ".." + context.Text(high);
    context
        .Report(Diag::kTypeMismatch, RangeSpan(context, written),
                {"a range of plain numbers", what, context.Describe(item)})
        .Hint("write the unit once, at the end: `" + written_range + " " + UnitText(item) + "`");
    return range;
  }
  const auto from = ConstantOf(context, low, item, what);
  const auto to = ConstantOf(context, high, item, what);
  if (type.kind == Kind::kFloat) {
    SetFloat(range, from, to, written);
  } else {
    range.low = Moved(from, !written.low || written.low->inclusive, 1);
    range.high = Moved(to, !written.high || written.high->inclusive, -1);
  }
  if (IsEmpty(range)) {
    ReportEmpty(context, written);
    return {};
  }
  return range;
}

void RejectRange(Context& context, const ast::TypeExpr& written, const std::string& what) {
  if (written.low || written.high) {
    context.Report(Diag::kRangeNotHere, RangeSpan(context, written), {what})
        .Hint(
            "only fields and parameters are checked against a range; use `smallest of` and "
            "`largest of` to keep a value within limits");
  }
}

}  // namespace sextant::check
