#include "compiler/ir/order.h"

#include <algorithm>

namespace sextant::ir {
namespace {

using Visit = std::function<void(InstId)>;

void ForEachOf(const Steps& steps, const Visit& visit) {
  visit(steps.value);
  std::ranges::for_each(steps.cuts, visit);
}

void ForEachOf(const MemberPoints& members, const Visit& visit) {
  visit(members.value);
}

void ForEachOf(const std::vector<Rule>& rules, const Visit& visit) {
  for (const Rule& rule : rules) {
    if (rule.condition.valid()) {
      visit(rule.condition);
    }
    std::ranges::for_each(rule.values, visit);
  }
}

void ForEachOf(const FirstMatch& list, const Visit& visit) {
  ForEachOf(list.rules, visit);
}

void ForEachOf(const AllMatches& list, const Visit& visit) {
  ForEachOf(list.rules, visit);
}

void ForEachOf(const Machine& machine, const Visit& visit) {
  ForEachOf(machine.stages, visit);
}

void ForEachOf(const Matrix& matrix, const Visit& visit) {
  for (const MatrixAxis& axis : matrix.outer) {
    visit(axis.value);
  }
  visit(matrix.down);
  visit(matrix.across);
}

void ForEachOf(const Band& band, const Visit& visit) {
  ForEachOf(band.steps, visit);
}

void ForEachOf(const Table& table, const Visit& visit) {
  for (const TableInput& input : table.inputs) {
    visit(input.value);
    if (input.set.valid()) {
      visit(input.set);
    }
    for (const Cell& cell : input.cells) {
      for (const CellRange& range : cell.ranges) {
        for (const InstId end : {range.low, range.high}) {
          if (end.valid()) {
            visit(end);
          }
        }
      }
    }
  }
  std::ranges::for_each(table.values, visit);
}

void ForEachOf(const Score& score, const Visit& visit) {
  for (const Characteristic& characteristic : score.characteristics) {
    std::visit([&](const auto& points) { ForEachOf(points, visit); }, characteristic.points);
  }
}

void ForEachOf(const Offers& offers, const Visit& visit) {
  for (const Offer& offer : offers.offers) {
    visit(offer.consent);
    for (const Offer::Unless& unless : offer.unless) {
      visit(unless.condition);
    }
    if (offer.condition.valid()) {
      visit(offer.condition);
    }
    visit(offer.worth);
  }
}

// A depth-first walk with a stack of its own, because definitions may build on each other for as
// long as the file is.
class Orderer {
 public:
  explicit Orderer(const Module& module) : module_(module), marks_(module.insts.size()) {}

  std::vector<InstId> Run() {
    for (std::size_t i = 0; i < module_.insts.size() && !circle_; ++i) {
      stack_.push_back(InstId(i));
      while (!stack_.empty()) {
        Step();
      }
    }
    return circle_ ? std::vector<InstId>() : std::move(order_);
  }

 private:
  enum class Mark : uint8_t { kNew, kOpen, kDone };

  // An instruction stays on the stack, open, while what it needs is above it.
  void Step() {
    const InstId id = stack_.back();
    Mark& mark = marks_[id.index()];
    if (mark == Mark::kNew) {
      mark = Mark::kOpen;
      ForEachNeed(module_, id, [this](InstId need) { Push(need); });
      return;
    }
    stack_.pop_back();
    if (mark == Mark::kOpen) {
      mark = Mark::kDone;
      order_.push_back(id);
    }
  }

  void Push(InstId need) {
    circle_ = circle_ || marks_[need.index()] == Mark::kOpen;
    if (marks_[need.index()] == Mark::kNew) {
      stack_.push_back(need);
    }
  }

  const Module& module_;
  std::vector<Mark> marks_;
  std::vector<InstId> stack_;
  std::vector<InstId> order_;
  bool circle_ = false;
};

}  // namespace

void ForEachInst(const Decision& decision, const Visit& visit) {
  std::visit([&](const auto& body) { ForEachOf(body, visit); }, decision.body);
}

void ForEachNeed(const Module& module, InstId id, const Visit& visit) {
  const Inst& inst = module.inst(id);
  std::ranges::for_each(module.args(inst), visit);
  if (inst.op == Op::kLet) {
    visit(module.lets[static_cast<std::size_t>(inst.imm)].value);
  } else if (inst.op == Op::kDecision) {
    ForEachInst(module.decisions[static_cast<std::size_t>(inst.imm >> 16)], visit);
  }
}

std::vector<InstId> EvaluationOrder(const Module& module) {
  return Orderer(module).Run();
}

}  // namespace sextant::ir
