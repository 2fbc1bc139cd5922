#pragma once

#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// One entry of a band or of a characteristic: `low below 5%`, `below 5%: 10`.
struct Step {
  ast::EdgeKind edge{};
  ExprId cut;
  Span span;
  std::string name;  // the member, or the edge as written
};

// A measured value divided into steps. `what` names the list: "`Risk`"; `where` says what it is,
// too: "the band `Risk`"; `repair` shows how it says what happens when the value is missing.
struct StepList {
  ExprId value;
  std::string what;
  std::string where;
  std::string repair;
  Span span;
  std::vector<Step> steps;
};

// Types the cut-offs and checks direction, order, coverage and missing. `type` is the value's.
void CheckSteps(Context& context, const StepList& list, const Type& type);

// Whether a value of the type can be divided into steps.
bool HasSteps(const Type& type);

// `when missing` and `missing:` stand exactly where the value may be missing, and once. `handled`
// are the places where it is dealt with, `repair` how to.
void CheckMissingHandled(Context& context, ExprId value, const Type& type, const std::string& what,
                         Span span, const std::vector<Span>& handled, const std::string& repair);

// Cut-offs rise from the lowest step to the highest: the smaller value first.
bool IsAscending(ast::EdgeKind edge);
// Whether a value equal to the cut has passed it, coming from below.
bool PassesAt(ast::EdgeKind edge);

}  // namespace sextant::check
