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
  // Two of one name, such as the minimum stays of two stages, are told apart by number.
  void Add(std::string name) {
    const auto same = std::ranges::count_if(out_.parts, [&](const Part& part) {
      return part.name == name || part.name.starts_with(name + " (");
    });
    out_.parts.push_back({same == 0 ? name : fmt::format("{} ({})", name, same + 1), 0});
  }

  void ListRules(const std::vector<ir::Rule>& rules, const std::string& what) {
    out_.what = what;
    for (const ir::Rule& rule : rules) {
      Add(rule.name.empty() ? "otherwise" : rule.name);
    }
  }
  void ListBody(const ir::FirstMatch& list) { ListRules(list.rules, list.what); }
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
      for (const std::string& bin : characteristic.bins) {
        Add(characteristic.name + " " + bin);
      }
    }
  }

  const ir::Module& module_;
  const ir::Decision& decision_;
  DecisionCoverage out_;
};

// Which result of a characteristic was given; after the others where the value is missing.
std::size_t ResultOf(interp::Evaluator& evaluator, const ir::Steps& steps) {
  Value value;
  evaluator.Eval(steps.value, value);
  return value.missing ? steps.results.size() : evaluator.StepOf(steps, value);
}
std::size_t ResultOf(interp::Evaluator& evaluator, const ir::MemberPoints& members) {
  Value value;
  evaluator.Eval(members.value, value);
  return value.missing ? members.points.size() : static_cast<std::size_t>(value.word);
}

std::vector<std::size_t> BinsOf(interp::Evaluator& evaluator, const ir::Score& score) {
  std::vector<std::size_t> bins;
  std::size_t first = 0;
  for (const ir::Characteristic& characteristic : score.characteristics) {
    const std::size_t result = std::visit(
        [&](const auto& points) { return ResultOf(evaluator, points); }, characteristic.points);
    if (result < characteristic.bin_of.size()) {
      bins.push_back(first + characteristic.bin_of[result]);
    }
    first += characteristic.bins.size();
  }
  return bins;
}

std::vector<std::size_t> Hits(interp::Evaluator& evaluator, const ir::Decision& decision,
                              const interp::Answer& answer) {
  if (answer.fault >= 0) {
    return {};
  }
  if (const auto* score = std::get_if<ir::Score>(&decision.body)) {
    return BinsOf(evaluator, *score);
  }
  // Where every condition is evaluated, all that hold.
  std::vector<std::size_t> hits(answer.held.begin(), answer.held.end());
  if (hits.empty() && answer.rule >= 0) {
    hits.push_back(static_cast<std::size_t>(answer.rule));
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
