#include "compiler/check/rules.h"

#include <algorithm>
#include <sstream>

#include "compiler/ast/print.h"
#include "compiler/check/expr/expr.h"
#include "compiler/check/truth.h"

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

void ReportNeverAlone(Context& context, const Entry& entry, const Entry& other,
                      const std::string& why) {
  context
      .Report(Diag::kNeverAlone, context.span(entry.condition),
              {EntryName(entry), EntryName(other)})
      .Label(context.span(other.condition), why)
      .Hint("`unique` lets one rule hold; correct one of the two, or leave `" + EntryName(entry) +
            "` out");
}

}  // namespace

void ReportNeverHolds(Context& context, ExprId condition, const std::string& name,
                      const std::string& part) {
  context.Report(Diag::kNeverHolds, context.span(condition), {name})
      .Hint("the declared ranges rule it out; correct the condition or leave `" + part + "` out");
}

void WarnHoldsAlways(Context& context, ExprId condition, const std::string& name,
                     const std::string& repair) {
  if (!IsWritten(context, condition)) {
    context.Report(Diag::kHoldsAlways, context.span(condition), {name})
        .Hint("the declared ranges leave no record for which it does not; correct it, or " +
              repair);
  }
}

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
    ReportNeverHolds(context_, entry.condition, entry.name, entry.name);
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
    CheckTruth(entry);
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

// An entry that always holds may be meant where several can hold; of `unique` it leaves the others
// no record.
void AllMatchesChecker::CheckTruth(const Entry& entry) {
  const Truth truth = TruthOf(context_, entry.condition);
  if (truth == Truth::kFalse) {
    ReportNeverHolds(context_, entry.condition, entry.name, entry.name);
    return;
  }
  if (truth == Truth::kTrue) {
    WarnHoldsAlways(context_, entry.condition, entry.name, "write `true` if that is meant");
  }
  if (always_) {
    ReportNeverAlone(context_, entry, *always_, "this always holds");
  } else if (unique_ && truth == Truth::kTrue) {
    always_ = entry;
    if (possible_) {
      ReportNeverAlone(context_, *possible_, entry, "this always holds");
    }
  }
  possible_ = entry;
}

// The same words hold together with an entry above.
void AllMatchesChecker::CheckAlone(const Entry& entry) {
  const auto [known, added] = by_text_.try_emplace(Shape(context_, entry.condition), seen_.size());
  if (unique_ && !added && !always_) {
    ReportNeverAlone(context_, entry, seen_[known->second], "the same condition is here");
  }
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
