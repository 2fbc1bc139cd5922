#include "tests/differential/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <vector>

namespace sextant::differential {
namespace {

int64_t Word(const abi::OutputBuffer& column, int64_t row, uint32_t place = 0) {
  const std::size_t bytes = abi::StorageBytes(column.storage);
  int64_t word = 0;
  std::memcpy(&word, column.values(place) + row * static_cast<int64_t>(bytes), bytes);
  const int unused = 64 - static_cast<int>(bytes) * 8;
  return word << unused >> unused;
}

bool Rejected(const abi::DecisionBatch& answer, int64_t row) {
  return abi::BitAt(answer.rejected.data(), row);
}

bool SameReject(const abi::Reject& a, const abi::Reject& b, int64_t from) {
  return a.row - from == b.row && a.where == b.where && a.rule == b.rule && a.kind == b.kind &&
         a.message == b.message && a.file == b.file && a.line == b.line && a.found == b.found;
}

std::string PrintReject(const abi::Reject& reject) {
  return fmt::format("row {}: {} where `{}` rule `{}` line {} found {:?}: {}", reject.row,
                     abi::FaultCode(reject.kind), reject.where, reject.rule, reject.line,
                     reject.found, reject.message);
}

std::string PrintValue(const ir::Module& module, const ir::OutputColumn& column, int64_t word) {
  if (column.type.kind == types::Kind::kFloat) {
    return fmt::format("{} ({:#x})", std::bit_cast<double>(word), static_cast<uint64_t>(word));
  }
  const bool plain =
      column.type.kind == types::Kind::kText || column.type.kind == types::Kind::kDate;
  return plain ? fmt::format("{}", word)
               : fmt::format("{} (word {})", types::FormatValue(column.type, module.enums, word),
                             word);
}

std::optional<std::string> RejectsDiffer(const abi::DecisionBatch& whole, int64_t from,
                                         const abi::DecisionBatch& part) {
  std::vector<const abi::Reject*> mine;
  for (const abi::Reject& reject : whole.rejects) {
    if (reject.row >= from && reject.row < from + part.rows) {
      mine.push_back(&reject);
    }
  }
  for (std::size_t i = 0; i < std::max(mine.size(), part.rejects.size()); ++i) {
    const bool both = i < mine.size() && i < part.rejects.size();
    if (!both || !SameReject(*mine[i], part.rejects[i], from)) {
      return fmt::format("reject {}: interpreter {}\n    fast engine {}", i,
                         i < mine.size() ? PrintReject(*mine[i]) : "none",
                         i < part.rejects.size() ? PrintReject(part.rejects[i]) : "none");
    }
  }
  return std::nullopt;
}

std::optional<std::string> ColumnDiffers(const ir::Module& module, std::size_t index,
                                         const abi::DecisionBatch& whole, int64_t from,
                                         const abi::DecisionBatch& part) {
  const abi::OutputBuffer &mine = whole.columns[index], &other = part.columns[index];
  if (mine.storage != other.storage || mine.width != other.width) {
    return fmt::format("column {}: another storage", module.outputs[index].name);
  }
  for (int64_t at = 0; at < part.rows * mine.places(); ++at) {
    const int64_t row = at % part.rows;
    const auto place = static_cast<uint32_t>(at / part.rows);
    const bool valid = mine.IsValid(from + row, place), other_valid = other.IsValid(row, place);
    const int64_t word = Word(mine, from + row, place), other_word = Word(other, row, place);
    if (valid != other_valid || word != other_word) {
      const ir::OutputColumn& column = module.outputs[index];
      return fmt::format("column {} row {} place {}: interpreter {} {}, fast engine {} {}",
                         column.name, from + row, place, valid ? "valid" : "missing",
                         PrintValue(module, column, word), other_valid ? "valid" : "missing",
                         PrintValue(module, column, other_word));
    }
  }
  return std::nullopt;
}

bool HasValue(const abi::DecisionBatch& answer, int64_t row) {
  return std::ranges::any_of(answer.columns, [&](const abi::OutputBuffer& column) {
    return abi::BitAt(column.validity.data(), row);
  });
}

std::optional<std::string> BrokenRow(const ir::Module& module, const abi::DecisionBatch& answer,
                                     int64_t row) {
  if (Rejected(answer, row) && HasValue(answer, row)) {
    return fmt::format("row {} is rejected and has a value", row);
  }
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    const abi::OutputBuffer& column = answer.columns[i];
    for (uint32_t place = 0; place < column.places(); ++place) {
      if (!column.IsValid(row, place) && Word(column, row, place) != 0) {
        return fmt::format("column {} row {} is not zero under a 0 bit", module.outputs[i].name,
                           row);
      }
      if (column.IsValid(row, place) && place >= column.Length(row)) {
        return fmt::format("column {} row {} leaves a place out", module.outputs[i].name, row);
      }
    }
  }
  return std::nullopt;
}

std::optional<std::string> BrokenRejects(const abi::DecisionBatch& answer) {
  std::vector<bool> explained(static_cast<std::size_t>(answer.rows), false);
  for (const abi::Reject& reject : answer.rejects) {
    if (reject.row < 0 || reject.row >= answer.rows) {
      return fmt::format("a reject of row {}", reject.row);
    }
    explained[static_cast<std::size_t>(reject.row)] = true;
  }
  int64_t rejected = 0;
  for (int64_t row = 0; row < answer.rows; ++row) {
    rejected += Rejected(answer, row);
    if (Rejected(answer, row) != explained[static_cast<std::size_t>(row)]) {
      return fmt::format("row {}: its rejected bit and its rejects disagree", row);
    }
  }
  return rejected == answer.rejected_rows
             ? std::nullopt
             : std::optional(
                   fmt::format("rejected_rows is {}, not {}", answer.rejected_rows, rejected));
}

}  // namespace

std::optional<std::string> BrokenShape(const ir::Module& module, const abi::InputBatch& batch,
                                       const abi::DecisionBatch& answer, const char* engine) {
  if (answer.rows != batch.rows || answer.columns.size() != module.outputs.size()) {
    return fmt::format("{}: {} rows and {} columns", engine, answer.rows, answer.columns.size());
  }
  if (const auto broken = BrokenRejects(answer)) {
    return fmt::format("{}: {}", engine, *broken);
  }
  for (int64_t row = 0; row < answer.rows; ++row) {
    if (const auto broken = BrokenRow(module, answer, row)) {
      return fmt::format("{}: {}", engine, *broken);
    }
  }
  return std::nullopt;
}

std::optional<std::string> Difference(const ir::Module& module, const abi::DecisionBatch& whole,
                                      int64_t from, const abi::DecisionBatch& part) {
  for (int64_t row = 0; row < part.rows; ++row) {
    if (Rejected(whole, from + row) != Rejected(part, row)) {
      return fmt::format("row {}: {} rejected by the interpreter, {} by the fast engine",
                         from + row, Rejected(whole, from + row) ? "" : "not",
                         Rejected(part, row) ? "" : "not");
    }
  }
  for (std::size_t i = 0; i < whole.columns.size(); ++i) {
    if (auto difference = ColumnDiffers(module, i, whole, from, part)) {
      return difference;
    }
  }
  return RejectsDiffer(whole, from, part);
}

std::string PrintAnswer(const ir::Module& module, const abi::DecisionBatch& answer, int64_t row) {
  std::string out;
  for (const abi::Reject& reject : answer.rejects) {
    out += reject.row == row ? "  rejected: " + PrintReject(reject) + "\n" : "";
  }
  for (std::size_t i = 0; i < answer.columns.size() && !Rejected(answer, row); ++i) {
    const abi::OutputBuffer& column = answer.columns[i];
    const uint32_t length = column.Length(row);
    out += fmt::format("  {} = {}", module.outputs[i].name,
                       length > 0         ? ""
                       : column.width > 0 ? "none"
                                          : "missing");
    for (uint32_t place = 0; place < length; ++place) {
      out +=
          (place > 0 ? ", " : "") + PrintValue(module, module.outputs[i], Word(column, row, place));
    }
    out += "\n";
  }
  return out;
}

}  // namespace sextant::differential
