#include "runtime/testing/coverage.h"

#include <algorithm>

#include <fmt/format.h>

namespace sextant::testing {
namespace {

using interp::Value;
using types::Kind;
using types::Type;

std::string MemberName(const ir::Module& module, const Type& type, std::size_t code) {
  if (type.kind == Kind::kBool) {
    return code == 0 ? "false" : code == 1 ? "true" : "missing";
  }
  const auto& members = module.enums.get(type.enumeration).members;
  return code < members.size() ? members[code] : "missing";
}

std::string CutName(const ir::Module& module, ir::InstId cut) {
  const ir::Inst& inst = module.inst(cut);
  return inst.op == ir::Op::kParam ? module.params[static_cast<std::size_t>(inst.imm)].name
                                   : types::FormatValue(inst.type, module.enums, inst.imm);
}

// "below 5%", "up to 5%", "otherwise"; the last one is missing.
std::vector<std::string> StepNames(const ir::Module& module, const ir::Steps& steps) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < steps.cuts.size(); ++i) {
    names.push_back((steps.passes_at[i] ? "below " : "up to ") + CutName(module, steps.cuts[i]));
  }
  names.emplace_back("otherwise");
  if (steps.missing_result) {
    names.emplace_back("missing");
  }
  return names;
}

// The parts of one decision, and which of them a record came to. The two go together: part i of
// one is part i of the other.
class Parts {
 public:
  Parts(const ir::Module& module, const ir::Decision& decision)
      : module_(module), decision_(decision) {}

  DecisionCoverage List() {
    out_.name = decision_.name;
    out_.span = decision_.span;
    std::visit([this](const auto& body) { ListBody(body); }, decision_.body);
    return std::move(out_);
  }

 private:
  void Add(std::string name) { out_.parts.push_back({std::move(name), 0}); }

  void ListRules(const std::vector<ir::Rule>& rules, const char* what) {
    out_.what = what;
    for (const ir::Rule& rule : rules) {
      Add(rule.name.empty() ? "otherwise" : rule.name);
    }
  }
  void ListBody(const ir::FirstMatch& list) { ListRules(list.rules, "rules"); }
  void ListBody(const ir::AllMatches& list) { ListRules(list.rules, "rules"); }
  void ListBody(const ir::Machine& machine) { ListRules(machine.stages.rules, "stages"); }
  void ListBody(const ir::Matrix& matrix) {
    out_.what = "cells";
    for (uint32_t row = 0; row < matrix.rows; ++row) {
      for (uint32_t column = 0; column < matrix.columns; ++column) {
        Add(RowName(matrix, row) + " / " +
            MemberName(module_, module_.inst(matrix.across).type, column));
      }
    }
  }
  // "north, gold": a member of each axis down.
  std::string RowName(const ir::Matrix& matrix, uint32_t row) const {
    const uint32_t size = matrix.down_size();
    std::string name = MemberName(module_, module_.inst(matrix.down).type, row % size);
    row /= size;
    for (std::size_t i = matrix.outer.size(); i > 0; --i) {
      const ir::MatrixAxis& axis = matrix.outer[i - 1];
      name = MemberName(module_, module_.inst(axis.value).type, row % axis.size) + ", " + name;
      row /= axis.size;
    }
    return name;
  }
  void ListBody(const ir::Table& table) {
    out_.what = "rows";
    for (uint32_t row = 0; row < table.rows; ++row) {
      Add(table.otherwise && row + 1 == table.rows ? "otherwise"
                                                   : "row " + std::to_string(row + 1));
    }
  }
  void ListBody(const ir::Band& band) {
    out_.what = "members";
    const Type& type = decision_.outputs[0].type;
    for (const int64_t code : band.steps.results) {
      Add(MemberName(module_, type, static_cast<std::size_t>(code)));
    }
    if (band.steps.missing_result) {
      Add(MemberName(module_, type, static_cast<std::size_t>(*band.steps.missing_result)) +
          " (missing)");
    }
  }
  void ListBody(const ir::Offers& offers) {
    out_.what = "offers";
    for (const ir::Offer& offer : offers.offers) {
      Add(offer.name);
    }
  }
  void ListBody(const ir::Score& score) {
    out_.what = "bins";
    for (const ir::Characteristic& characteristic : score.characteristics) {
      if (const auto* steps = std::get_if<ir::Steps>(&characteristic.points)) {
        for (const std::string& name : StepNames(module_, *steps)) {
          Add(characteristic.name + " " + name);
        }
        continue;
      }
      const auto& members = std::get<ir::MemberPoints>(characteristic.points);
      const std::size_t count = members.points.size() + (members.missing_points ? 1 : 0);
      for (std::size_t code = 0; code < count; ++code) {
        Add(characteristic.name + " " +
            MemberName(module_, module_.inst(members.value).type, code));
      }
    }
  }

  const ir::Module& module_;
  const ir::Decision& decision_;
  DecisionCoverage out_;
};

// The bin of one characteristic, and how many bins it has.
std::pair<std::size_t, std::size_t> BinOf(interp::Evaluator& evaluator, const ir::Steps& steps) {
  Value value;
  evaluator.Eval(steps.value, value);
  const std::size_t count = steps.results.size() + (steps.missing_result ? 1 : 0);
  return {value.missing ? count - 1 : evaluator.StepOf(steps, value), count};
}
std::pair<std::size_t, std::size_t> BinOf(interp::Evaluator& evaluator,
                                          const ir::MemberPoints& members) {
  Value value;
  evaluator.Eval(members.value, value);
  const std::size_t count = members.points.size() + (members.missing_points ? 1 : 0);
  return {value.missing ? count - 1 : static_cast<std::size_t>(value.word), count};
}

std::vector<std::size_t> Hits(interp::Evaluator& evaluator, const ir::Decision& decision,
                              const interp::Answer& answer) {
  const auto* score = std::get_if<ir::Score>(&decision.body);
  if (answer.fault >= 0) {
    return {};
  }
  std::vector<std::size_t> hits(answer.held.begin(), answer.held.end());
  if (score == nullptr && hits.empty() && answer.rule >= 0) {
    hits.push_back(static_cast<std::size_t>(answer.rule));
  }
  if (score == nullptr) {
    return hits;  // where every condition is evaluated, all the rules that hold
  }
  std::size_t first = 0;
  for (const ir::Characteristic& characteristic : score->characteristics) {
    const auto [bin, count] = std::visit(
        [&](const auto& points) { return BinOf(evaluator, points); }, characteristic.points);
    hits.push_back(first + bin);
    first += count;
  }
  return hits;
}

}  // namespace

int64_t DecisionCoverage::reached() const {
  return std::ranges::count_if(parts, [](const Part& part) { return part.records > 0; });
}

Coverage::Coverage(const ir::Module& module) {
  for (const ir::Decision& decision : module.decisions) {
    decisions_.push_back(Parts(module, decision).List());
  }
}

void Coverage::Count(interp::Evaluator& evaluator) {
  for (const uint32_t index : evaluator.DecisionsInOrder()) {
    const ir::Decision& decision = evaluator.module().decisions[index];
    const auto found = std::ranges::find(decisions_, decision.name, &DecisionCoverage::name);
    if (found == decisions_.end()) {
      continue;
    }
    for (const std::size_t part : Hits(evaluator, decision, evaluator.Decide(index))) {
      if (part < found->parts.size()) {
        ++found->parts[part].records;
      }
    }
  }
}

int64_t Coverage::parts() const {
  int64_t count = 0;
  for (const DecisionCoverage& decision : decisions_) {
    count += static_cast<int64_t>(decision.parts.size());
  }
  return count;
}

int64_t Coverage::reached() const {
  int64_t count = 0;
  for (const DecisionCoverage& decision : decisions_) {
    count += decision.reached();
  }
  return count;
}

}  // namespace sextant::testing
