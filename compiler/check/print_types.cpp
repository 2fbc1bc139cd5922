#include "compiler/check/check.h"

namespace sextant::check {
namespace {

std::string Line(const std::string& what, const std::string& name, const std::string& type) {
  return what + " " + name + " : " + type + "\n";
}

std::string DecisionLines(const Program& program, const Decision& decision) {
  static constexpr const char* kKinds[] = {"band",     "lifecycle",  "matrix",
                                           "table",    "scorecard",  "strategy",
                                           "decision", "experiment", "effective"};
  const std::string kind = kKinds[static_cast<std::size_t>(decision.kind)];
  std::string text;
  for (const DecisionOutput& output : decision.outputs) {
    const std::string part = output.name.empty() ? "" : "." + output.name;
    const std::string list = output.width == 0 ? "" : "list of ";
    text += Line(kind, decision.name + part, list + types::TypeName(output.type, program.enums));
  }
  return text;
}

std::string EnumLines(const Program& program) {
  std::string text;
  for (std::size_t i = 0; i < program.enums.size(); ++i) {
    const types::Enumeration& enumeration = program.enums.get(types::EnumId(i));
    if (enumeration.name.empty()) {
      continue;
    }
    text += "members " + enumeration.name + " :";
    for (const std::string& member : enumeration.members) {
      text += " " + member;
    }
    text += "\n";
  }
  return text;
}

std::string ExprLine(const Program& program, const source::Manager& sources, ast::ExprId id) {
  const source::Span span = program.tree->span(id);
  const ExprInfo& info = program.info(id);
  if (!span.valid() || info.type.is_error()) {
    return "";
  }
  const source::Position at = sources.begin(span);
  std::string text;
  for (char c : sources.text(span)) {
    text += c == '\n' || c == '\r' ? ' ' : c;
  }
  return std::to_string(at.line) + ":" + std::to_string(at.column) + " " + text + " : " +
         types::TypeName(info.type, program.enums) + (info.narrowed ? " (known here)" : "") + "\n";
}

}  // namespace

std::string PrintTypes(const Program& program, const source::Manager& sources) {
  std::string text;
  for (const Field& field : program.fields) {
    text += Line("field", field.name, types::TypeName(field.type, program.enums));
  }
  for (const List& list : program.lists) {
    text += Line("list", list.name, "list of " + program.row_records[list.rows].name);
  }
  for (const Param& param : program.params) {
    text += Line("param", param.name, types::TypeName(param.type, program.enums));
  }
  for (const Let& let : program.lets) {
    const std::string owner = let.owner < 0 ? "" : program.decisions[let.owner].name + ".";
    text += Line("let", owner + let.name, types::TypeName(let.type, program.enums));
  }
  for (const Decision& decision : program.decisions) {
    text += DecisionLines(program, decision);
  }
  text += EnumLines(program);
  for (std::size_t i = 0; i < program.exprs.size(); ++i) {
    text += ExprLine(program, sources, ast::ExprId(i));
  }
  return text;
}

}  // namespace sextant::check
