#include <nlohmann/json.hpp>

#include "compiler/diag/diagnostic.h"

namespace sextant::diag {
namespace {

using Json = nlohmann::ordered_json;

void AddPlace(Json& object, source::Span span, const source::Manager& sources) {
  if (!span.valid()) {
    return;
  }
  const source::Position begin = sources.begin(span);
  const source::Position end = sources.position(span.file, span.end);
  object["file"] = sources.name(span.file);
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end_line"] = end.line;
  object["end_column"] = end.column;
}

}  // namespace

std::string RenderJson(const Diagnostic& diagnostic, const source::Manager& sources) {
  Json object;
  object["code"] = Code(diagnostic.diag);
  object["severity"] = SeverityOf(diagnostic.diag) == Severity::kError ? "error" : "warning";
  object["message"] = diagnostic.message;
  AddPlace(object, diagnostic.primary, sources);
  object["label"] = diagnostic.primary_label;
  object["labels"] = Json::array();
  for (const Place& label : diagnostic.labels) {
    Json place;
    place["message"] = label.text;
    AddPlace(place, label.span, sources);
    object["labels"].push_back(std::move(place));
  }
  object["hint"] = diagnostic.hint;
  return object.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace sextant::diag
