#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

Field MakeField(Context& context, const ast::FieldItem& item) {
  Field field;
  field.name = item.name.text;
  field.span = item.name.span;
  field.type = ResolveType(context, item.type);
  field.consents = item.type.consents;
  field.never_shared = item.never_shared;
  field.range = CheckRange(context, item.type, field.type, Backticked(field.name));
  return field;
}

void DeclareFields(Context& context, const ast::RecordDecl& decl) {
  for (const ast::FieldItem& item : decl.fields) {
    if (item.type.name == ast::TypeName::kList) {
      DeclareList(context, item);
      continue;
    }
    const Ref ref{RefKind::kField, static_cast<uint32_t>(context.program.fields.size()), 0};
    DeclareName(context, item.name, ref, "a field");
    context.program.fields.push_back(MakeField(context, item));
  }
}

bool CanBeKey(const Type& type) {
  const bool kind = type.is_integer() || type.kind == Kind::kText || type.kind == Kind::kEnum ||
                    type.kind == Kind::kDate || type.is_error();
  return kind && !type.optional && type.series == 0;
}

void FindKey(Context& context, const ast::RecordDecl& decl) {
  std::vector<std::string> names;
  for (const Field& field : context.program.fields) {
    names.push_back(field.name);
  }
  const auto found = std::find(names.begin(), names.end(), decl.key.text);
  if (found == names.end()) {
    if (context.damage.any()) {
      return;
    }
    context.Report(Diag::kUnknownKey, decl.key.span, {decl.key.text, decl.name.text})
        .Hint(DidYouMean(decl.key.text, names,
                         "add the field to the record: `" + decl.key.text + " : text`"));
    return;
  }
  context.program.key_field = static_cast<uint32_t>(found - names.begin());
  const Field& field = context.program.fields[context.program.key_field];
  if (!CanBeKey(field.type)) {
    const std::string type = types::TypeName(field.type, context.program.enums);
    context.Report(Diag::kKeyType, decl.key.span, {decl.key.text, Backticked(type)})
        .Label(field.span, "declared here")
        .Hint("a key is `text`, `integer`, `date` or `one of { … }`, and never missing");
  }
}

// The record with a key: what the program decides about.
const ast::RecordDecl* KeyedRecord(Context& context) {
  const ast::RecordDecl* first = nullptr;
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* record = std::get_if<ast::RecordDecl>(&decl.node);
    if (record == nullptr || record->key.text.empty()) {
      continue;
    }
    if (first != nullptr) {
      context.Report(Diag::kSecondRecord, record->name.span, {record->name.text})
          .Label(first->name.span, "the first record is here")
          .Hint(
              "put all fields into one record, write two strategy files, or leave the key of the "
              "rows of a list out");
    }
    first = first == nullptr ? record : first;
  }
  return first;
}

const ast::RecordDecl* FirstRecord(const Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* record = std::get_if<ast::RecordDecl>(&decl.node)) {
      return record;
    }
  }
  return nullptr;
}

// Where a file without a record is pointed at: its first declaration.
void ReportNoRecord(Context& context) {
  if (context.tree.decls.empty() || context.damage.any()) {
    return;  // the parser has said more
  }
  if (const ast::RecordDecl* record = FirstRecord(context)) {
    context.Report(Diag::kNoKeyedRecord, record->name.span, {record->name.text})
        .Hint("name the field that tells one from another: `record " + record->name.text +
              " key customer_id { customer_id : text … }`");
    return;
  }
  const Span all = context.tree.decls.front().span;
  context.Report(Diag::kNoRecord, {all.file, all.begin, std::min(all.end, all.begin + 1)})
      .Hint(
          "say what is known of a customer: `record Customer key customer_id { customer_id : "
          "text … }`");
}

}  // namespace

void DeclareRecord(Context& context) {
  DeclareRowRecords(context);
  const ast::RecordDecl* record = KeyedRecord(context);
  if (record == nullptr) {
    ReportNoRecord(context);
    return;
  }
  context.program.record_name = record->name.text;
  DeclareName(context, record->name, {}, "the record");
  DeclareFields(context, *record);
  FindKey(context, *record);
}

void CheckRecord(Context& context, const ast::RecordDecl& decl) {
  if (decl.key.text.empty()) {
    return;  // the rows of a list
  }
  for (const ast::CheckItem& item : decl.checks) {
    context.place = {};
    CheckCondition(context, item.condition);
    CheckReason(context, item.because);
    context.program.checks.push_back({item.condition, item.because, item.span});
  }
}

}  // namespace sextant::check
