#include "runtime/interp/explain.h"

#include <algorithm>

#include "runtime/interp/explain_offers.h"
#include "runtime/interp/seen.h"
#include "runtime/interp/wording.h"

namespace sextant::interp {
namespace {

// Tells one decision.
class Teller {
 public:
  Teller(Evaluator& evaluator, const source::Manager* sources, uint32_t index)
      : e_(evaluator),
        sources_(sources),
        decision_(evaluator.module().decisions[index]),
        answer_(evaluator.Decide(index)) {}

  DecisionTrace Tell() {
    out_.name = decision_.name;
    out_.line = LineOf(sources_, decision_.span);
    std::visit([&](const auto& body) { TellBody(body); }, decision_.body);
    if (answer_.fault >= 0) {
      out_.fault = FaultReject(e_, sources_, e_.fault(answer_.fault), decision_.name).message;
    } else {
      TellOutputs();
    }
    return std::move(out_);
  }

 private:
  void TellOutputs();
  void TellReason(int32_t reason);
  bool Held(std::size_t rule) const;
  void TellRules(const std::vector<ir::Rule>& rules);
  void TellBody(const ir::FirstMatch& list) { TellRules(list.rules); }
  void TellBody(const ir::AllMatches& list) { TellRules(list.rules); }
  void TellBody(const ir::Machine& machine) { TellRules(machine.stages.rules); }
  void TellBody(const ir::Matrix& matrix);
  void TellBody(const ir::Band& band);
  void TellBody(const ir::Score& score);
  void TellBody(const ir::Table& table);
  void TellUnmet(const ir::Table& table, uint32_t first, uint32_t last, std::size_t input);
  void TellBody(const ir::Offers& offers) {
    out_.rules = TellOffers(e_, sources_, decision_, offers, answer_);
  }
  void TellPoints(const ir::Steps& steps, RuleTrace& rule);
  void TellPoints(const ir::MemberPoints& members, RuleTrace& rule);

  std::string Text(const ir::Type& type, const Value& value) const {
    return ValueText(e_, type, value);
  }
  std::string ListText(const ir::Type& type, const List& items) const;
  const ir::Type& TypeOf(InstId id) const { return e_.module().inst(id).type; }
  std::string StepText(const ir::Steps& steps, std::size_t step);
  std::string CellText(const ir::TableInput& input, const ir::Cell& cell);
  std::string SetCellText(const ir::TableInput& input, const ir::Cell& cell);

  Evaluator& e_;
  const source::Manager* sources_;
  const ir::Decision& decision_;
  const Answer& answer_;
  DecisionTrace out_;
};

void Teller::TellOutputs() {
  for (std::size_t i = 0; i < decision_.outputs.size(); ++i) {
    const ir::Output& output = decision_.outputs[i];
    out_.outputs.push_back({output.name.empty() ? decision_.name : output.name,
                            output.width > 0 ? ListText(output.type, answer_.lists[i])
                                             : Text(output.type, answer_.outputs[i])});
  }
  TellReason(ReasonOf(decision_, answer_));
  for (const Value& reason : answer_.reasons) {
    TellReason(static_cast<int32_t>(reason.word));
  }
}

void Teller::TellReason(int32_t reason) {
  if (reason != ir::kNoReason) {
    const ir::Reason& because = e_.module().reasons[static_cast<std::size_t>(reason)];
    out_.reasons.push_back({because.code, because.text});
  }
}

// "raise, hold"; "none" of an empty list.
std::string Teller::ListText(const ir::Type& type, const List& items) const {
  std::string text;
  for (const Value& item : items) {
    text += (text.empty() ? "" : ", ") + Text(type, item);
  }
  return text.empty() ? "none" : text;
}

bool Teller::Held(std::size_t rule) const {
  const auto index = static_cast<int32_t>(rule);
  return index == answer_.rule || std::ranges::find(answer_.held, index) != answer_.held.end();
}

// A list stops at the rule that holds, or at the one that faults; or it asks for every condition.
void Teller::TellRules(const std::vector<ir::Rule>& rules) {
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const ir::Rule& rule = rules[i];
    RuleTrace& told = out_.rules.emplace_back();
    told.name = rule.name.empty() ? "otherwise" : rule.name;
    told.condition = SourceText(sources_, rule.condition_span);
    told.line = LineOf(sources_, rule.span);
    told.held = Held(i);
    told.reached = told.held || static_cast<int32_t>(i) <= answer_.reached;
    if (told.reached && rule.condition.valid()) {
      told.seen = SeenIn(e_, sources_, rule.condition, decision_.name);
    }
  }
}

void Teller::TellBody(const ir::Matrix& matrix) {
  if (answer_.fault >= 0) {
    return;
  }
  std::vector<InstId> axes;
  for (const ir::MatrixAxis& axis : matrix.outer) {
    axes.push_back(axis.value);
  }
  axes.insert(axes.end(), {matrix.down, matrix.across});
  RuleTrace& told = out_.rules.emplace_back();
  told.name = Text(decision_.outputs[0].type, answer_.outputs[0]);
  told.reached = told.held = true;
  for (const InstId axis : axes) {
    Value value;
    e_.Eval(axis, value);
    told.detail += told.detail.empty() ? "" : axis == matrix.across ? " / " : ", ";
    told.detail += Text(TypeOf(axis), value);
    for (Seen& seen : SeenIn(e_, sources_, axis)) {
      told.seen.push_back(std::move(seen));
    }
  }
}

// "below 5%", "up to 5%"; "otherwise" for the last step.
std::string Teller::StepText(const ir::Steps& steps, std::size_t step) {
  if (step >= steps.cuts.size()) {
    return step == steps.cuts.size() ? "otherwise" : "missing";
  }
  Value cut;
  e_.Eval(steps.cuts[step], cut);
  ir::Type type = TypeOf(steps.cuts[step]);
  type.percent = type.percent || TypeOf(steps.value).percent;  // as the value it is measured by
  return (steps.passes_at[step] ? "below " : "up to ") + Text(type, cut);
}

// The members in ascending order, up to the one that the value falls into.
void Teller::TellBody(const ir::Band& band) {
  const ir::Steps& steps = band.steps;
  const auto last = static_cast<int32_t>(steps.results.size()) - 1;
  const std::size_t count = steps.results.size() + (steps.missing_result ? 1 : 0);
  for (std::size_t step = 0; step < count; ++step) {
    const bool missing = step == steps.results.size();
    RuleTrace& told = out_.rules.emplace_back();
    told.name = Text(decision_.outputs[0].type,
                     Value::OfWord(missing ? *steps.missing_result : steps.results[step]));
    told.condition = StepText(steps, step);
    told.line = out_.line;
    told.held = static_cast<int32_t>(step) == answer_.rule;
    told.reached = told.held || (answer_.rule <= last && static_cast<int32_t>(step) < answer_.rule);
    if (told.held) {
      told.seen = SeenIn(e_, sources_, steps.value);
      Value value;
      e_.Eval(steps.value, value);
      told.detail = Text(TypeOf(steps.value), value);
    }
  }
}

void Teller::TellPoints(const ir::Steps& steps, RuleTrace& rule) {
  Value value;
  e_.Eval(steps.value, value);
  const std::size_t step = value.missing ? steps.results.size() : e_.StepOf(steps, value);
  const int64_t points = value.missing ? *steps.missing_result : steps.results[step];
  rule.condition = StepText(steps, step);
  rule.detail = Text(decision_.outputs[0].type, Value::OfWord(points)) + " points";
  rule.seen = SeenIn(e_, sources_, steps.value);
}

void Teller::TellPoints(const ir::MemberPoints& members, RuleTrace& rule) {
  Value value;
  e_.Eval(members.value, value);
  const int64_t points = value.missing ? *members.missing_points
                                       : members.points[static_cast<std::size_t>(value.word)];
  rule.condition = Text(TypeOf(members.value), value);
  rule.detail = Text(decision_.outputs[0].type, Value::OfWord(points)) + " points";
  rule.seen = SeenIn(e_, sources_, members.value);
}

void Teller::TellBody(const ir::Score& score) {
  if (answer_.fault >= 0) {
    return;
  }
  RuleTrace& base = out_.rules.emplace_back();
  base.name = "base";
  base.detail = Text(decision_.outputs[0].type, Value::OfWord(score.base)) + " points";
  base.line = out_.line;
  base.reached = base.held = true;
  for (const ir::Characteristic& characteristic : score.characteristics) {
    RuleTrace& told = out_.rules.emplace_back();
    told.name = characteristic.name;
    told.line = LineOf(sources_, characteristic.span);
    told.reached = told.held = true;
    std::visit([&](const auto& points) { TellPoints(points, told); }, characteristic.points);
    if (!characteristic.reasons.empty()) {
      told.detail +=
          " of " + Text(decision_.outputs[0].type, Value::OfWord(ir::BestPoints(characteristic)));
    }
  }
}

// "not star, base", "< 30%", "1..5, missing"; "-" for a cell that takes every value.
// "has a, has b": the members of which each alone is enough.
std::string Teller::SetCellText(const ir::TableInput& input, const ir::Cell& cell) {
  std::string text;
  for (std::size_t i = 0; i < input.asked.size(); ++i) {
    Value alone = Value::OfWord(int64_t{1} << i);
    if (e_.Meets(input, cell, alone) != cell.negated) {
      const Value member = Value::OfWord(input.asked[i]);
      text += (text.empty() ? "has " : ", has ") +
              Text(ir::Type::Enum(TypeOf(input.set).enumeration), member);
    }
  }
  if (cell.missing) {
    text += text.empty() ? "missing" : ", missing";
  }
  return (cell.negated ? "not " : "") + text;
}

std::string Teller::CellText(const ir::TableInput& input, const ir::Cell& cell) {
  if (cell.negated && cell.ranges.empty()) {
    return cell.missing ? "-" : "not missing";
  }
  if (input.set.valid()) {
    return SetCellText(input, cell);
  }
  const auto end = [&](InstId id) {
    Value value;
    e_.Eval(id, value);
    return Text(TypeOf(input.value), value);
  };
  std::string text;
  for (const ir::CellRange& range : cell.ranges) {
    text += text.empty() ? "" : ", ";
    if (!range.low.valid()) {
      text += (range.high_included ? "<= " : "< ") + end(range.high);
    } else if (!range.high.valid()) {
      text += (range.low_included ? ">= " : "> ") + end(range.low);
    } else {
      text += range.low == range.high ? end(range.low) : end(range.low) + ".." + end(range.high);
    }
  }
  if (cell.missing) {
    text += text.empty() ? "missing" : ", missing";
  }
  return (cell.negated ? "not " : "") + text;
}

// Rows one after the other of which the same input keeps each from matching.
void Teller::TellUnmet(const ir::Table& table, uint32_t first, uint32_t last, std::size_t input) {
  const ir::TableInput& seen = table.inputs[input];
  RuleTrace& told = out_.rules.emplace_back();
  told.line = LineOf(sources_, table.spans[first]);
  told.reached = true;
  told.name = "row " + std::to_string(first + 1);
  if (first == last) {
    told.condition = seen.name + " | " +
                     CellText(seen, seen.cells[table.cells[first * table.inputs.size() + input]]) +
                     " |";
  } else {
    told.name = "rows " + std::to_string(first + 1) + " to " + std::to_string(last + 1);
    told.condition = seen.name;
  }
  const InstId written = seen.set.valid() ? seen.set : seen.value;
  Value value;
  e_.Eval(written, value);
  told.seen = {{seen.name, Text(TypeOf(written), value)}};
}

// Each row up to the one that is taken, or all where several are.
void Teller::TellBody(const ir::Table& table) {
  if (!e_.EvalInputs(table)) {
    return;
  }
  const bool first = table.policy == ir::HitPolicy::kFirstMatch;
  const uint32_t lined = table.rows - (table.otherwise ? 1 : 0);
  const std::size_t all = table.inputs.size();
  bool any = false;
  for (uint32_t row = 0; row < lined && !(first && any);) {
    const std::size_t unmet = e_.FirstUnmet(table, row);
    uint32_t last = row;
    while (unmet < all && last + 1 < lined && e_.FirstUnmet(table, last + 1) == unmet) {
      ++last;
    }
    if (unmet < all) {
      TellUnmet(table, row, last, unmet);
    } else {
      RuleTrace& told = out_.rules.emplace_back();
      told.name = "row " + std::to_string(row + 1);
      told.condition = SourceText(sources_, table.spans[row]);
      told.line = LineOf(sources_, table.spans[row]);
      told.reached = told.held = any = true;
    }
    row = last + 1;
  }
  if (!any && table.otherwise) {
    RuleTrace& told = out_.rules.emplace_back();
    told.name = "otherwise";
    told.line = LineOf(sources_, table.spans[lined]);
    told.reached = told.held = true;
  }
}

}  // namespace

int32_t ReasonOf(const ir::Decision& decision, const Answer& answer) {
  if (const auto* table = std::get_if<ir::Table>(&decision.body)) {
    return answer.rule < 0 ? ir::kNoReason : table->reasons[static_cast<std::size_t>(answer.rule)];
  }
  const std::vector<ir::Rule>* rules = ir::RulesOf(decision);
  return rules == nullptr || answer.rule < 0
             ? ir::kNoReason
             : (*rules)[static_cast<std::size_t>(answer.rule)].reason;
}

DecisionTrace TellDecision(Evaluator& evaluator, const source::Manager* sources,
                           uint32_t decision) {
  return Teller(evaluator, sources, decision).Tell();
}

}  // namespace sextant::interp
