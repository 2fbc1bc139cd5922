#include "compiler/check/list_source.h"

#include <algorithm>

namespace sextant::check {
namespace {

const ast::SourceItem* ItemOf(const ast::SourceDecl* decl, const std::string& list) {
  if (decl == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(decl->items.begin(), decl->items.end(),
                                  [&](const auto& item) { return item.field.text == list; });
  return found == decl->items.end() ? nullptr : &*found;
}

const Field* KeyOf(const Context& context) {
  const Program& program = context.program;
  return program.key_field < program.fields.size() ? &program.fields[program.key_field] : nullptr;
}

ColumnBinding KeyBinding(const Field& key, const std::string& column, const RowSource* rows) {
  ColumnBinding binding;
  binding.columns = {column};
  if (rows != nullptr) {
    binding.nulls = rows->decl->nulls.value_or(std::vector<std::string>{});
    binding.date_format = key.type.kind == Kind::kDate ? rows->decl->date_format.value_or("") : "";
    binding.span = rows->source.span;
  }
  return binding;
}

const RowSource* FindSource(Context& context, const List& list, const ast::ListLink& link,
                            const std::vector<RowSource>& row_sources) {
  const std::string& rows = context.program.row_records[list.rows].name;
  std::vector<std::string> names;
  for (const RowSource& source : row_sources) {
    if (source.decl->record.text != rows) {
      continue;
    }
    if (source.source.name == link.source.text) {
      return &source;
    }
    names.push_back(source.source.name);
  }
  if (!context.damage.any()) {
    context.Report(Diag::kUnknownListSource, link.source.span, {link.source.text, rows})
        .Hint(DidYouMean(link.source.text, names,
                         names.empty() ? "describe it: `source " + link.source.text + " for " +
                                             rows + " from csv { … }`"
                                       : "there are " + ListText(names)));
  }
  return nullptr;
}

Source Linked(Context& context, const List& list, const ast::ListLink& link,
              const std::vector<RowSource>& row_sources, Source own) {
  const Field* key = KeyOf(context);
  if (key != nullptr && link.key.text != key->name) {
    context.Report(Diag::kListKey, link.key.span, {link.key.text})
        .Hint("write `by " + key->name + " = \"" + link.column + "\"`, the key of the record");
  }
  const RowSource* rows = FindSource(context, list, link, row_sources);
  if (rows == nullptr || key == nullptr) {
    return own;
  }
  Source source = rows->source;
  source.key = KeyBinding(*key, link.column, rows);
  return source;
}

}  // namespace

bool IsListItem(Context& context, const ast::SourceItem& item) {
  const Symbol* symbol = context.names.Find(item.field.text, -1);
  if (symbol == nullptr || symbol->ref.kind != RefKind::kList) {
    return false;
  }
  if (!item.list) {
    context.Report(Diag::kListSource, item.span, {item.field.text})
        .Hint("describe its rows in a source of their own, and write `" + item.field.text +
              " from that_source by KEY = \"COLUMN\"`");
  }
  return true;
}

void ReportNoList(Context& context, const ast::SourceItem& item, const Field& field) {
  const std::string type = types::TypeName(field.type, context.program.enums);
  context.Report(Diag::kNotAListSource, item.span, {field.name, Backticked(type)})
      .Hint("only a list has a source of its own; write `" + field.name + " from \"COLUMN\"`");
}

std::vector<Source> ListSources(Context& context, const ast::SourceDecl* decl,
                                const std::vector<RowSource>& row_sources) {
  std::vector<Source> sources;
  const Field* key = KeyOf(context);
  for (std::size_t i = 0; i < context.program.lists.size(); ++i) {
    const List& list = context.program.lists[i];
    Source own = OwnListSource(context, static_cast<uint32_t>(i));
    if (key != nullptr) {
      own.key = KeyBinding(*key, key->name, nullptr);
    }
    const ast::SourceItem* item = ItemOf(decl, list.name);
    sources.push_back(item != nullptr && item->list
                          ? Linked(context, list, *item->list, row_sources, std::move(own))
                          : std::move(own));
  }
  return sources;
}

}  // namespace sextant::check
