#include "runtime/report/explanation.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sextant::report {
namespace {

using Json = nlohmann::ordered_json;
using interp::DecisionTrace;
using interp::RuleTrace;
using interp::Seen;

std::string SeenText(const std::vector<Seen>& seen) {
  std::string text;
  for (const Seen& item : seen) {
    text += fmt::format("{}{} = {}", text.empty() ? "" : ", ", item.name, item.value);
  }
  return text;
}

std::size_t Widest(const std::vector<Seen>& seen) {
  std::size_t width = 0;
  for (const Seen& item : seen) {
    width = std::max(width, item.name.size());
  }
  return width;
}

void AppendSection(std::string& out, const char* title, const std::vector<Seen>& seen) {
  if (seen.empty()) {
    return;
  }
  out += fmt::format("\n{}\n", title);
  const std::size_t width = Widest(seen);
  for (const Seen& item : seen) {
    out += fmt::format("  {:<{}}  {}\n", item.name, width, item.value);
  }
}

const char* Verdict(const RuleTrace& rule) {
  return rule.held ? "yes" : rule.reached ? "no " : " - ";
}

void AppendRule(std::string& out, const RuleTrace& rule) {
  out += fmt::format("  {}  {}", Verdict(rule), rule.name);
  if (!rule.condition.empty()) {
    out += fmt::format(": {}", rule.condition);
  }
  if (!rule.detail.empty()) {
    out += fmt::format(" -> {}", rule.detail);
  }
  out += "\n";
  if (rule.reached && !rule.seen.empty()) {
    out += fmt::format("         {}\n", SeenText(rule.seen));
  }
}

void AppendDecision(std::string& out, const DecisionTrace& decision) {
  out += fmt::format("\n{}  (line {})\n", decision.name, decision.line);
  for (const RuleTrace& rule : decision.rules) {
    AppendRule(out, rule);
  }
  if (!decision.fault.empty()) {
    out += fmt::format("  = fault: {}\n", decision.fault);
    return;
  }
  out += fmt::format("  = {}\n", SeenText(decision.outputs));
  for (const interp::SeenReason& reason : decision.reasons) {
    out += fmt::format("    because {} \"{}\"\n", reason.code, reason.text);
  }
}

Json SeenJson(const std::vector<Seen>& seen) {
  Json list = Json::object();
  for (const Seen& item : seen) {
    list[item.name] = item.value;
  }
  return list;
}

Json JsonOf(const DecisionTrace& decision) {
  Json rules = Json::array();
  for (const RuleTrace& rule : decision.rules) {
    rules.push_back({{"name", rule.name},
                     {"condition", rule.condition},
                     {"line", rule.line},
                     {"reached", rule.reached},
                     {"held", rule.held},
                     {"detail", rule.detail},
                     {"seen", SeenJson(rule.seen)}});
  }
  Json json{{"name", decision.name},
            {"line", decision.line},
            {"outputs", SeenJson(decision.outputs)},
            {"rules", rules}};
  for (const interp::SeenReason& reason : decision.reasons) {
    json["because"].push_back({{"code", reason.code}, {"text", reason.text}});
  }
  if (!decision.fault.empty()) {
    json["fault"] = decision.fault;
  }
  return json;
}

Json RejectJson(const abi::Reject& reject) {
  return {{"where", reject.where},     {"rule", reject.rule}, {"code", abi::FaultCode(reject.kind)},
          {"message", reject.message}, {"line", reject.line}, {"found", reject.found}};
}

}  // namespace

std::string DecisionText(const DecisionTrace& decision) {
  std::string text;
  AppendDecision(text, decision);
  return text;
}

std::string DecisionJson(const DecisionTrace& decision) {
  return JsonOf(decision).dump();
}

std::string ExplanationText(const ir::Module& module, const Explanation& explanation) {
  std::string out = fmt::format("{} {} (record {})", module.fields[module.key_field].name,
                                explanation.key, explanation.number);
  if (explanation.result.rejects.empty()) {
    out += ": decided\n";
  } else {
    out += ": rejected\n";
    for (const abi::Reject& reject : explanation.result.rejects) {
      out += fmt::format("  {} at line {}: {}\n", abi::FaultCode(reject.kind), reject.line,
                         reject.message);
    }
  }
  AppendSection(out, "Fields", explanation.trace.fields);
  AppendSection(out, "Named values", explanation.trace.lets);
  for (const DecisionTrace& decision : explanation.trace.decisions) {
    AppendDecision(out, decision);
  }
  return out;
}

std::string ExplanationJson(const Explanation& explanation) {
  Json json{{"key", explanation.key}, {"record", explanation.number}};
  Json rejects = Json::array();
  for (const abi::Reject& reject : explanation.result.rejects) {
    rejects.push_back(RejectJson(reject));
  }
  json["decided"] = rejects.empty();
  json["rejects"] = rejects;
  json["fields"] = SeenJson(explanation.trace.fields);
  json["lets"] = SeenJson(explanation.trace.lets);
  json["decisions"] = Json::array();
  for (const DecisionTrace& decision : explanation.trace.decisions) {
    json["decisions"].push_back(JsonOf(decision));
  }
  return json.dump(2);
}

}  // namespace sextant::report
