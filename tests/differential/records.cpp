#include "tests/differential/records.h"

#include <algorithm>

#include "compiler/ir/storage.h"

namespace sextant::differential {

int64_t DrawRows(Random& random, int64_t most) {
  const int64_t rows = random.Chance(50)
                           ? random.Pick<int64_t>({0, 1, 7, 63, 64, 65, 127, 128, 1000})
                           : random.Between(2, 700);
  return std::min(rows, most);
}

RecordGenerator::RecordGenerator(const ir::Module& module) : module_(module) {
  const Landmarks landmarks = FindLandmarks(module);
  for (const ir::Slot& slot : module.slots) {
    samplers_.emplace_back(module, slot, landmarks);
  }
  for (const ir::List& list : module.lists) {
    auto& samplers = row_samplers_.emplace_back();
    for (const ir::Slot& slot : list.slots) {
      samplers.emplace_back(module, slot, landmarks);
    }
  }
  for (const ir::Slot& slot : module.slots) {
    auto& alike = alike_.emplace_back();
    for (std::size_t other = 0; other < module.slots.size(); ++other) {
      const types::Type& type = module.slots[other].type;
      const bool same = type.kind == slot.type.kind && type.scale == slot.type.scale;
      if (same && &module.slots[other] != &slot) {
        alike.push_back(other);
      }
    }
  }
}

RecordGenerator::Dirt RecordGenerator::DrawDirt(Random& random) {
  Dirt dirt;
  dirt.missing = random.Pick({0, 10, 30, 30, 60, 100});
  dirt.copies = random.Pick({0, 10, 20});
  dirt.wild = random.Chance(20);
  if (random.Chance(40)) {
    dirt.bad = random.Pick({1, 3, 10, 100});
    dirt.holes = random.Pick({0, 0, 1, 20});
    dirt.faults = random.Pick({0, 0, 1, 10});
  }
  return dirt;
}

Cell RecordGenerator::Draw(Random& random, const Dirt& dirt, const ir::Slot& definition,
                           const Sampler& sampler, std::size_t texts) const {
  Cell cell;
  if (definition.type.kind == types::Kind::kText) {
    cell.word = static_cast<int64_t>(random.Below(texts));
  } else {
    const bool bad = dirt.bad > 0 && random.Below(1000) < static_cast<uint64_t>(dirt.bad);
    cell.word = bad ? sampler.Bad(random) : sampler.Good(random, dirt.wild);
  }
  const uint64_t missing = definition.type.optional ? dirt.missing * 10 : dirt.holes;
  if (random.Below(1000) < missing) {
    cell.valid = false;
    if (definition.type.kind != types::Kind::kText && random.Chance(50)) {
      cell.word = sampler.Bad(random);
    }
  }
  if (dirt.faults > 0 && random.Below(1000) < static_cast<uint64_t>(dirt.faults)) {
    cell.fault = random.Pick({abi::FaultKind::kMalformed, abi::FaultKind::kScale,
                              abi::FaultKind::kUnlisted, abi::FaultKind::kRange});
  }
  return cell;
}

// Puts equal and nearly equal values into one record, so that comparisons between fields tie.
void RecordGenerator::CopyNear(Random& random, const Dirt& dirt, Table& table) const {
  for (std::size_t slot = 0; slot < table.columns.size(); ++slot) {
    if (alike_[slot].empty()) {
      continue;
    }
    for (Cell& cell : table.columns[slot].cells) {
      if (!cell.valid || !random.Chance(dirt.copies)) {
        continue;
      }
      const std::size_t row = &cell - table.columns[slot].cells.data();
      int64_t word = table.columns[random.Pick(alike_[slot])].cells[row].word;
      const types::Type& type = module_.slots[slot].type;
      if (type.kind == types::Kind::kDate) {
        word += random.Pick({0, 0, 1, -1, 28, 30, 31, -30, 365, -366});
      } else if (type.is_exact()) {
        word = static_cast<int64_t>(static_cast<uint64_t>(word) + random.Pick({0, 0, 0, 1, -1}));
      }
      if (type.kind == types::Kind::kText || samplers_[slot].Accepts(word)) {
        cell.word = word;
      }
    }
  }
}

Table RecordGenerator::Make(Random& random, int64_t rows) const {
  const Dirt dirt = DrawDirt(random);
  Table table;
  table.rows = rows;
  table.texts = module_.texts;
  for (const char* text :
       {"", "a", "A", "ab", "b", "north", "客户", "a longer text than the rest"}) {
    table.texts.push_back(text);
  }
  for (const std::string& text : module_.texts) {
    table.texts.push_back(text + " ");
  }
  for (std::size_t slot = 0; slot < module_.slots.size(); ++slot) {
    Column& column = table.columns.emplace_back();
    column.name = module_.slots[slot].name;
    column.offset = random.Chance(60) ? 0 : random.Between(1, 9);
    column.validity = random.Chance(50);
    column.cells.reserve(rows);
    const bool one_value = module_.slots[slot].field == ir::kAsOfField && random.Chance(60);
    for (int64_t row = 0; row < rows; ++row) {
      column.cells.push_back(one_value && row > 0 ? column.cells[0]
                                                  : Draw(random, dirt, module_.slots[slot],
                                                         samplers_[slot], table.texts.size()));
    }
  }
  CopyNear(random, dirt, table);
  for (std::size_t list = 0; list < module_.lists.size(); ++list) {
    if (module_.lists[list].needed) {
      table.lists.push_back(DrawList(random, dirt, list, table));
    }
  }
  return table;
}

// Lists of no row, of one and of many, now and then apart from each other or shared; many dates and
// values of a list are alike, so that days tie and members repeat.
Rows RecordGenerator::DrawList(Random& random, const Dirt& dirt, std::size_t list,
                               const Table& table) const {
  Rows rows;
  rows.name = module_.lists[list].name;
  const int most = random.Pick({0, 1, 3, 6, 6, 20});
  for (int64_t row = 0; row < table.rows; ++row) {
    rows.elements += random.Chance(5) ? random.Int(1, 3) : 0;
    rows.begins.push_back(rows.elements);
    rows.elements += random.Chance(20) ? 0 : random.Int(0, most);
    rows.ends.push_back(rows.elements);
  }
  if (table.rows > 1 && random.Chance(20)) {
    rows.begins[0] = rows.begins.back();
    rows.ends[0] = rows.ends.back();
  }
  for (std::size_t slot = 0; slot < module_.lists[list].slots.size(); ++slot) {
    Column& column = rows.columns.emplace_back();
    column.name = module_.lists[list].slots[slot].name;
    column.offset = random.Chance(60) ? 0 : random.Between(1, 9);
    column.validity = random.Chance(50);
    for (int64_t at = 0; at < rows.elements; ++at) {
      column.cells.push_back(at > 0 && random.Chance(25)
                                 ? column.cells.back()
                                 : Draw(random, dirt, module_.lists[list].slots[slot],
                                        row_samplers_[list][slot], table.texts.size()));
    }
  }
  return rows;
}

}  // namespace sextant::differential
