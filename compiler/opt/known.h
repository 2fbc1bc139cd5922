#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "compiler/opt/faultless.h"
#include "compiler/opt/rewrite.h"
#include "compiler/opt/schedule.h"

namespace sextant::opt {

// A condition or its opposite.
struct Literal {
  ir::InstId condition;  // no `not`, no other name of a value
  bool positive = true;
};

// What is known of conditions at a place in a list of rules. Only what cannot fault is learnt or
// answered.
class Known {
 public:
  Known(const Rewriter& rewriter, const Schedule& schedule, const Ranges& ranges,
        const Faultless& faultless)
      : rewriter_(rewriter), schedule_(schedule), ranges_(ranges), faultless_(faultless) {}

  Literal LiteralOf(ir::InstId condition) const;

  // From here on the literal holds.
  void Learn(const Literal& literal);
  // Whether it holds, when that is known.
  std::optional<bool> Ask(const Literal& literal) const;

 private:
  ir::InstId Canonical(ir::InstId id) const;
  Range RangeOf(ir::InstId id) const;
  std::optional<bool> AskComparison(const ir::Inst& inst) const;
  void LearnComparison(const ir::Inst& inst, bool holds);
  void Narrow(ir::InstId id, const Range& range);

  const Rewriter& rewriter_;
  const Schedule& schedule_;
  const Ranges& ranges_;
  const Faultless& faultless_;
  std::unordered_map<uint32_t, bool> conditions_;
  std::unordered_map<uint32_t, Range> numbers_;  // narrower than Ranges has them
};

}  // namespace sextant::opt
