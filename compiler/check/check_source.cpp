#include <map>

#include "compiler/check/columns.h"
#include "compiler/check/declarations.h"
#include "compiler/check/source_item.h"

namespace sextant::check {
namespace {

std::vector<std::string> FieldNames(const Context& context) {
  std::vector<std::string> names;
  for (const Field& field : context.program.fields) {
    names.push_back(field.name);
  }
  return names;
}

// The field an item is about; nothing after a report.
std::optional<std::size_t> FindField(Context& context, const ast::SourceItem& item) {
  const Symbol* symbol = context.names.Find(item.field.text, -1);
  if (symbol != nullptr && symbol->ref.kind == RefKind::kField) {
    return symbol->ref.index;
  }
  if (!context.damage.any() && !context.IsQuiet()) {
    const std::vector<std::string> names = FieldNames(context);
    context
        .Report(Diag::kUnknownField, item.field.span,
                {item.field.text, context.program.record_name})
        .Hint(DidYouMean(item.field.text, names, "its fields are " + ListText(names)));
  }
  return std::nullopt;
}

char SeparatorOf(Context& context, const ast::SourceDecl& decl) {
  if (!decl.separator) {
    return ',';
  }
  const std::string& text = *decl.separator;
  const bool fine = text.size() == 1 && text != "\"" && text != "\n" && text != "\r" &&
                    static_cast<unsigned char>(text[0]) < 0x80;
  if (!fine) {
    context.Report(Diag::kSeparator, decl.separator_span, {text})
        .Hint("write one character, such as `\",\"`, `\";\"` or `\"\\t\"`");
  }
  return fine ? text[0] : ',';
}

ColumnBinding OwnBinding(const Field& field, const ast::SourceDecl* decl) {
  ColumnBinding binding;
  binding.columns = OwnColumns(field);
  binding.span = field.span;
  if (decl != nullptr) {
    binding.nulls = decl->nulls.value_or(std::vector<std::string>{});
    binding.date_format = field.type.kind == Kind::kDate ? decl->date_format.value_or("") : "";
  }
  return binding;
}

// Warns of a column that is read for two fields; inside one field it is an error of its own.
void CheckShared(Context& context, const Source& source) {
  std::map<std::string, std::size_t> readers;
  for (std::size_t i = 0; i < source.fields.size(); ++i) {
    for (const std::string& column : source.fields[i].columns) {
      const auto [first, added] = readers.try_emplace(column, i);
      if (!added && first->second != i) {
        context
            .Report(Diag::kColumnShared, source.fields[i].span,
                    {column, context.program.fields[first->second].name,
                     context.program.fields[i].name})
            .Label(source.fields[first->second].span, "it is read here too")
            .Hint("check the names of the columns");
      }
    }
  }
}

void CheckItems(Context& context, const ast::SourceDecl& decl, Source& source) {
  std::map<std::string, Span> seen;
  for (const ast::SourceItem& item : decl.items) {
    const auto [first, added] = seen.try_emplace(item.field.text, item.field.span);
    if (!added) {
      context
          .Report(Diag::kListedTwice, item.field.span,
                  {item.field.text, "the source " + Backticked(decl.name.text)})
          .Label(first->second, "first here")
          .Hint("leave one of them out");
    }
    if (item.field.text == "as_of") {
      const Field as_of{"as_of", Type::Date(), {}, item.field.span};
      source.as_of = CheckSourceItem(context, decl, item, as_of);
    } else if (const auto index = FindField(context, item)) {
      source.fields[*index] = CheckSourceItem(context, decl, item, context.program.fields[*index]);
    }
  }
}

void CheckSource(Context& context, const ast::SourceDecl& decl) {
  DeclareName(context, decl.name, {}, "a source");
  if (decl.record.text != context.program.record_name) {
    if (!context.program.record_name.empty()) {
      context.Report(Diag::kUnknownRecord, decl.record.span, {decl.record.text})
          .Hint("write `for " + context.program.record_name + "`");
    }
    return;
  }
  Source source;
  source.name = decl.name.text;
  source.format = decl.format;
  source.separator = SeparatorOf(context, decl);
  source.span = decl.name.span;
  CheckDateFormat(context, decl.date_format, decl.name.span);
  for (const Field& field : context.program.fields) {
    source.fields.push_back(OwnBinding(field, &decl));
  }
  CheckItems(context, decl, source);
  CheckShared(context, source);
  context.program.sources.push_back(std::move(source));
}

}  // namespace

void CheckSources(Context& context) {
  for (const ast::Decl& decl : context.tree.decls) {
    if (const auto* source = std::get_if<ast::SourceDecl>(&decl.node)) {
      CheckSource(context, *source);
    }
  }
  if (context.program.sources.empty()) {
    Source own;
    for (const Field& field : context.program.fields) {
      own.fields.push_back(OwnBinding(field, nullptr));
    }
    context.program.sources.push_back(std::move(own));
  }
}

}  // namespace sextant::check
