#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "runtime/io/bound_batch.h"
#include "runtime/io/input.h"

// What is carried from one period to the next: a table by key, read before a run and joined to its
// records (key_join.h). Columns: the key, `as_of` (the date of the run that decided the record), and one a
// Module::state entry.
namespace sextant::io {

// The states that a run starts from, in the order of their file.
class StateTable {
 public:
  // Refuses keys that stand twice or cannot be read, columns the strategy does not carry, and
  // states dated at or after `as_of`.
  static Result<std::unique_ptr<StateTable>> Read(const ir::Module& module, const std::string& path,
                                                  std::optional<int32_t> as_of);
  // Before a first run.
  explicit StateTable(const ir::Module& module) : columns_(module.state.size()) {}

  struct Column {
    std::vector<int64_t> words;  // doubles as bits
    std::vector<uint8_t> known;
    // What stands in place of members: behind them, in `words` of cells that are not known.
    std::vector<std::string> strangers;
  };

  // A cell that no record can start from: who takes up the state is rejected, and the state is
  // kept.
  static constexpr uint32_t kDate = UINT32_MAX;
  struct BadCell {
    uint32_t column = 0;  // into Module::state; kDate: when the state was made
    abi::FaultKind kind{};
    std::string found;   // as it stands in the file
    bool value = false;  // what stands there is a value, or nothing, and is found where values are
    std::string wanted = {};  // as CellFault has it
  };

  int64_t size() const { return static_cast<int64_t>(keys_.size()); }
  // The row of a key as KeyReader gives it, or -1.
  int64_t Find(const std::string& key) const;
  const std::string& key(int64_t row) const { return keys_[At(row)]; }
  int64_t key_word(int64_t row) const { return key_words_[At(row)]; }
  int32_t as_of(int64_t row) const { return dates_[At(row)]; }
  const Column& column(std::size_t state) const { return columns_[state]; }
  // In the order of their columns, the date last.
  std::span<const BadCell> bad(int64_t row) const;
  const BadCell* bad(int64_t row, uint32_t column) const;
  // The first cell that only a text file can hold as it was found.
  struct PlacedCell {
    int64_t row = 0;
    const BadCell* cell = nullptr;
  };
  std::optional<PlacedCell> FirstKeptAsText(const ir::Module& module) const;

  // Rows whose key stands in the input, and rows whose state has been written again. Any thread may
  // mark them.
  void MarkSeen(int64_t row) { seen_[At(row)].store(1, std::memory_order_relaxed); }
  bool seen(int64_t row) const { return seen_[At(row)].load(std::memory_order_relaxed) != 0; }
  // How many rows that were not seen have each member, by Module::state entry; empty where the
  // values are no members.
  std::vector<std::vector<int64_t>> UnseenByMember(const ir::Module& module) const;
  void MarkWritten(int64_t row) { written_[At(row)] = 1; }
  bool written(int64_t row) const { return written_[At(row)] != 0; }

 private:
  static std::size_t At(int64_t row) { return static_cast<std::size_t>(row); }
  friend class StateReader;

  std::vector<std::string> keys_;  // as KeyText writes them
  std::vector<int64_t> key_words_;
  std::vector<int32_t> dates_;
  std::vector<Column> columns_;  // by Module::state
  std::map<int64_t, std::vector<BadCell>> bad_;
  std::unordered_map<std::string, int64_t> rows_;  // by the bytes of the key
  std::vector<std::atomic<uint8_t>> seen_;
  std::vector<uint8_t> written_;
};

// The module whose records are states: what a state file holds.
ir::Module StateModule(const ir::Module& module);

}  // namespace sextant::io
