#include "runtime/report/migration.h"

namespace sextant::report {
namespace {

const ir::Type& TypeOf(const ir::Module& module, std::size_t state) {
  return module.slots[module.state[state].slot].type;
}

const std::vector<std::string>& NamesOf(const ir::Module& module, std::size_t state) {
  return module.enums.get(TypeOf(module, state).enumeration).members;
}

void Add(std::vector<int64_t>& to, const std::vector<int64_t>& from) {
  for (std::size_t i = 0; i < from.size(); ++i) {
    to[i] += from[i];
  }
}

}  // namespace

Migration EmptyMigration(const ir::Module& module, std::size_t state) {
  Migration migration;
  if (TypeOf(module, state).kind == types::Kind::kEnum) {
    const std::size_t members = NamesOf(module, state).size();
    migration.counts.resize((members + 1) * members);
    migration.gone.resize(members);
  }
  return migration;
}

void AddMigration(const ir::Module& module, std::size_t state, const abi::InputBatch& batch,
                  const abi::DecisionBatch& decisions, Migration& to) {
  const std::size_t members = to.gone.size();
  if (members == 0) {
    return;
  }
  const abi::InputColumn& before = batch.columns[module.state[state].slot];
  const abi::OutputBuffer& today = decisions.columns[module.state[state].output];
  const abi::Storage stored = before.stored.value_or(abi::Storage::kInt32);
  for (int64_t row = 0; row < decisions.rows; ++row) {
    if (!abi::BitAt(today.validity.data(), row)) {
      continue;  // rejected, or missing today
    }
    const int64_t from = abi::IsValid(before, row)
                             ? abi::WholeAt(before.values, stored, before.offset + row)
                             : static_cast<int64_t>(members);
    const int64_t now = abi::WholeAt(today.values(), today.storage, row);
    ++to.counts[static_cast<std::size_t>(from) * members + static_cast<std::size_t>(now)];
  }
}

void Merge(Migration& to, const Migration& from) {
  Add(to.counts, from.counts);
  Add(to.gone, from.gone);
}

std::string MigrationName(const ir::Module& module, std::size_t state) {
  const ir::OutputColumn& output = module.outputs[module.state[state].output];
  const ir::Decision& decision = module.decisions[static_cast<std::size_t>(output.decision)];
  const std::string& part = decision.outputs[static_cast<std::size_t>(output.part)].name;
  return part.empty() ? decision.name : decision.name + "." + part;
}

std::vector<Move> MovesOf(const ir::Module& module, std::size_t state, const Migration& migration) {
  std::vector<Move> moves;
  const std::size_t count = migration.gone.size();
  if (count == 0) {
    return moves;
  }
  const std::vector<std::string>& members = NamesOf(module, state);
  for (std::size_t from = 0; from <= count; ++from) {
    for (std::size_t to = 0; to < count; ++to) {
      if (const int64_t records = migration.counts[from * count + to]; records > 0) {
        moves.push_back({from < count ? members[from] : "", members[to], records});
      }
    }
    if (from < count && migration.gone[from] > 0) {
      moves.push_back({members[from], "", migration.gone[from]});
    }
  }
  return moves;
}

}  // namespace sextant::report
