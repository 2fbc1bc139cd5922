#include <algorithm>
#include <map>

#include "compiler/check/columns.h"
#include "compiler/check/declarations.h"
#include "compiler/check/list_source.h"
#include "compiler/check/source_item.h"
#include "compiler/source/decode.h"
#include "compiler/source/one_line.h"

namespace sextant::check {
namespace {

// What a source describes: the record with the key, or the rows of lists.
struct Described {
  const std::string& name;
  const std::vector<Field>& fields;
  bool rows = false;
};

std::vector<std::string> FieldNames(const std::vector<Field>& fields) {
  std::vector<std::string> names;
  for (const Field& field : fields) {
    names.push_back(field.name);
  }
  return names;
}

// The field an item is about; nothing after a report.
std::optional<std::size_t> FindField(Context& context, const Described& what,
                                     const ast::SourceItem& item) {
  const std::vector<std::string> names = FieldNames(what.fields);
  const auto found = std::find(names.begin(), names.end(), item.field.text);
  if (found != names.end()) {
    return static_cast<std::size_t>(found - names.begin());
  }
  if (!context.damage.any() && !context.IsQuiet()) {
    context.Report(Diag::kUnknownField, item.field.span, {item.field.text, what.name})
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

// Only the cells of CSV have an encoding that the file does not tell of itself.
std::string EncodingOf(Context& context, const ast::SourceDecl& decl) {
  if (!decl.encoding) {
    return "";
  }
  if (!source::IsEncoding(*decl.encoding)) {
    context.Report(Diag::kUnknownEncoding, decl.encoding_span, {*decl.encoding})
        .Hint(source::UnknownEncoding(*decl.encoding).hint);
    return "";
  }
  const bool any = decl.format == ast::FileFormat::kAny;
  if (any && !decl.format_span.valid()) {
    context
        .Report(Diag::kEncodingNotHere, decl.encoding_span,
                {decl.name.text, "does not say that it reads them"})
        .Hint("write `source " + decl.name.text + " for " + decl.record.text + " from csv`");
  } else if (!any && decl.format != ast::FileFormat::kCsv) {
    context
        .Report(
            Diag::kEncodingNotHere, decl.encoding_span,
            {decl.name.text, "reads " + source::OneLine(context.sources.text(decl.format_span))})
        .Label(decl.format_span, "these files are always UTF-8")
        .Hint("leave it out");
  }
  return *decl.encoding;
}

ColumnBinding OwnBinding(const Field& field, const ast::SourceDecl* decl) {
  ColumnBinding binding;
  binding.columns = OwnColumns(field);
  binding.split = kUsualSplit;
  binding.span = field.span;
  if (decl != nullptr) {
    binding.nulls = decl->nulls.value_or(std::vector<std::string>{});
    binding.date_format = field.type.kind == Kind::kDate ? decl->date_format.value_or("") : "";
  }
  return binding;
}

// Warns of a column that is read for two fields; inside one field it is an error of its own.
void CheckShared(Context& context, const Described& what, const Source& source) {
  std::map<std::string, std::size_t> readers;
  for (std::size_t i = 0; i < source.fields.size(); ++i) {
    for (const std::string& column : source.fields[i].columns) {
      const auto [first, added] = readers.try_emplace(column, i);
      if (!added && first->second != i) {
        context
            .Report(Diag::kColumnShared, source.fields[i].span,
                    {column, what.fields[first->second].name, what.fields[i].name})
            .Label(source.fields[first->second].span, "it is read here too")
            .Hint("check the names of the columns");
      }
    }
  }
}

void CheckTwice(Context& context, const ast::SourceDecl& decl, const ast::SourceItem& item,
                std::map<std::string, Span>& seen) {
  const auto [first, added] = seen.try_emplace(item.field.text, item.field.span);
  if (!added) {
    context
        .Report(Diag::kListedTwice, item.field.span,
                {item.field.text, "the source " + Backticked(decl.name.text)})
        .Label(first->second, "first here")
        .Hint("leave one of them out");
  }
}

void CheckItems(Context& context, const ast::SourceDecl& decl, const Described& what,
                Source& source) {
  std::map<std::string, Span> seen;
  for (const ast::SourceItem& item : decl.items) {
    CheckTwice(context, decl, item, seen);
    if (!what.rows && IsListItem(context, decl, item)) {
      continue;  // once the sources of rows are known
    }
    if (item.field.text == "as_of" && !what.rows) {
      const Field as_of{"as_of", Type::Date(), {}, false, false, item.field.span};
      source.as_of = CheckSourceItem(context, decl, item, as_of);
    } else if (const auto index = FindField(context, what, item)) {
      const Field& field = what.fields[*index];
      if (item.list) {
        ReportNoList(context, item, field);
      } else {
        source.fields[*index] = CheckSourceItem(context, decl, item, field);
      }
    }
  }
}

Source MakeSource(Context& context, const ast::SourceDecl& decl, const Described& what) {
  Source source;
  source.name = decl.name.text;
  source.format = decl.format;
  source.separator = SeparatorOf(context, decl);
  source.encoding = EncodingOf(context, decl);
  source.span = decl.name.span;
  CheckDateFormat(context, decl.date_format, decl.name.span);
  for (const Field& field : what.fields) {
    source.fields.push_back(OwnBinding(field, &decl));
  }
  CheckItems(context, decl, what, source);
  CheckShared(context, what, source);
  return source;
}

void ReportRecord(Context& context, const ast::SourceDecl& decl) {
  if (!context.program.record_name.empty() && !context.damage.any()) {
    context.Report(Diag::kUnknownRecord, decl.record.span, {decl.record.text})
        .Hint("write `for " + context.program.record_name + "`");
  }
}

// A source without a block: every column has its field's name.
Source OwnSource(const std::string& name, const std::vector<Field>& fields) {
  Source own;
  own.name = name;
  for (const Field& field : fields) {
    own.fields.push_back(OwnBinding(field, nullptr));
  }
  return own;
}

}  // namespace

Source OwnListSource(const Context& context, uint32_t list) {
  return OwnSource(context.program.lists[list].name, context.program.rows_of(list).fields);
}

void CheckSources(Context& context) {
  Program& program = context.program;
  std::vector<RowSource> row_sources;
  std::vector<const ast::SourceDecl*> of_record;
  for (const ast::Decl& decl : context.tree.decls) {
    const auto* source = std::get_if<ast::SourceDecl>(&decl.node);
    if (source == nullptr) {
      continue;
    }
    DeclareName(context, source->name, {}, "a source");
    const auto rows = std::find_if(program.row_records.begin(), program.row_records.end(),
                                   [&](const auto& r) { return r.name == source->record.text; });
    if (rows != program.row_records.end()) {
      const Described what{rows->name, rows->fields, true};
      row_sources.push_back({source, MakeSource(context, *source, what)});
    } else if (source->record.text == program.record_name) {
      of_record.push_back(source);
    } else {
      ReportRecord(context, *source);
    }
  }
  const Described what{program.record_name, program.fields, false};
  for (const ast::SourceDecl* decl : of_record) {
    Source source = MakeSource(context, *decl, what);
    source.lists = ListSources(context, decl, row_sources);
    CheckListColumns(context, *decl, source);
    program.sources.push_back(std::move(source));
  }
  if (program.sources.empty()) {
    Source own = OwnSource("", program.fields);
    own.lists = ListSources(context, nullptr, row_sources);
    program.sources.push_back(std::move(own));
  }
}

}  // namespace sextant::check
