#include "compiler/check/source_item.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/check/columns.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/members.h"

namespace sextant::check {
namespace {

void ReportSetting(Context& context, const ast::SourceItem& item, const Field& field,
                   const std::string& setting, const std::string& hint) {
  context
      .Report(Diag::kSettingNotHere, item.span, {setting, field.name, context.Describe(field.type)})
      .Hint(hint);
}

std::vector<std::string> ColumnsOf(Context& context, const ast::SourceItem& item,
                                   const Field& field) {
  if (item.columns.empty()) {
    return OwnColumns(field);
  }
  std::vector<std::string> columns;
  std::set<std::string> known;
  for (const ast::ColumnName& pattern : item.columns) {
    const std::vector<std::string> names = ExpandColumns(context, pattern);
    if (names.empty()) {
      return OwnColumns(field);
    }
    for (const std::string& name : names) {
      if (!known.insert(name).second) {
        context.Report(Diag::kColumnTwice, pattern.span, {name, field.name})
            .Hint("leave one of the two out");
      }
    }
    columns.insert(columns.end(), names.begin(), names.end());
  }
  const std::size_t needed = std::max<std::size_t>(field.type.series, 1);
  if (columns.size() != needed && !field.type.is_error()) {
    const std::string verb = columns.size() == 1 ? " is" : " are";
    context
        .Report(
            Diag::kColumnCount, item.span,
            {field.name, context.Describe(field.type), Counted(columns.size(), "column") + verb})
        .Hint("name " + Counted(needed, "column") +
              (needed > 1
                   ? ", the most recent first, as in `\"BILL_{1.." + std::to_string(needed) + "}\"`"
                   : ""));
  }
  return columns;
}

void SetUnit(Context& context, const ast::SourceItem& item, const Field& field,
             ColumnBinding& binding) {
  const bool exact = field.type.kind == Kind::kNumber || field.type.kind == Kind::kMoney;
  if (item.percent) {
    binding.unit_scale = 2;
    if (field.type.kind != Kind::kNumber && !field.type.is_error()) {
      ReportSetting(context, item, field, "`in percent`", "it applies to `rate` and `decimal`");
    }
    return;
  }
  if (!item.unit.valid()) {
    return;
  }
  const Type unit = CheckExpr(context, item.unit);
  const auto* number = std::get_if<ast::NumberExpr>(&context.tree.node(item.unit));
  if (unit.is_error() || field.type.is_error() || number == nullptr) {
    return;
  }
  if (!exact || unit.kind != field.type.kind || unit.currency != field.type.currency ||
      number->digits == 0) {
    const std::string hint =
        field.type.kind == Kind::kMoney
            ? "write the amount that a 1 in the file stands for, as in `in 0.01 " +
                  field.type.currency.text() + "`"
        : exact ? "write the number that a 1 in the file stands for, as in `in 0.01`"
                : "only amounts and exact numbers have a unit";
    context
        .Report(Diag::kUnitMismatch, context.span(item.unit),
                {context.Text(item.unit), field.name, context.Describe(field.type)})
        .Hint(hint);
    return;
  }
  binding.unit = number->digits;
  binding.unit_scale = number->scale;
}

void SetDates(Context& context, const ast::SourceDecl& decl, const ast::SourceItem& item,
              const Field& field, ColumnBinding& binding) {
  const bool date = field.type.kind == Kind::kDate;
  // After a slip of the parser's, the setting may have been meant for the whole source.
  if (item.date_format && !date && !field.type.is_error() && !context.damage.any()) {
    ReportSetting(context, item, field, "`dates`", "it applies to fields of type `date`");
  }
  CheckDateFormat(context, item.date_format, item.span);
  const std::optional<std::string>& format = item.date_format ? item.date_format : decl.date_format;
  binding.date_format = date ? format.value_or("") : "";
}

int32_t CodeOf(Context& context, const Type& type, const std::string& member) {
  if (type.kind == Kind::kBool) {
    return member == "true" ? 1 : 0;
  }
  return context.program.enums.Find(type.enumeration, member).value_or(0);
}

bool IsMemberOf(Context& context, const Type& type, const std::string& member) {
  return type.kind == Kind::kBool
             ? member == "true" || member == "false"
             : context.program.enums.Find(type.enumeration, member).has_value();
}

void SetCodes(Context& context, const ast::SourceItem& item, const Field& field,
              ColumnBinding& binding) {
  if (item.codes.empty() || field.type.is_error()) {
    return;
  }
  if (!MemberCover::HasMembers(field.type)) {
    ReportSetting(context, item, field, "`codes`", "it applies to `one of { … }` and `boolean`");
    return;
  }
  std::map<std::pair<bool, std::string>, Span> seen;
  for (const ast::CodeItem& code : item.codes) {
    const auto [first, added] = seen.try_emplace({code.number, code.code}, code.span);
    if (!added) {
      context.Report(Diag::kCodeTwice, code.span, {code.code})
          .Label(first->second, "first here")
          .Hint("a code stands for one member");
    }
    if (IsMemberOf(context, field.type, code.member.text)) {
      binding.codes.push_back(
          {code.code, code.number, CodeOf(context, field.type, code.member.text)});
    } else {
      // Several codes may stand for one member, so only the name is checked.
      MemberCover(context, field.type, Backticked(field.name)).Name(code.member);
    }
  }
}

void SetRounded(Context& context, const ast::SourceItem& item, const Field& field,
                ColumnBinding& binding) {
  binding.rounded = item.rounded;
  const bool exact = field.type.kind == Kind::kNumber || field.type.kind == Kind::kMoney;
  if (item.rounded && !exact && !field.type.is_error()) {
    ReportSetting(context, item, field, "`rounded`", "it applies to numbers and amounts");
  }
}

}  // namespace

ColumnBinding CheckSourceItem(Context& context, const ast::SourceDecl& decl,
                              const ast::SourceItem& item, const Field& field) {
  ColumnBinding binding;
  binding.span = item.field.span;
  binding.columns = ColumnsOf(context, item, field);
  binding.nulls = item.nulls ? *item.nulls : decl.nulls.value_or(std::vector<std::string>{});
  SetUnit(context, item, field, binding);
  SetDates(context, decl, item, field, binding);
  SetCodes(context, item, field, binding);
  SetRounded(context, item, field, binding);
  return binding;
}

void CheckDateFormat(Context& context, const std::optional<std::string>& format, Span span) {
  if (format && !IsDateFormat(*format)) {
    context.Report(Diag::kDateFormat, span, {*format})
        .Hint("write `yyyy`, `MM` and `dd` once each, as in `dates \"yyyy-MM-dd\"`");
  }
}

}  // namespace sextant::check
