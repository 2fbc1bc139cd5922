#include <algorithm>
#include <unordered_map>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

// Lists and the records of their rows. The fields of rows are names only where a row is looked at.
namespace sextant::check {
namespace {

bool IsFlat(Context& context, const ast::FieldItem& item) {
  const bool list = item.type.name == ast::TypeName::kList;
  const bool set = item.type.name == ast::TypeName::kSet;
  if (!list && !set && item.type.series == 0) {
    return true;
  }
  context
      .Report(Diag::kRowHoldsMany, item.type.span,
              {item.name.text, list  ? "a list"
                               : set ? "a set"
                                     : "a series"})
      .Hint("declare it in the record with the key");
  return false;
}

void DeclareRowFields(Context& context, const ast::RecordDecl& decl, RowRecord& rows) {
  std::unordered_map<std::string, Span> known;
  for (const ast::FieldItem& item : decl.fields) {
    const std::string& name = item.name.text;
    const auto [first, added] = known.try_emplace(name, item.name.span);
    if (IsReserved(name)) {
      context.Report(Diag::kBuiltInName, item.name.span, {name, "a field"})
          .Hint("choose another name, such as `" + name + "_value`");
    } else if (!added) {
      context.Report(Diag::kNameTaken, item.name.span, {name})
          .Label(first->second, "it is the name of a field here")
          .Hint("give one of the two another name");
    }
    Field field;
    field.name = name;
    field.span = item.name.span;
    if (IsFlat(context, item)) {
      field.type = ResolveType(context, item.type);
      field.range = CheckRange(context, item.type, field.type, Backticked(name));
    }
    rows.fields.push_back(std::move(field));
  }
}

void FindDate(Context& context, const ast::RecordDecl& decl, RowRecord& rows) {
  if (decl.dated.text.empty()) {
    return;
  }
  const auto index = rows.Find(decl.dated.text);
  if (!index) {
    if (!context.damage.any()) {
      context.Report(Diag::kUnknownField, decl.dated.span, {decl.dated.text, decl.name.text})
          .Hint(DidYouMean(decl.dated.text, RowFieldNames(rows),
                           "add the field: `" + decl.dated.text + " : date`"));
    }
    return;
  }
  const Field& field = rows.fields[*index];
  if (field.type.kind != Kind::kDate || field.type.optional) {
    if (!field.type.is_error()) {
      const std::string type = types::TypeName(field.type, context.program.enums);
      context.Report(Diag::kDateOfRow, decl.dated.span, {decl.dated.text, Backticked(type)})
          .Label(field.span, "declared here")
          .Hint("rows are dated by a field of type `date` that is never missing");
    }
    return;
  }
  rows.dated = index;
}

std::vector<std::string> RowRecordNames(const Context& context) {
  std::vector<std::string> names;
  for (const RowRecord& rows : context.program.row_records) {
    names.push_back(rows.name);
  }
  return names;
}

}  // namespace

void DeclareRowRecords(Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* record = std::get_if<ast::RecordDecl>(&decl.node);
    if (record == nullptr || !record->key.text.empty()) {
      continue;
    }
    DeclareName(context, record->name, {}, "a record of rows");
    RowRecord rows;
    rows.name = record->name.text;
    rows.span = record->name.span;
    DeclareRowFields(context, *record, rows);
    FindDate(context, *record, rows);
    if (!record->checks.empty()) {
      context.Report(Diag::kCheckOfRows, record->checks.front().span, {rows.name})
          .Hint("check the list in the record with the key: `check none of … with …`");
    }
    context.program.row_records.push_back(std::move(rows));
  }
}

void DeclareList(Context& context, const ast::FieldItem& item) {
  const ast::TypeExpr& type = item.type;
  const Ref ref{RefKind::kList, static_cast<uint32_t>(context.program.lists.size()), 0};
  const bool many = type.series > 0;
  if (type.optional || many || type.low || type.high) {
    context
        .Report(Diag::kListNotHere, type.span,
                {type.optional ? "optional"
                 : many        ? "an item of a series"
                               : "held to a range"})
        .Hint("a list without rows is empty, never missing; write `list of " + type.list_of.text +
              "`");
  }
  const std::vector<std::string> names = RowRecordNames(context);
  const auto found = std::find(names.begin(), names.end(), type.list_of.text);
  if (found == names.end()) {
    if (!context.damage.any()) {
      context.Report(Diag::kUnknownRows, type.list_of.span, {type.list_of.text})
          .Hint(DidYouMean(type.list_of.text, names,
                           "describe its rows: `record " + type.list_of.text +
                               " dated by posted_on { posted_on : date … }`"));
    }
    DeclareName(context, item.name, {}, "a list");
    return;
  }
  DeclareName(context, item.name, ref, "a list");
  context.program.lists.push_back(
      {item.name.text, static_cast<uint32_t>(found - names.begin()), item.name.span});
}

}  // namespace sextant::check
