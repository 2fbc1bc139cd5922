#include <fmt/format.h>

#include "compiler/ast/print.h"
#include "compiler/support/dates.h"

namespace sextant::ast {
namespace {

std::string Joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) {
    out += (out.empty() ? "" : ", ") + Quoted(text);
  }
  return out;
}

std::string_view Word(TypeName name) {
  constexpr std::string_view kWords[] = {"integer", "decimal", "money",  "rate",   "float",
                                         "boolean", "date",    "text",   "one of", "days",
                                         "months",  "list of", "set of", ""};
  return kWords[static_cast<std::size_t>(name)];
}

std::string_view Word(EdgeKind edge) {
  constexpr std::string_view kWords[] = {"below", "up to", "from", "above", "otherwise", "missing"};
  return kWords[static_cast<std::size_t>(edge)];
}

std::string_view Word(FileFormat format) {
  constexpr std::string_view kWords[] = {"", " from csv", " from parquet", " from arrow",
                                         " from ndjson"};
  return kWords[static_cast<std::size_t>(format)];
}

std::string PolicyText(const StrategyDecl& strategy) {
  switch (strategy.policy) {
    case RulePolicy::kFirstMatch:
      return "";
    case RulePolicy::kUnique:
      return " unique";
    case RulePolicy::kCollect:
      return " collect";
    case RulePolicy::kBest:
      return " best by " + std::string(strategy.lowest ? "lowest " : "") + strategy.best_by.text;
  }
  return "";
}

std::string Remembered(bool remembered) {
  return remembered ? " remembered" : "";
}

std::string TypeText(const TypeExpr& type) {
  std::string text = type.series > 0 ? fmt::format("series of {} ", type.series) : "";
  text += type.consents ? "consents of" : Word(type.name);
  text += type.enumeration.text.empty() ? "" : (text.empty() ? "" : " ") + type.enumeration.text;
  text += type.currency.empty() ? "" : " " + type.currency;
  text += type.scale ? fmt::format("({})", *type.scale) : "";
  text += type.members.empty() ? "" : " { " + Joined(type.members) + " }";
  text += type.list_of.text.empty() ? "" : " " + type.list_of.text;
  return text + (type.optional ? " optional" : "");
}

}  // namespace

void Printer::Print(const Decl& decl) {
  std::visit([&](const auto& node) { PrintDecl(node, decl.span); }, decl.node);
  if (decl.window) {
    const Scope below(depth_);
    const Scope scope =
        Line("Effective " + FormatDate(decl.window->from) + ".." + FormatDate(decl.window->to),
             decl.window->span);
  }
}

void Printer::Part(std::string_view label, ExprId id) {
  if (id.valid()) {
    Plain(label);
    const Scope scope(depth_);
    Print(id);
  }
}

void Printer::PrintType(const TypeExpr& type) {
  const Scope scope = Line("Type " + TypeText(type), type.span);
  if (type.low) {
    Part(type.low->inclusive ? "at least" : "above", type.low->value);
  }
  if (type.high) {
    Part(type.high->inclusive ? "at most" : "below", type.high->value);
  }
}

void Printer::PrintBecause(const std::optional<Because>& because) {
  if (because) {
    const Scope scope = Line(
        fmt::format("Because {} {}", because->code.text, Quoted(because->text)), because->span);
  }
}

void Printer::PrintDecl(const RecordDecl& record, source::Span span) {
  const std::string key = record.key.text.empty() ? "" : " key " + record.key.text;
  const std::string dated = record.dated.text.empty() ? "" : " dated by " + record.dated.text;
  const Scope scope = Line("Record " + record.name.text + key + dated, span);
  for (const FieldItem& field : record.fields) {
    const Scope inner = Line("Field " + field.name.text, field.name.span);
    PrintType(field.type);
    if (field.never_shared) {
      Plain("never shared");
    }
  }
  for (const CheckItem& check : record.checks) {
    const Scope inner = Line("Check", check.span);
    Print(check.condition);
    PrintBecause(check.because);
  }
}

void Printer::PrintDecl(const SourceDecl& source, source::Span span) {
  const Scope scope = Line(
      fmt::format("Source {} for {}{}", source.name.text, source.record.text, Word(source.format)),
      span);
  if (source.date_format) {
    Plain("dates " + Quoted(*source.date_format));
  }
  if (source.nulls) {
    Plain("null " + Joined(*source.nulls));
  }
  if (source.separator) {
    Plain("separator " + Quoted(*source.separator));
  }
  if (source.encoding) {
    Plain("encoding " + Quoted(*source.encoding));
  }
  for (const SourceItem& item : source.items) {
    PrintItem(item);
  }
}

void Printer::PrintItem(const SourceItem& item) {
  const Scope scope = Line("SourceItem " + item.field.text, item.span);
  for (const ColumnName& column : item.columns) {
    const Scope inner = Line("Column " + Quoted(column.text), column.span);
  }
  if (item.list) {
    const std::string& key = item.list->key.text;
    Plain(fmt::format("from {} {} {}", item.list->source.text,
                      key.empty() ? "in" : fmt::format("by {} =", key),
                      Quoted(item.list->column)));
  }
  for (const FlagItem& flag : item.flags) {
    const Scope inner =
        Line("Flag " + flag.member.text + " " + Quoted(flag.column.text), flag.member.span);
  }
  if (item.split) {
    Plain("split by " + Quoted(*item.split));
  }
  Part("in", item.unit);
  if (item.percent) {
    Plain("in percent");
  }
  if (item.date_format) {
    Plain("dates " + Quoted(*item.date_format));
  }
  for (const CodeItem& code : item.codes) {
    const std::string from = code.number ? code.code : Quoted(code.code);
    const Scope inner = Line(fmt::format("Code {} -> {}", from, code.member.text), code.span);
  }
  if (item.nulls) {
    Plain("null " + Joined(*item.nulls));
  }
  if (item.rounded) {
    Plain("rounded");
  }
}

void Printer::PrintDecl(const ParamDecl& param, source::Span span) {
  const Scope scope = Line("Param " + param.name.text, span);
  PrintType(param.type);
  Part("default", param.default_value);
}

void Printer::PrintDecl(const LetDecl& let, source::Span span) {
  const Scope scope = Line("Let " + let.name.text, span);
  if (let.type) {
    PrintType(*let.type);
  }
  Print(let.value);
}

void Printer::PrintDecl(const BandDecl& band, source::Span span) {
  const Scope scope = Line("Band " + band.name.text + Remembered(band.remembered), span);
  Part("of", band.value);
  for (const BandMember& member : band.members) {
    const Scope inner =
        Line(fmt::format("BandMember {} {}", member.name.text, Word(member.edge)), member.span);
    Print(member.cut);
  }
}

void Printer::PrintDecl(const LifecycleDecl& lifecycle, source::Span span) {
  const Scope scope =
      Line("Lifecycle " + lifecycle.name.text + Remembered(lifecycle.remembered), span);
  for (const Stage& stage : lifecycle.stages) {
    const std::string end = stage.condition.valid() ? "" : " otherwise";
    const Scope inner = Line("Stage " + stage.name.text + end, stage.span);
    Print(stage.condition);
    Part("keep while", stage.keep);
    PrintBecause(stage.because);
    if (!stage.formerly.empty()) {
      Plain("formerly " + Joined(stage.formerly));
    }
  }
  for (const Move& move : lifecycle.moves) {
    const Scope inner =
        Line(fmt::format("Move {} -> {}", move.from.text, Joined(move.to)), move.from.span);
  }
  if (lifecycle.other != OtherMoves::kNotSaid) {
    const char* what = lifecycle.other == OtherMoves::kStay ? "stay" : "fault";
    const Scope inner = Line(fmt::format("OtherMoves {}", what), lifecycle.other_span);
  }
  for (const MinimumStay& stay : lifecycle.stays) {
    const Scope inner = Line("MinimumStay " + stay.stage.text, stay.span);
    Print(stay.length);
    if (!stay.except.empty()) {
      Plain("except to " + Joined(stay.except));
    }
  }
}

void Printer::PrintDecl(const MatrixDecl& matrix, source::Span span) {
  const std::string_view kind = matrix.quadrant ? "Quadrant" : "Matrix";
  const Scope scope =
      Line(fmt::format("{} {}{}", kind, matrix.name.text, Remembered(matrix.remembered)), span);
  for (const ExprId outer : matrix.outer) {
    Part("down", outer);
  }
  Part("down", matrix.down);
  Part("across", matrix.across);
  Plain("columns " + Joined(matrix.columns));
  for (const MatrixDecl::Row& row : matrix.rows) {
    const Scope inner =
        Line(fmt::format("Row {}{}: {}", row.outer.empty() ? "" : Joined(row.outer) + ", ",
                         row.head.text, Joined(row.cells)),
             row.span);
  }
}

void Printer::PrintDecl(const ScorecardDecl& scorecard, source::Span span) {
  const Scope scope =
      Line("Scorecard " + scorecard.name.text + Remembered(scorecard.remembered), span);
  Part("base", scorecard.base);
  if (scorecard.top > 0) {
    Plain(fmt::format("top {}", scorecard.top));
  }
  for (const Characteristic& characteristic : scorecard.characteristics) {
    const Scope inner = Line("Characteristic", characteristic.span);
    Part("of", characteristic.value);
    for (const Bin& bin : characteristic.bins) {
      const std::string edge =
          bin.members.empty() ? std::string(Word(bin.edge)) : Joined(bin.members);
      const Scope innermost = Line("Bin " + edge, bin.span);
      Print(bin.cut);
      Part("points", bin.points);
      PrintBecause(bin.because);
    }
    PrintBecause(characteristic.because);
  }
}

void Printer::PrintOutputs(const std::vector<StrategyOutput>& outputs) {
  for (const StrategyOutput& output : outputs) {
    const std::string name = output.name.text.empty() ? "" : " " + output.name.text;
    const Scope inner = Line("Output" + name, output.name.span);
    PrintType(output.type);
  }
}

void Printer::PrintDecl(const StrategyDecl& strategy, source::Span span) {
  const Scope scope = Line(
      "Strategy " + strategy.name.text + Remembered(strategy.remembered) + PolicyText(strategy),
      span);
  PrintOutputs(strategy.outputs);
  for (const LetDecl& let : strategy.lets) {
    PrintDecl(let, let.name.span);
  }
  for (const Rule& rule : strategy.rules) {
    PrintRule(rule);
  }
}

void Printer::PrintRule(const Rule& rule) {
  const Scope scope =
      Line("Rule " + (rule.name.text.empty() ? "otherwise" : rule.name.text), rule.span);
  Part("when", rule.condition);
  for (const Assignment& assignment : rule.assignments) {
    Part(assignment.output.text.empty() ? "then" : "then " + assignment.output.text,
         assignment.value);
  }
  PrintBecause(rule.because);
}

void Printer::PrintDecl(const ImportDecl& import, source::Span span) {
  const std::string alias = import.alias.text.empty() ? "" : " as " + import.alias.text;
  const Scope scope = Line("Import " + Quoted(import.path) + alias, span);
}

void Printer::PrintDecl(const EnumDecl& enumeration, source::Span span) {
  const Scope scope = Line(
      fmt::format("Enum {} {{ {} }}", enumeration.name.text, Joined(enumeration.members)), span);
}

void Printer::PrintDecl(const ExperimentDecl& experiment, source::Span span) {
  const Scope scope = Line(fmt::format("Experiment {} by {} salt {}", experiment.name.text,
                                       experiment.by.text, Quoted(experiment.salt)),
                           span);
  for (const Arm& arm : experiment.arms) {
    const Scope inner =
        Line(fmt::format("Arm {} : {}", arm.name.text, arm.decision.text), arm.span);
    Part("share", arm.share);
  }
}

void Printer::PrintDecl(const CollectDecl& collect, source::Span span) {
  const Scope scope = Line(fmt::format("Decision {} collect", collect.name.text), span);
  for (const LetDecl& let : collect.lets) {
    PrintDecl(let, let.name.span);
  }
  for (const Rule& rule : collect.rules) {
    PrintRule(rule);
  }
}

void Printer::PrintDecl(const OutputDecl& output, source::Span span) {
  const Scope scope = Line("Output " + Joined(output.items), span);
}

}  // namespace sextant::ast
