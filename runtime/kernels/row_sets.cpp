#include "runtime/kernels/row_sets.h"

#include <algorithm>
#include <unordered_map>

namespace sextant::kernels {
namespace {

// The sets of one column: run_of[interval] is the place of the interval's set among `sets`; a run
// of intervals has the same.
struct Runs {
  std::vector<uint32_t> run_of;
  std::vector<uint64_t> sets;
};

struct Toggle {
  uint32_t interval;
  uint32_t row;
};

// A row goes into the sets where a stretch of its side begins, and out where it ends.
Runs RunsOf(const TableRows& table, const Column& column, std::span<const uint32_t> rows,
            unsigned words) {
  std::vector<Toggle> toggles;
  for (uint32_t i = 0; i < rows.size(); ++i) {
    const uint32_t cell = table.cells[rows[i] * table.inputs.size() + column.input()];
    for (const Stretch& stretch : column.SideOf(cell)) {
      toggles.push_back({stretch.low, i});
      toggles.push_back({stretch.high + 1, i});
    }
  }
  std::ranges::sort(toggles, {}, &Toggle::interval);
  Runs runs;
  std::vector<uint64_t> now(words);
  std::size_t next = 0;
  for (uint32_t interval = 0; interval < column.size(); ++interval) {
    const std::size_t before = next;
    for (; next < toggles.size() && toggles[next].interval == interval; ++next) {
      now[toggles[next].row / 64] ^= uint64_t{1} << toggles[next].row % 64;
    }
    if (interval == 0 || next > before) {
      runs.sets.insert(runs.sets.end(), now.begin(), now.end());
    }
    runs.run_of.push_back(static_cast<uint32_t>(runs.sets.size() / words) - 1);
  }
  return runs;
}

// Where each set that has been seen stands.
class SetStore {
 public:
  using Sets = std::vector<uint64_t, abi::AlignedAllocator<uint64_t>>;
  SetStore(Sets& sets, unsigned words) : sets_(sets), words_(words) {}

  uint32_t Place(const uint64_t* set) {
    uint64_t hash = 0;
    for (unsigned i = 0; i < words_; ++i) {
      hash = (hash ^ set[i]) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
    const auto [begin, end] = known_.equal_range(hash);
    for (auto known = begin; known != end; ++known) {
      if (std::equal(set, set + words_, sets_.begin() + std::ptrdiff_t{known->second} * words_)) {
        return known->second;
      }
    }
    const auto place = static_cast<uint32_t>(sets_.size() / words_);
    sets_.insert(sets_.end(), set, set + words_);
    known_.emplace(hash, place);
    return place;
  }

 private:
  Sets& sets_;
  unsigned words_;
  std::unordered_multimap<uint64_t, uint32_t> known_;
};

// The sets of one group, interval after interval.
class GroupSets {
 public:
  GroupSets(const TableRows& table, std::span<const Column> columns, const Group& group,
            std::span<const uint32_t> rows, unsigned words)
      : group_(group), whole_(words), set_(words), turned_(group.columns.size(), UINT32_MAX) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      whole_[i / 64] |= uint64_t{1} << i % 64;
    }
    for (const uint32_t column : group.columns) {
      runs_.push_back(RunsOf(table, columns[column], rows, words));
    }
  }

  // Whether the set is the one of the interval before.
  bool Turn(uint32_t interval) {
    bool same = interval > 0;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const auto intervals = static_cast<uint32_t>(runs_[i].run_of.size());
      const uint32_t run = runs_[i].run_of[interval / group_.strides[i] % intervals];
      same &= run == turned_[i];
      turned_[i] = run;
    }
    if (same) {
      return true;
    }
    set_ = whole_;
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const uint64_t* run = runs_[i].sets.data() + std::size_t{turned_[i]} * set_.size();
      for (std::size_t word = 0; word < set_.size(); ++word) {
        set_[word] &= run[word];
      }
    }
    return false;
  }
  const uint64_t* set() const { return set_.data(); }

 private:
  const Group& group_;
  std::vector<Runs> runs_;
  std::vector<uint64_t> whole_;  // every row
  std::vector<uint64_t> set_;
  std::vector<uint32_t> turned_;  // the run of each column
};

}  // namespace

unsigned WordsFor(std::size_t rows) {
  return rows <= 64 ? 1 : rows <= 128 ? 2 : rows <= 256 ? 4 : 8;
}

RowSets::RowSets(const TableRows& table, std::span<const Column> columns,
                 std::span<const Group> groups, std::span<const uint32_t> rows, bool placed)
    : words_(WordsFor(rows.size())), groups_(static_cast<unsigned>(groups.size())) {
  SetStore store(sets_, words_);
  for (const Group& group : groups) {
    GroupSets sets(table, columns, group, rows, words_);
    for (uint32_t interval = 0; interval < group.size; ++interval) {
      const bool same = sets.Turn(interval);
      if (!placed) {
        sets_.insert(sets_.end(), sets.set(), sets.set() + words_);
      } else {
        places_.push_back(same ? places_.back() : store.Place(sets.set()));
      }
    }
  }
}

SetView RowSets::view() const {
  return {sets_.data(), places_.empty() ? nullptr : places_.data(), words_, groups_};
}

bool RowSets::Any(uint32_t interval) const {
  const uint64_t* set = sets_.data() + words_ * (places_.empty() ? interval : places_[interval]);
  return std::any_of(set, set + words_, [](uint64_t word) { return word != 0; });
}

}  // namespace sextant::kernels
