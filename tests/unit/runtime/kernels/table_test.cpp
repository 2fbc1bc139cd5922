#include "runtime/kernels/table.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/kernels/drawn_table.h"
#include "tests/unit/runtime/kernels/plain_table.h"

namespace sextant::kernels {
namespace {

using abi::WordForm;

// The columns of some records: words under a 0 bit are arbitrary, as a caller's are.
class Records {
 public:
  Records(TableDrawer& drawer, const TableRows& table, int64_t rows) : rows_(rows) {
    for (std::size_t i = 0; i < table.inputs.size(); ++i) {
      Column& column = columns_.emplace_back();
      column.bytes.resize(static_cast<std::size_t>(rows) * 8);
      column.validity.resize(static_cast<std::size_t>(rows / 8));
      column.rerun.resize(static_cast<std::size_t>(rows / 8));
      for (int64_t row = 0; row < rows; ++row) {
        const int64_t word = Near(drawer, drawer.inputs[i], table.inputs[i]);
        Put(column, drawer.inputs[i].form, row, word);
        const bool valid = !table.inputs[i].optional || !drawer.Chance(15);
        column.words.push_back(valid ? std::optional<Int128>(word) : std::nullopt);
        Set(column.validity, row, valid);
        Set(column.rerun, row, drawer.Chance(1));
      }
      calls_.push_back({column.bytes.data(),
                        table.inputs[i].optional ? column.validity.data() : nullptr,
                        drawer.Chance(50) ? column.rerun.data() : nullptr, drawer.inputs[i].form});
    }
  }

  const abi::TableColumn* columns() const { return calls_.data(); }
  std::vector<std::optional<Int128>> At(int64_t row) const {
    std::vector<std::optional<Int128>> record;
    for (const Column& column : columns_) {
      record.push_back(column.words[static_cast<std::size_t>(row)]);
    }
    return record;
  }
  bool Reruns(int64_t row) const {
    for (const abi::TableColumn& column : calls_) {
      if (column.rerun != nullptr && (column.rerun[row / 8] >> row % 8 & 1) != 0) {
        return true;
      }
    }
    return false;
  }

 private:
  struct Column {
    std::vector<uint8_t> bytes, validity, rerun;
    std::vector<std::optional<Int128>> words;
  };

  static void Set(std::vector<uint8_t>& bits, int64_t row, bool on) {
    uint8_t& byte = bits[static_cast<std::size_t>(row / 8)];
    byte = static_cast<uint8_t>(on ? byte | 1u << row % 8 : byte & ~(1u << row % 8));
  }

  // A word at or beside the end of a cell, or anywhere, that the column can hold; of a float as
  // OrderedWord has it.
  static int64_t Near(TableDrawer& drawer, const DrawnInput& kind, const TableRows::Input& input) {
    static constexpr int64_t kMost[] = {INT8_MAX, INT16_MAX, INT32_MAX, INT64_MAX, 0, 1, 50};
    const bool real = kind.form == WordForm::kFloat64;
    const Int128 most = real ? OrderedWord(std::numeric_limits<double>::max())
                             : Int128{kMost[static_cast<std::size_t>(kind.form)]};
    const Int128 least = kind.form == WordForm::kBits   ? Int128{0}
                         : kind.form == WordForm::kText ? Int128{-1}
                         : real                         ? -most
                                                        : -most - 1;
    Int128 word = real ? OrderedWord(static_cast<double>(drawer.Between(-50, 50)) / 16)
                       : Int128{drawer.Between(kind.low, kind.high)};
    const WordCell& cell = input.cells[drawer.Below(input.cells.size())];
    if (!cell.ranges.empty() && drawer.Chance(60)) {
      const WordRange& range = cell.ranges[drawer.Below(cell.ranges.size())];
      word = (drawer.Chance(50) ? range.low : range.high) + drawer.Between(-1, 1);
    } else if (drawer.Chance(5)) {
      word = drawer.Chance(50) ? least : most;
    }
    return static_cast<int64_t>(std::clamp(word, least, most));
  }

  static void Put(Column& column, WordForm form, int64_t row, int64_t word) {
    static constexpr std::size_t kBytes[] = {1, 2, 4, 8, 8, 0, 8};
    if (form == WordForm::kBits) {
      return Set(column.bytes, row, word != 0);
    }
    if (form == WordForm::kFloat64) {
      word = std::bit_cast<int64_t>(OfOrderedWord(word));
    } else if (form == WordForm::kText) {
      word = static_cast<int64_t>(static_cast<uint64_t>(word) << 32) | (row & 0xffff);
    }
    const std::size_t bytes = kBytes[static_cast<std::size_t>(form)];
    std::memcpy(column.bytes.data() + static_cast<std::size_t>(row) * bytes, &word, bytes);
  }

  int64_t rows_;
  std::vector<Column> columns_;
  std::vector<abi::TableColumn> calls_;
};

// What a table answers, as PlainTable gives it.
class Answers {
 public:
  Answers(const TableRows& table, int64_t rows)
      : lanes_(LanesOf(table)), rerun_(static_cast<std::size_t>(rows / 8), 0xaa) {
    for (Lane& lane : lanes_) {
      lane.bytes.assign(static_cast<std::size_t>(rows) * 8, 0xaa);
      lane.validity.assign(static_cast<std::size_t>(rows / 8), 0xaa);
      calls_.push_back({lane.bytes.data(), lane.validity.data()});
    }
  }
  const abi::TableLane* lanes() const { return calls_.data(); }
  uint8_t* rerun() { return rerun_.data(); }

  bool Reruns(int64_t row) const { return Bit(rerun_, row); }
  Cell At(std::size_t lane, int64_t row) const {
    if (!Bit(lanes_[lane].validity, row)) {
      return std::nullopt;
    }
    const std::vector<uint8_t>& bytes = lanes_[lane].bytes;
    if (lanes_[lane].store == TableRows::Output::Store::kBit) {
      return Bit(bytes, row) ? 1 : 0;
    }
    if (lanes_[lane].store == TableRows::Output::Store::kWord32) {
      int32_t word;
      std::memcpy(&word, bytes.data() + row * 4, sizeof word);
      return word;
    }
    int64_t word;
    std::memcpy(&word, bytes.data() + row * 8, sizeof word);
    return word;
  }

 private:
  using Store = TableRows::Output::Store;
  struct Lane {
    Store store{};
    std::vector<uint8_t> bytes, validity;
  };
  static std::vector<Lane> LanesOf(const TableRows& table) {
    std::vector<Lane> lanes;
    const uint32_t places = table.policy == ir::HitPolicy::kKeep ? table.width : 1;
    const auto add = [&](Store store) { lanes.insert(lanes.end(), places, Lane{store, {}, {}}); };
    for (const TableRows::Output& output : table.outputs) {
      add(output.store);
    }
    if (table.policy == ir::HitPolicy::kCount || table.gives_row) {
      add(Store::kWord64);
    }
    if (!table.reasons.empty()) {
      add(Store::kWord32);
    }
    return lanes;
  }
  static bool Bit(const std::vector<uint8_t>& bits, int64_t row) {
    return (bits[static_cast<std::size_t>(row / 8)] >> row % 8 & 1) != 0;
  }

  std::vector<Lane> lanes_;
  std::vector<abi::TableLane> calls_;
  std::vector<uint8_t> rerun_;
};

// Every machine instruction set, on records in passes of every length.
void CheckTable(TableDrawer& drawer, const TableRows& table) {
  const int64_t rows = 8 * static_cast<int64_t>(1 + drawer.Below(140));
  const Records records(drawer, table, rows);
  const PlainTable plain(table);
  for (const InstructionSet set :
       {InstructionSet::kPortable, InstructionSet::kAvx2, InstructionSet::kAvx512}) {
    if (!Has(set)) {
      continue;
    }
    Answers answers(table, rows);
    const abi::TableCall call{rows, records.columns(), answers.lanes(), answers.rerun()};
    const Table made(table, set);
    Table::Ask(&made, &call);
    for (int64_t row = 0; row < rows; ++row) {
      const PlainAnswer expected = plain.Of(records.At(row));
      CAPTURE(static_cast<int>(table.policy), table.rows, static_cast<int>(set), row);
      REQUIRE(answers.Reruns(row) == (expected.rerun || records.Reruns(row)));
      for (std::size_t lane = 0; lane < expected.lanes.size() && !expected.rerun; ++lane) {
        CAPTURE(lane);
        REQUIRE(answers.At(lane, row) == expected.lanes[lane]);
      }
    }
  }
}

void CheckTable(TableDrawer& drawer, ir::HitPolicy policy, uint32_t lined) {
  CheckTable(drawer, drawer.Table(policy, lined));
}

constexpr ir::HitPolicy kPolicies[] = {
    ir::HitPolicy::kFirstMatch, ir::HitPolicy::kUnique,   ir::HitPolicy::kSum,
    ir::HitPolicy::kCount,      ir::HitPolicy::kSmallest, ir::HitPolicy::kLargest,
    ir::HitPolicy::kHighestBy,  ir::HitPolicy::kLowestBy, ir::HitPolicy::kKeep};

}  // namespace

TEST_CASE("small tables answer as a scan of their rows does") {
  TableDrawer drawer(1);
  for (int trial = 0; trial < 60; ++trial) {
    for (const ir::HitPolicy policy : kPolicies) {
      CheckTable(drawer, policy, static_cast<uint32_t>(1 + drawer.Below(70)));
    }
  }
}

TEST_CASE("tables of every number of words answer as a scan of their rows does") {
  TableDrawer drawer(2);
  for (const uint32_t lined : {1u, 63u, 64u, 65u, 128u, 129u, 255u, 257u, 511u, 512u, 513u}) {
    for (const ir::HitPolicy policy : kPolicies) {
      CheckTable(drawer, policy, lined);
    }
  }
}

TEST_CASE("large tables answer as a scan of their rows does") {
  TableDrawer drawer(3);
  for (const ir::HitPolicy policy : kPolicies) {
    CheckTable(drawer, policy, static_cast<uint32_t>(600 + drawer.Below(2400)));
  }
}

// Rows by number and by a second key, as a price list has them.
TEST_CASE("a table whose rows are told apart by keys answers as a scan of its rows does") {
  TableDrawer drawer(4);
  for (const ir::HitPolicy policy : {ir::HitPolicy::kFirstMatch, ir::HitPolicy::kCount}) {
    TableRows table;
    table.policy = policy;
    table.rows = 5000;
    table.otherwise = policy == ir::HitPolicy::kFirstMatch;
    table.inputs.resize(2);
    table.gives_row = policy == ir::HitPolicy::kFirstMatch;
    drawer.inputs = {{WordForm::kInt32, 0, 1200}, {WordForm::kInt8, 0, 4}};
    for (std::size_t i = 0; i < 2; ++i) {
      for (int64_t key = drawer.inputs[i].low; key <= drawer.inputs[i].high; ++key) {
        table.inputs[i].cells.push_back({{{key, key}}, false, false});
      }
    }
    for (uint32_t row = 0; row < table.lined(); ++row) {
      table.cells.push_back(static_cast<uint32_t>(row / 4 % 1200));
      table.cells.push_back(static_cast<uint32_t>(drawer.Below(5)));
    }
    CheckTable(drawer, table);
  }
}

TEST_CASE("a table of more rows, or more ends of cells, than one index takes is several") {
  TableDrawer drawer(5);
  TableRows table;
  table.policy = ir::HitPolicy::kFirstMatch;
  table.rows = 20000;
  table.inputs.resize(1);
  table.gives_row = true;
  drawer.inputs = {{WordForm::kInt32, 0, 400000}};
  for (uint32_t row = 0; row < table.rows; ++row) {
    WordCell& cell = table.inputs[0].cells.emplace_back();
    for (int item = 0; item < 5; ++item) {
      const Int128 low = drawer.Between(0, 400000);
      cell.ranges.push_back({low, low});
    }
    table.cells.push_back(row);
  }
  CheckTable(drawer, table);
}

}  // namespace sextant::kernels
