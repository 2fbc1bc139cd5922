#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

// Where the records of the period before have gone: a carried value of before beside that of today.
namespace sextant::report {

// Of one Module::state entry; without counts where its values are no members of a list.
struct Migration {
  std::vector<int64_t> counts;  // of accepted records: before * members + today; last: no state
  std::vector<int64_t> gone;    // by member: states whose key is not in the data
};

Migration EmptyMigration(const ir::Module& module, std::size_t state);
void AddMigration(const ir::Module& module, std::size_t state, const abi::InputBatch& batch,
                  const abi::DecisionBatch& decisions, Migration& to);
void Merge(Migration& to, const Migration& from);

// "Relationship", "CreditLine.action": whose migration it is.
std::string MigrationName(const ir::Module& module, std::size_t state);

// What occurred, in the order of the members; the empty text for a record that is new or gone.
struct Move {
  std::string from, to;
  int64_t records = 0;
};
std::vector<Move> MovesOf(const ir::Module& module, std::size_t state, const Migration& migration);

}  // namespace sextant::report
