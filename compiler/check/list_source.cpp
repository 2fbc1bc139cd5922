#include "compiler/check/list_source.h"

#include <algorithm>

#include "compiler/check/columns.h"

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
  const bool in_column = link.key.text.empty();
  if (key != nullptr && !in_column && link.key.text != key->name) {
    context.Report(Diag::kListKey, link.key.span, {link.key.text})
        .Hint("write `by " + key->name + " = \"" + link.column + "\"`, the key of the record");
  }
  const RowSource* rows = FindSource(context, list, link, row_sources);
  if (rows == nullptr || key == nullptr) {
    return own;
  }
  Source source = rows->source;
  if (in_column) {
    source.column = link.column;
  } else {
    source.key = KeyBinding(*key, link.column, rows);
  }
  return source;
}

// The sources that may describe rows in a column of such a file.
std::vector<const RowSource*> FittingSources(const Context& context, const List& list,
                                             ast::FileFormat format,
                                             const std::vector<RowSource>& row_sources) {
  const std::string& rows = context.program.row_records[list.rows].name;
  std::vector<const RowSource*> fitting;
  for (const RowSource& source : row_sources) {
    const ast::FileFormat of_rows = source.source.format;
    const bool fits = format == ast::FileFormat::kAny ? of_rows != ast::FileFormat::kCsv
                                                      : of_rows == format;
    if (source.decl->record.text == rows && (fits || of_rows == ast::FileFormat::kAny)) {
      fitting.push_back(&source);
    }
  }
  return fitting;
}

void ReportSeveral(Context& context, const List& list, source::Span span, const std::string& column,
                   const std::vector<const RowSource*>& sources) {
  std::vector<std::string> names;
  for (const RowSource* source : sources) {
    names.push_back(source->source.name);
  }
  context.Report(Diag::kSeveralListSources, span, {list.name, ListText(names)})
      .Hint("say which one does: `" + list.name + " from " + names.front() + " in \"" + column +
            "\"`, or `by KEY = \"COLUMN\"` when the rows have a file of their own");
}

// A list that no item links to a source: `named` in a column, or as it comes. The fields of its rows
// are read as the only source that fits describes them, else from the columns of their names.
Source Unlinked(Context& context, const List& list, const ast::SourceDecl* decl,
                const ast::SourceItem* named, const std::vector<RowSource>& row_sources,
                Source own) {
  const ast::FileFormat format = decl == nullptr ? ast::FileFormat::kAny : decl->format;
  const bool csv = format == ast::FileFormat::kCsv;
  own.column = csv ? "" : named != nullptr ? named->columns.front().text : list.name;
  own.or_file = named == nullptr;
  const auto fitting = FittingSources(context, list, format, row_sources);
  if (fitting.empty() || (csv && fitting.size() > 1)) {
    return own;
  }
  if (fitting.size() > 1) {
    ReportSeveral(context, list,
                  named != nullptr  ? named->span
                  : decl != nullptr ? decl->name.span
                                    : list.span,
                  own.column, fitting);
    return own;
  }
  Source source = fitting.front()->source;
  source.name = own.name;
  source.column = own.column;
  source.or_file = own.or_file;
  if (own.key) {
    source.key = KeyBinding(*KeyOf(context), own.key->columns.front(), fitting.front());
  }
  return source;
}

std::size_t CountColumns(Context& context, const ast::SourceItem& item) {
  std::size_t columns = 0;
  for (const ast::ColumnName& column : item.columns) {
    columns += ExpandColumns(context, column).size();
  }
  return columns;
}

// What the item of a list in a column says beside the column.
std::string SettingOf(const ast::SourceItem& item) {
  return !item.flags.empty()                  ? "`flags`"
         : item.unit.valid() || item.percent  ? "`in`"
         : item.date_format                   ? "`dates`"
         : !item.codes.empty()                ? "`codes`"
         : item.nulls                         ? "`null`"
         : item.split                         ? "`split by`"
         : item.rounded                       ? "`rounded`"
                                              : "";
}

}  // namespace

bool IsListItem(Context& context, const ast::SourceDecl& decl, const ast::SourceItem& item) {
  const Symbol* symbol = context.names.Find(item.field.text, -1);
  if (symbol == nullptr || symbol->ref.kind != RefKind::kList) {
    return false;
  }
  const bool in_column = !item.list || item.list->key.text.empty();
  if (in_column && decl.format == ast::FileFormat::kCsv) {
    context.Report(Diag::kListSource, item.span, {item.field.text})
        .Hint("put them into a file of their own, describe it in a source, and write `" +
              item.field.text + " from that_source by KEY = \"COLUMN\"`");
  } else if (const std::string setting = SettingOf(item); !setting.empty()) {
    context.Report(Diag::kSettingNotHere, item.span, {setting, item.field.text, "a list of rows"})
        .Hint("describe the fields of its rows in a source of their own");
  } else if (const std::size_t columns = CountColumns(context, item); !item.list && columns != 1) {
    context
        .Report(Diag::kColumnCount, item.span,
                {item.field.text, "a list of rows", Counted(columns, "column") + " are"})
        .Hint("its rows stand in one column: `" + item.field.text + " from \"COLUMN\"`");
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
    if (item != nullptr && item->list) {
      sources.push_back(Linked(context, list, *item->list, row_sources, std::move(own)));
    } else if (item == nullptr || (item->columns.size() == 1 && SettingOf(*item).empty())) {
      sources.push_back(Unlinked(context, list, decl, item, row_sources, std::move(own)));
    } else {
      sources.push_back(std::move(own));  // reported already
    }
  }
  return sources;
}

void CheckListColumns(Context& context, const ast::SourceDecl& decl, const Source& source) {
  const Program& program = context.program;
  for (std::size_t i = 0; i < source.lists.size(); ++i) {
    const std::string& column = source.lists[i].column;
    for (std::size_t field = 0; field < source.fields.size() && !column.empty(); ++field) {
      if (std::ranges::count(source.fields[field].columns, column) > 0) {
        const ast::SourceItem* item = ItemOf(&decl, program.lists[i].name);
        context
            .Report(Diag::kColumnShared, item == nullptr ? source.span : item->span,
                    {column, program.fields[field].name, program.lists[i].name})
            .Label(source.fields[field].span, "it is read here too")
            .Hint("check the names of the columns");
      }
    }
  }
}

}  // namespace sextant::check
