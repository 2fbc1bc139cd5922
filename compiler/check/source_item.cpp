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

// The columns of a set's members, in the order of the enumeration.
std::vector<std::string> FlagColumns(Context& context, const ast::SourceItem& item,
                                     const Field& field) {
  const Type member = Type::Enum(field.type.enumeration);
  const auto& members = context.program.enums.get(field.type.enumeration).members;
  std::vector<std::string> columns(members.size());
  MemberCover cover(context, member, Backticked(field.name));
  std::set<std::string> known;
  for (const ast::FlagItem& flag : item.flags) {
    cover.Name(flag.member);
    if (!known.insert(flag.column.text).second) {
      context.Report(Diag::kColumnTwice, flag.column.span, {flag.column.text, field.name})
          .Hint("each member has a column of its own");
    }
    if (const auto code = context.program.enums.Find(member.enumeration, flag.member.text)) {
      columns[static_cast<std::size_t>(*code)] = flag.column.text;
    }
  }
  const std::vector<std::string> left = cover.Left();
  if (!left.empty()) {
    context.Report(Diag::kFlagMissing, item.span, {field.name, ListText(left)})
        .Hint("name a column for each member of the set");
  }
  return columns;
}

// A series may also stand in one column of lists, which CSV has not.
bool IsListOfItems(const ast::SourceDecl& decl, const Field& field, std::size_t columns) {
  return columns == 1 && field.type.series > 0 && decl.format != ast::FileFormat::kCsv;
}

std::vector<std::string> ColumnsOf(Context& context, const ast::SourceDecl& decl,
                                   const ast::SourceItem& item, const Field& field) {
  if (item.columns.empty()) {
    return item.flags.empty() || field.type.kind != Kind::kSet ? OwnColumns(field)
                                                               : FlagColumns(context, item, field);
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
  if (columns.size() != needed && !IsListOfItems(decl, field, columns.size()) &&
      !field.type.is_error()) {
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

// What a code of the column stands for: a value of the field, an item of a set, or a flag.
Type CodedType(const ast::SourceItem& item, const Type& type) {
  if (type.kind != Kind::kSet) {
    return type;
  }
  return item.flags.empty() ? Type::Enum(type.enumeration) : Type::Bool();
}

void SetCodes(Context& context, const ast::SourceItem& item, const Field& field,
              ColumnBinding& binding) {
  if (item.codes.empty() || field.type.is_error()) {
    return;
  }
  const Type coded = CodedType(item, field.type);
  if (!MemberCover::HasMembers(coded)) {
    ReportSetting(context, item, field, "`codes`",
                  "it applies to `one of { … }`, `set of { … }` and `boolean`");
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
    if (IsMemberOf(context, coded, code.member.text)) {
      binding.codes.push_back({code.code, code.number, CodeOf(context, coded, code.member.text)});
    } else {
      // Several codes may stand for one member, so only the name is checked.
      MemberCover(context, coded, Backticked(field.name)).Name(code.member);
    }
  }
}

// How the members of a set stand in the file.
void SetItems(Context& context, const ast::SourceItem& item, const Field& field,
              ColumnBinding& binding) {
  const bool set = field.type.kind == Kind::kSet;
  binding.flags = set && !item.flags.empty();
  binding.split = item.split.value_or(kUsualSplit);
  if (!item.flags.empty() && !set && !field.type.is_error()) {
    ReportSetting(context, item, field, "`flags`", "it applies to `set of { … }`");
  }
  if (item.split && (binding.flags || !set) && !field.type.is_error()) {
    ReportSetting(context, item, field, "`split by`",
                  set ? "its members have columns of their own" : "it applies to `set of { … }`");
  }
  const bool blank = binding.split.find_first_not_of(" \t") == std::string::npos;
  if (item.split && (blank ? binding.split.empty() : binding.split == "\n")) {
    context.Report(Diag::kItemSeparator, item.span, {*item.split})
        .Hint("write what stands between two items, as in `split by \";\"`");
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
  binding.columns = ColumnsOf(context, decl, item, field);
  binding.nulls = item.nulls ? *item.nulls : decl.nulls.value_or(std::vector<std::string>{});
  SetUnit(context, item, field, binding);
  SetDates(context, decl, item, field, binding);
  SetCodes(context, item, field, binding);
  SetRounded(context, item, field, binding);
  SetItems(context, item, field, binding);
  return binding;
}

void CheckDateFormat(Context& context, const std::optional<std::string>& format, Span span) {
  if (format && !IsDateFormat(*format)) {
    context.Report(Diag::kDateFormat, span, {*format})
        .Hint(
            "write `yyyy`, `MM` and `dd` once each, as in `dates \"yyyy-MM-dd\"`; `M` and `d`, "
            "with a sign behind them, read one digit or two");
  }
}

}  // namespace sextant::check
