#include "compiler/check/rules.h"

#include <algorithm>
#include <sstream>

#include "compiler/ast/print.h"
#include "compiler/check/expr/expr.h"

namespace sextant::check {
namespace {

std::string EntryName(const Entry& entry) {
  return entry.name.empty() ? "otherwise" : entry.name;
}

// A condition, whatever its layout and wherever it stands: its tree without the places at the ends
// of the lines.
std::string Shape(const Context& context, ExprId condition) {
  ast::Printer printer(context.tree);
  printer.Print(condition);
  std::istringstream lines(printer.Take());
  std::string shape;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t place = line.ends_with(')') ? line.rfind(" [") : line.npos;
    shape += line.substr(0, place) + "\n";
  }
  return shape;
}

void ReportNeverHolds(Context& context, const Entry& entry) {
  context.Report(Diag::kNeverHolds, context.span(entry.condition), {EntryName(entry)})
      .Hint("the declared ranges rule it out; correct the condition or leave `" + entry.name +
            "` out");
}

}  // namespace

FirstMatchChecker::~FirstMatchChecker() {
  context_.place.facts.clear();
}

void FirstMatchChecker::Enter(const Entry& entry) {
  outer_facts_ = context_.place.facts.size();
  if (entry.condition.valid()) {
    CheckCondition(context_, entry.condition);
    CheckRepeated(entry);
  }
  CheckReachable(entry);
  if (entry.condition.valid()) {
    AddFacts(context_, FactsOf(context_, entry.condition).when_true);
  }
  seen_.push_back(entry);
}

void FirstMatchChecker::Leave() {
  context_.place.facts.resize(outer_facts_);
  AddFacts(context_, FactsOf(context_, seen_.back().condition).when_false);
}

// Entries below one that always holds are never reached; one whose condition contradicts the
// declared ranges never holds.
void FirstMatchChecker::CheckReachable(const Entry& entry) {
  if (ended_) {
    return;  // said once, at the entry that ends the list
  }
  const Truth truth = TruthOf(context_, entry.condition);
  if (truth == Truth::kFalse) {
    ReportNeverHolds(context_, entry);
  }
  if (truth == Truth::kTrue) {
    ended_ = true;
    context_.Report(Diag::kAlwaysHolds, context_.span(entry.condition), {EntryName(entry)})
        .Hint("write `otherwise` instead of the condition if that is meant, and end there");
  }
}

// The same words cannot hold further down.
void FirstMatchChecker::CheckRepeated(const Entry& entry) {
  const auto [known, added] = by_text_.try_emplace(Shape(context_, entry.condition), seen_.size());
  if (added) {
    return;
  }
  const Entry& same = seen_[known->second];
  context_
      .Report(Diag::kRepeatedCondition, context_.span(entry.condition),
              {EntryName(entry), EntryName(same)})
      .Label(context_.span(same.condition), "the same condition is here")
      .Hint("correct one of the two, or leave `" + EntryName(entry) + "` out");
}

void AllMatchesChecker::Enter(const Entry& entry) {
  outer_facts_ = context_.place.facts.size();
  if (entry.condition.valid()) {
    CheckCondition(context_, entry.condition);
    if (TruthOf(context_, entry.condition) == Truth::kFalse) {
      ReportNeverHolds(context_, entry);
    }
    CheckAlone(entry);
    AddFacts(context_, FactsOf(context_, entry.condition).when_true);
    seen_.push_back(entry);
    return;
  }
  for (const Entry& other : seen_) {
    AddFacts(context_, FactsOf(context_, other.condition).when_false);
  }
}

void AllMatchesChecker::Leave() {
  context_.place.facts.resize(outer_facts_);
}

// The same words hold together with an entry above.
void AllMatchesChecker::CheckAlone(const Entry& entry) {
  const auto [known, added] = by_text_.try_emplace(Shape(context_, entry.condition), seen_.size());
  if (!unique_ || added) {
    return;
  }
  const Entry& same = seen_[known->second];
  context_
      .Report(Diag::kNeverAlone, context_.span(entry.condition),
              {EntryName(entry), EntryName(same)})
      .Label(context_.span(same.condition), "the same condition is here")
      .Hint("`unique` lets one rule hold; correct one of the two, or leave `" + EntryName(entry) +
            "` out");
}

void FirstMatchChecker::Finish(const std::string& what, Span span) {
  const bool closed = std::any_of(seen_.begin(), seen_.end(),
                                  [](const Entry& entry) { return !entry.condition.valid(); });
  if (!closed) {
    ReportNoOtherwise(context_, what, span);
  }
}

void ReportNoOtherwise(Context& context, const std::string& what, Span span) {
  context.Report(Diag::kNoOtherwise, span, {what})
      .Hint("end the list with `otherwise`, which takes every record that is left");
}

}  // namespace sextant::check
