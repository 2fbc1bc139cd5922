#include "runtime/report/migration.h"

#include <catch2/catch.hpp>

namespace sextant::report {
namespace {

TEST_CASE("moves are listed in the order of the members, new ones last, gone ones in their row") {
  ir::Module module;
  const types::EnumId stages = module.enums.AddNamed("Stage", {"low", "high"});
  ir::Slot slot;
  slot.type = types::Type::Enum(stages).as_optional();
  slot.field = ir::kStateField;
  module.slots.push_back(slot);
  ir::Decision decision;
  decision.name = "Stage";
  decision.outputs = {{"", types::Type::Enum(stages)}};
  module.decisions.push_back(decision);
  ir::OutputColumn output;
  output.decision = 0;
  module.outputs.push_back(output);
  module.state.push_back({"Stage.stage", 0, 0, false, {}});

  const int32_t before[] = {0, 0, 1, 7, 1};
  const uint8_t known = 0b10111;
  abi::InputBatch batch;
  batch.rows = 5;
  batch.columns.push_back({before, &known, 0, nullptr, nullptr});
  abi::DecisionBatch decisions;
  decisions.rows = 5;
  decisions.columns.resize(1);
  decisions.columns[0].Resize(abi::Storage::kInt32, 5);
  auto* const today = reinterpret_cast<int32_t*>(decisions.columns[0].values());
  for (int64_t row = 0; row < 5; ++row) {
    today[row] = row == 1 || row == 3 ? 1 : 0;
    abi::SetBit(decisions.columns[0].validity.data(), row, row != 4);  // the last is rejected
  }
  Migration migration = EmptyMigration(module, 0);
  AddMigration(module, 0, batch, decisions, migration);
  Migration twice = EmptyMigration(module, 0);
  Merge(twice, migration);
  Merge(twice, migration);
  twice.gone = {0, 3};

  std::string text;
  for (const Move& move : MovesOf(module, 0, twice)) {
    text += move.from + ">" + move.to + " " + std::to_string(move.records) + "; ";
  }
  CHECK(text == "low>low 2; low>high 2; high>low 2; high> 3; >high 2; ");
  CHECK(MigrationName(module, 0) == "Stage");
}

}  // namespace
}  // namespace sextant::report
