#include <iterator>

#include "compiler/parse/build.h"

namespace sextant::parse {
namespace {

using diag::Diag;

struct Format {
  const char* word;
  ast::FileFormat format;
};
constexpr Format kFormats[] = {
    {"csv", ast::FileFormat::kCsv},
    {"parquet", ast::FileFormat::kParquet},
    {"arrow", ast::FileFormat::kArrow},
    {"ndjson", ast::FileFormat::kNdjson},
};

ast::FileFormat FormatOf(const ast::Name& name, diag::Sink& sink) {
  std::vector<std::string> words;
  for (const Format& format : kFormats) {
    if (name.text == format.word) {
      return format.format;
    }
    words.emplace_back(format.word);
  }
  const std::string nearest = diag::Nearest(name.text, words);
  sink.Report(Diag::kUnknownFormat, name.span, {name.text})
      .Hint(nearest.empty() ? "formats are csv, parquet, arrow and ndjson"
                            : "did you mean `" + nearest + "`?");
  return ast::FileFormat::kAny;
}

}  // namespace

ast::SourceDecl Builder::Build(Grammar::SourceDeclContext* source) {
  ast::SourceDecl made;
  made.name = BuildName(source->name(0));
  made.record = BuildName(source->name(1));
  if (source->FROM() != nullptr) {
    made.format = FormatOf(BuildName(source->name(2)), sink_);
    made.format_span = Span(source->name(2));
  }
  for (auto* setting : source->sourceSetting()) {
    AddSetting(setting, made);
  }
  for (auto* item : source->sourceItem()) {
    made.items.push_back(Build(item));
  }
  return made;
}

void Builder::AddSetting(Grammar::SourceSettingContext* setting, ast::SourceDecl& source) {
  if (auto* dates = setting->datesClause()) {
    if (source.date_format) {
      ReportTwice("`dates`", Span(dates));
    }
    source.date_format = BuildText(dates->TEXT());
  } else if (auto* nulls = setting->nullClause()) {
    if (source.nulls) {
      ReportTwice("`null`", Span(nulls));
    }
    source.nulls = BuildTexts(nulls->TEXT());
  } else if (auto* encoding = setting->encodingClause()) {
    if (source.encoding) {
      ReportTwice("`encoding`", Span(encoding));
    }
    source.encoding = BuildText(encoding->TEXT());
    source.encoding_span = Span(encoding->TEXT());
  } else {
    Grammar::SeparatorClauseContext* separator = setting->separatorClause();
    if (source.separator) {
      ReportTwice("`separator`", Span(separator));
    }
    source.separator = BuildText(separator->TEXT());
    source.separator_span = Span(separator->TEXT());
  }
}

ast::SourceItem Builder::Build(Grammar::SourceItemContext* context) {
  ast::SourceItem item;
  item.field = BuildName(context->name());
  item.span = Span(context);
  if (context->fromClause() != nullptr) {
    for (Terminal* column : context->fromClause()->TEXT()) {
      item.columns.push_back({BuildText(column), Span(column)});
    }
    for (auto* flag : context->fromClause()->flag()) {
      item.flags.push_back(
          {BuildName(flag->name()), {BuildText(flag->TEXT()), Span(flag->TEXT())}});
    }
  }
  if (auto* list = context->listClause()) {
    item.list = {BuildName(list->name(0)),
                 list->BY() != nullptr ? BuildName(list->name(1)) : ast::Name(),
                 BuildText(list->TEXT())};
  }
  for (auto* clause : context->fieldClause()) {
    AddClause(context, clause, item);
  }
  return item;
}

void Builder::AddClause(Grammar::SourceItemContext* context, Grammar::FieldClauseContext* clause,
                        ast::SourceItem& item) {
  const auto once = [&](bool already, const std::string& what) {
    if (already) {
      ReportTwice(what, Span(clause));
    }
  };
  // A setting of the whole source, by its place, would silently become this field's alone.
  const bool like_item =
      clause->start->getLine() != context->start->getLine() &&
      clause->start->getCharPositionInLine() <= context->start->getCharPositionInLine();
  if (like_item && (clause->datesClause() != nullptr || clause->nullClause() != nullptr)) {
    sink_
        .Report(Diag::kSettingAfterField, Span(clause->start, clause->start), {Text(clause->start)})
        .Label(item.field.span, "this field")
        .Hint(
            "settings of the whole source stand before its first field; indent it to keep it here");
  }
  if (auto* unit = clause->unitClause()) {
    once(item.percent || item.unit.valid(), "`in`");
    item.percent = unit->PERCENT_WORD() != nullptr;
    if (unit->columnUnit() != nullptr) {
      item.unit = BuildNumber(unit->columnUnit());
    }
  } else if (auto* dates = clause->datesClause()) {
    once(item.date_format.has_value(), "`dates`");
    item.date_format = BuildText(dates->TEXT());
  } else if (auto* codes = clause->codesClause()) {
    once(!item.codes.empty(), "`codes`");
    for (auto* code : codes->code()) {
      item.codes.push_back(Build(code));
    }
  } else if (auto* nulls = clause->nullClause()) {
    once(item.nulls.has_value(), "`null`");
    item.nulls = BuildTexts(nulls->TEXT());
  } else if (auto* split = clause->splitClause()) {
    once(item.split.has_value(), "`split by`");
    item.split = BuildText(split->TEXT());
  } else {
    once(item.rounded, "`rounded`");
    item.rounded = true;
  }
}

ast::CodeItem Builder::Build(Grammar::CodeContext* code) {
  ast::CodeItem made;
  made.span = Span(code);
  made.number = code->NUMBER() != nullptr;
  if (made.number) {
    made.code = code->MINUS() != nullptr ? "-" : "";
    for (const char c : Text(code->NUMBER())) {
      made.code += c == '_' ? "" : std::string(1, c);
    }
  } else {
    made.code = BuildText(code->TEXT());
  }
  made.member = code->name() != nullptr ? BuildName(code->name())
                                        : WordName(static_cast<Terminal*>(code->children.back()));
  return made;
}

}  // namespace sextant::parse
