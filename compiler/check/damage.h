#pragma once

#include <string>
#include <unordered_set>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace sextant::check {

// What the parser could not read. Around such a place checking is silent, so that one slip is
// reported once; elsewhere it goes on as usual.
class Damage {
 public:
  Damage() = default;
  // Of a sink that has seen parsing only.
  Damage(const diag::Sink& sink, const source::Manager& sources);

  // Whether the parser reported an error, and so may have left something out.
  bool any() const { return any_; }
  // Whether something was reported inside `span`: it is of the error type.
  bool Touches(source::Span span) const;
  // Whether unreadable text may declare `name`: a line begins with it, alone or after one word, as
  // declarations and fields do.
  bool MayDeclare(const std::string& name) const { return openings_.count(name) > 0; }

 private:
  bool any_ = false;
  std::vector<source::Span> places_;
  std::unordered_set<std::string> openings_;
};

}  // namespace sextant::check
