#include "compiler/check/reach.h"

#include "compiler/ast/walk.h"
#include "compiler/check/list_operand.h"
#include "compiler/check/reads.h"

namespace sextant::check {
namespace {

// Marks by a work list, so that long chains of definitions need no deep stack.
class Marker {
 public:
  Marker(const Program& program, const Purpose& purpose) : program_(program), purpose_(purpose) {
    reached_.fields.resize(program.fields.size());
    reached_.lists.resize(program.lists.size());
    for (uint32_t i = 0; i < program.lists.size(); ++i) {
      reached_.row_fields.emplace_back(program.rows_of(i).fields.size());
    }
    reached_.lets.resize(program.lets.size());
    reached_.decisions.resize(program.decisions.size());
    reached_.states.resize(program.decisions.size());
    reached_.checks.resize(program.checks.size());
  }

  void Need(const Ref& ref) {
    if (purpose_.Assumed(ref) != nullptr) {
      return;
    }
    switch (ref.kind) {
      case RefKind::kField:
        reached_.fields[ref.index] = true;
        break;
      case RefKind::kList:
        reached_.lists[ref.index] = true;
        break;
      case RefKind::kRowField:
        reached_.row_fields[ref.index][ref.part] = true;
        break;
      case RefKind::kLet:
      case RefKind::kBoundBy:
        NeedLet(ref.index);
        break;
      case RefKind::kPrevious:
        reached_.states[ref.index] = true;
        break;
      case RefKind::kDecision:
      case RefKind::kSince:
      case RefKind::kComputed:
      case RefKind::kHeldBy:
        NeedDecision(ref.index);
        break;
      case RefKind::kAsOf:
        reached_.as_of = true;
        break;
      default:
        break;
    }
  }

  // An output of the program: every part of a decision that is not assumed.
  void NeedOutput(const Ref& ref) {
    if (ref.kind != RefKind::kDecision) {
      return Need(ref);
    }
    const std::size_t parts = program_.decisions[ref.index].outputs.size();
    for (uint32_t part = 0; part < parts; ++part) {
      Need({ref.kind, ref.index, part});
    }
  }

  // State has to be worked out to be carried on, and is dated.
  void NeedState(uint32_t decision) {
    reached_.states[decision] = true;
    reached_.as_of = true;
    NeedDecision(decision);
  }

  void NeedExpr(ast::ExprId id) { Push(id); }

  // Follows everything that was needed until nothing new is.
  void Follow() {
    while (!pending_.empty()) {
      const ast::ExprId id = pending_.back();
      pending_.pop_back();
      Need(program_.info(id).ref);
      NeedDate(program_.tree->node(id));
      ast::ForEachOperand(program_.tree->node(id), [this](ast::ExprId operand) { Push(operand); });
    }
  }

  // A check with a needed field is needed. True when that added one.
  bool AddChecks() {
    bool added = false;
    for (std::size_t i = 0; i < program_.checks.size(); ++i) {
      if (!reached_.checks[i] && ReadsNeeded(program_.checks[i].condition)) {
        reached_.checks[i] = added = true;
        Push(program_.checks[i].condition);
        Follow();
      }
    }
    return added;
  }

  const Reached& reached() const { return reached_; }

 private:
  void Push(ast::ExprId id) {
    if (id.valid()) {
      pending_.push_back(id);
    }
  }

  // `latest` looks at the date of the rows.
  void NeedDate(const ast::ExprNode& node) {
    const auto* aggregate = std::get_if<ast::AggregateExpr>(&node);
    if (aggregate == nullptr || aggregate->op != ast::AggregateOp::kLatest) {
      return;
    }
    const ListOperand operand = ListOperandOf(*program_.tree, aggregate->series);
    const uint32_t list = program_.info(operand.name).ref.index;
    Need({RefKind::kRowField, list, *program_.rows_of(list).dated});
  }

  void NeedLet(uint32_t index) {
    if (!reached_.lets[index]) {
      reached_.lets[index] = true;
      Push(program_.lets[index].value);
    }
  }

  void NeedDecision(uint32_t index) {
    if (!reached_.decisions[index]) {
      reached_.decisions[index] = true;
      const Decision& decision = program_.decisions[index];
      if (decision.moves) {
        reached_.states[index] = true;
        reached_.as_of = true;
      } else if (decision.kind == DecisionKind::kExperiment) {
        Need({RefKind::kField, decision.experiment.by, 0});
      } else if (decision.kind == DecisionKind::kEffective) {
        Need({RefKind::kAsOf, 0, 0});
        for (const Arm& version : decision.experiment.arms) {
          NeedDecision(version.decision);
        }
        return;
      }
      for (const Arm& arm : decision.experiment.arms) {
        NeedDecision(arm.decision);
      }
      ForEachExpr(program_.tree->decls[decision.decl].node, [this](ast::ExprId id) { Push(id); });
      for (const Ref& read : decision.reads) {
        Need(read);
      }
    }
  }

  bool ReadsNeeded(ast::ExprId condition) const {
    Marker reads(program_, purpose_);
    reads.Push(condition);
    reads.Follow();
    for (std::size_t i = 0; i < reached_.fields.size(); ++i) {
      if (reads.reached_.fields[i] && reached_.fields[i])
        return true;
    }
    for (std::size_t i = 0; i < reached_.lists.size(); ++i) {
      if (reads.reached_.lists[i] && reached_.lists[i])
        return true;
    }
    return false;
  }

  const Program& program_;
  const Purpose& purpose_;
  Reached reached_;
  std::vector<ast::ExprId> pending_;
};

void NeedExpectations(const Test& test, Marker& marker) {
  for (const Expectation& expectation : test.expectations) {
    marker.NeedExpr(expectation.condition);
    marker.NeedExpr(expectation.about);
    marker.NeedExpr(expectation.tolerance);
    if (expectation.list) {
      marker.NeedOutput({RefKind::kDecision, expectation.list->decision, 0});
    }
    if (expectation.reason_of >= 0) {
      marker.NeedOutput({RefKind::kDecision, static_cast<uint32_t>(expectation.reason_of), 0});
    }
  }
}

void NeedRoots(const Program& program, const Purpose& purpose, Marker& marker) {
  if (purpose.trend != nullptr) {
    marker.NeedExpr(purpose.trend->value);
    marker.Need({RefKind::kField, purpose.trend->field, 0});
  }
  for (const OutputItem& output : program.outputs) {
    marker.NeedOutput(output.ref);
  }
  for (uint32_t i = 0; purpose.all_decisions && i < program.decisions.size(); ++i) {
    marker.NeedOutput({RefKind::kDecision, i, 0});
  }
  for (const Guarantee& guarantee : program.guarantees) {
    if (guarantee.trend == ast::Trend::kNone) {
      marker.NeedExpr(guarantee.value);
    }
  }
  for (uint32_t i = 0; purpose.carries() && i < program.decisions.size(); ++i) {
    if (program.decisions[i].carried) {
      marker.NeedState(i);
    }
  }
  if (purpose.test != nullptr) {
    NeedExpectations(*purpose.test, marker);
  }
}

}  // namespace

const Assumption* Purpose::Assumed(const Ref& ref) const {
  for (std::size_t i = 0; test != nullptr && i < test->assumptions.size(); ++i) {
    const Assumption& assumption = test->assumptions[i];
    const bool same = assumption.ref.kind == ref.kind && assumption.ref.index == ref.index &&
                      assumption.ref.part == ref.part;
    if (same) {
      return &assumption;
    }
  }
  return nullptr;
}

Reached Reach(const Program& program, const Purpose& purpose) {
  Marker marker(program, purpose);
  marker.Need({RefKind::kField, program.key_field, 0});
  NeedRoots(program, purpose, marker);
  marker.Follow();
  while (marker.AddChecks()) {
  }
  return marker.reached();
}

}  // namespace sextant::check
