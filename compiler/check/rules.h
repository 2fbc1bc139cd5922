#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// One entry of a first-match list: a stage or a rule. `condition` is invalid for `otherwise`.
struct Entry {
  std::string name;
  ExprId condition;
  Span span;
};

void ReportNoOtherwise(Context& context, const std::string& what, Span span);

// A condition of `name` that the declared ranges decide. `part` is what can be left out with it;
// `repair` what to write where it is meant. One that is written `true` is meant.
void ReportNeverHolds(Context& context, ExprId condition, const std::string& name,
                      const std::string& part);
void WarnHoldsAlways(Context& context, ExprId condition, const std::string& name,
                     const std::string& repair);

// Checks the conditions of a list from the top, each with what is known because those above it did
// not hold, and calls nothing else: use NextEntry between them.
class FirstMatchChecker {
 public:
  explicit FirstMatchChecker(Context& context) : context_(context) {}
  ~FirstMatchChecker();

  // Types the condition and reports when the entry can never be reached. Until Leave, its facts
  // hold.
  void Enter(const Entry& entry);
  void Leave();
  // After the last entry: `what` has to end with `otherwise`.
  void Finish(const std::string& what, Span span);

 private:
  void CheckReachable(const Entry& entry);
  void CheckRepeated(const Entry& entry);

  Context& context_;
  std::vector<Entry> seen_;
  std::unordered_map<std::string, std::size_t> by_text_;  // of conditions, into seen_
  std::size_t outer_facts_ = 0;                           // facts before Enter
  bool ended_ = false;  // an entry that always holds has been seen
};

// Checks the conditions of a list of which every one is evaluated: none knows anything of the
// others, only `otherwise` knows that none holds.
class AllMatchesChecker {
 public:
  // `unique`: only one entry may hold.
  AllMatchesChecker(Context& context, bool unique) : context_(context), unique_(unique) {}

  void Enter(const Entry& entry);
  void Leave();

 private:
  void CheckTruth(const Entry& entry);
  void CheckAlone(const Entry& entry);

  Context& context_;
  bool unique_;
  std::optional<Entry> always_;    // of `unique`: the first that always holds
  std::optional<Entry> possible_;  // the last that may hold
  std::vector<Entry> seen_;
  std::unordered_map<std::string, std::size_t> by_text_;  // of conditions, into seen_
  std::size_t outer_facts_ = 0;
};

}  // namespace sextant::check
