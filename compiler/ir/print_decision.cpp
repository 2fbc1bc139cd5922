#include <sstream>

#include "compiler/ir/print_parts.h"

namespace sextant::ir {
namespace {

class BodyPrinter {
 public:
  explicit BodyPrinter(const Module& module) : module_(module) {}

  std::string Run(const Decision& decision) {
    std::visit([&](const auto& body) { PrintBody(body); }, decision.body);
    return out_.str();
  }

 private:
  void PrintBody(const FirstMatch& list) { PrintRules("first match", "rule", list.rules); }
  void PrintBody(const Machine& machine) { PrintRules("machine", "stage", machine.stages.rules); }
  void PrintBody(const AllMatches& list);
  void PrintBody(const Matrix& matrix);
  void PrintBody(const Band& band);
  void PrintBody(const Score& score);
  void PrintBody(const Table& table);
  void PrintCell(const Cell& cell);
  void PrintAsked(const TableInput& input);
  void PrintBody(const Offers& offers);
  void PrintRules(const std::string& shape, const char* word, const std::vector<Rule>& rules);
  void PrintReasons(const Characteristic& characteristic);
  void PrintPoints(const Steps& steps);
  void PrintPoints(const MemberPoints& members);

  const Module& module_;
  std::ostringstream out_;
};

void BodyPrinter::PrintBody(const AllMatches& list) {
  switch (list.policy) {
    case AllMatches::Policy::kUnique:
      return PrintRules("unique", "rule", list.rules);
    case AllMatches::Policy::kCollect:
      return PrintRules("collect", "rule", list.rules);
    case AllMatches::Policy::kUnite:
      return PrintRules("unite", "rule", list.rules);
    case AllMatches::Policy::kBest:
      return PrintRules((list.lowest ? "lowest of " : "highest of ") + std::to_string(list.best),
                        "rule", list.rules);
  }
}

void BodyPrinter::PrintRules(const std::string& shape, const char* word,
                             const std::vector<Rule>& rules) {
  out_ << shape << "\n";
  for (const Rule& rule : rules) {
    out_ << "  " << (rule.name.empty() ? "otherwise" : word + (" " + rule.name)) << " when "
         << PrintedInst(rule.condition) << " then";
    for (std::size_t i = 0; i < rule.values.size(); ++i) {
      out_ << (i == 0 ? " " : ", ") << PrintedInst(rule.values[i]);
    }
    out_ << PrintedReason(module_, rule.reason) << "\n";
  }
}

void BodyPrinter::PrintBody(const Matrix& matrix) {
  out_ << "matrix ";
  for (const MatrixAxis& axis : matrix.outer) {
    out_ << PrintedInst(axis.value) << ", ";
  }
  out_ << PrintedInst(matrix.down) << " / " << PrintedInst(matrix.across) << "\n";
  for (uint32_t row = 0; row < matrix.rows; ++row) {
    out_ << "  " << row << ":";
    for (uint32_t column = 0; column < matrix.columns; ++column) {
      out_ << " " << matrix.codes[row * matrix.columns + column];
    }
    out_ << "\n";
  }
}

void BodyPrinter::PrintPoints(const Steps& steps) {
  out_ << "steps of " << PrintedInst(steps.value) << ": " << steps.results[0];
  for (std::size_t i = 0; i < steps.cuts.size(); ++i) {
    out_ << (steps.passes_at[i] ? " [from " : " [above ") << PrintedInst(steps.cuts[i]) << "] "
         << steps.results[i + 1];
  }
  if (steps.missing_result) {
    out_ << " [missing] " << *steps.missing_result;
  }
  out_ << "\n";
}

void BodyPrinter::PrintBody(const Band& band) {
  out_ << "band\n  ";
  PrintPoints(band.steps);
}

void BodyPrinter::PrintPoints(const MemberPoints& members) {
  out_ << "members of " << PrintedInst(members.value) << ":";
  for (int64_t points : members.points) {
    out_ << " " << points;
  }
  if (members.missing_points) {
    out_ << " [missing] " << *members.missing_points;
  }
  out_ << "\n";
}

void BodyPrinter::PrintBody(const Score& score) {
  out_ << "score base " << score.base << "\n";
  for (const Characteristic& characteristic : score.characteristics) {
    out_ << "  `" << characteristic.name << "` ";
    std::visit([&](const auto& points) { PrintPoints(points); }, characteristic.points);
    PrintReasons(characteristic);
  }
}

void BodyPrinter::PrintReasons(const Characteristic& characteristic) {
  if (characteristic.reasons.empty()) {
    return;
  }
  out_ << "    because";
  for (int32_t reason : characteristic.reasons) {
    out_ << " " << (reason == kNoReason ? "-" : module_.reasons[std::size_t(reason)].code);
  }
  if (characteristic.missing_reason != kNoReason) {
    out_ << " [missing] " << module_.reasons[std::size_t(characteristic.missing_reason)].code;
  }
  out_ << "\n";
}

void BodyPrinter::PrintCell(const Cell& cell) {
  out_ << (cell.negated ? "not" : "in") << " {";
  for (const CellRange& range : cell.ranges) {
    out_ << (range.low_included ? " [" : " (") << (range.low.valid() ? PrintedInst(range.low) : "")
         << ".." << (range.high.valid() ? PrintedInst(range.high) : "")
         << (range.high_included ? "]" : ")");
  }
  out_ << " }" << (cell.missing ? " or missing" : "");
}

void BodyPrinter::PrintAsked(const TableInput& input) {
  if (input.set.valid()) {
    out_ << " of " << PrintedInst(input.set) << " members";
    for (const int32_t member : input.asked) {
      out_ << " " << member;
    }
  }
}

// The cells of each input once, then each row by their numbers.
void BodyPrinter::PrintBody(const Table& table) {
  out_ << "table " << PolicyName(table.policy);
  if (table.policy == HitPolicy::kHighestBy || table.policy == HitPolicy::kLowestBy) {
    out_ << " " << table.best_by;
  }
  out_ << (table.must_cover ? " covering\n" : "\n");
  for (const TableInput& input : table.inputs) {
    out_ << "  input " << PrintedInst(input.value);
    PrintAsked(input);
    out_ << "\n";
    for (std::size_t i = 0; i < input.cells.size(); ++i) {
      out_ << "    " << i << ": ";
      PrintCell(input.cells[i]);
      out_ << "\n";
    }
  }
  for (uint32_t row = 0; row < table.rows; ++row) {
    const bool otherwise = table.otherwise && row + 1 == table.rows;
    out_ << "  " << (otherwise ? "otherwise" : "row");
    for (std::size_t i = 0; i < table.inputs.size() && !otherwise; ++i) {
      out_ << " " << table.cells[row * table.inputs.size() + i];
    }
    out_ << " then";
    for (uint32_t i = 0; i < table.outputs; ++i) {
      out_ << (i == 0 ? " " : ", ") << PrintedInst(table.values[row * table.outputs + i]);
    }
    out_ << PrintedReason(module_, table.reasons[row]) << "\n";
  }
}

void BodyPrinter::PrintBody(const Offers& offers) {
  out_ << (offers.by_worth ? "offers by worth\n" : "offers in order\n");
  for (const Offer& offer : offers.offers) {
    out_ << "  offer " << offer.name << " consent " << PrintedInst(offer.consent);
    for (const Offer::Unless& unless : offer.unless) {
      out_ << " unless " << PrintedInst(unless.condition) << PrintedReason(module_, unless.reason);
    }
    if (offer.condition.valid()) {
      out_ << " when " << PrintedInst(offer.condition);
    }
    out_ << " worth " << PrintedInst(offer.worth) << PrintedReason(module_, offer.reason);
    if (!offer.partner.empty()) {
      out_ << " to " << offer.partner;
      for (uint32_t field : offer.handed) {
        out_ << " " << module_.fields[field].name;
      }
    }
    out_ << "\n";
  }
}

}  // namespace

std::string_view PolicyName(HitPolicy policy) {
  constexpr std::string_view kNames[] = {"first match", "unique",    "sum",
                                         "count",       "smallest",  "largest",
                                         "highest by",  "lowest by", "keep"};
  return kNames[static_cast<std::size_t>(policy)];
}

std::string PrintedBody(const Module& module, const Decision& decision) {
  return BodyPrinter(module).Run(decision);
}

}  // namespace sextant::ir
