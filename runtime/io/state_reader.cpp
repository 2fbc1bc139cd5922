#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "runtime/io/record_key.h"
#include "runtime/io/state.h"
#include "runtime/io/text_format.h"

namespace sextant::io {
namespace {

constexpr uint32_t kKeySlot = 0, kDateSlot = 1, kFirstState = 2;

void AddField(ir::Module& states, const std::string& name, const ir::Type& type) {
  const auto index = static_cast<uint32_t>(states.fields.size());
  states.fields.push_back({name, type, true, index, 1, {}});
  ir::Slot slot;
  slot.name = name;
  slot.type = type;
  slot.field = index;
  states.slots.push_back(std::move(slot));
}

// The members of today by their names, and those that had another one.
ir::ColumnBinding BindingOf(const ir::Module& module, const ir::StateColumn& column) {
  ir::ColumnBinding binding;
  if (column.formerly.empty()) {
    return binding;
  }
  const ir::Type& type = module.slots[column.slot].type;
  for (const std::string& member : module.enums.get(type.enumeration).members) {
    binding.codes.push_back({member, false, static_cast<int32_t>(binding.codes.size())});
  }
  binding.codes.insert(binding.codes.end(), column.formerly.begin(), column.formerly.end());
  return binding;
}

int64_t WordAt(const ir::Type& type, const abi::InputColumn& column, int64_t row) {
  const abi::Storage own = ir::StorageOf(type);
  const abi::Storage storage = own == abi::Storage::kFloat64 ? abi::Storage::kInt64 : own;
  return abi::WholeAt(column.values, column.stored.value_or(storage), column.offset + row);
}

}  // namespace

ir::Module StateModule(const ir::Module& module) {
  ir::Module states;
  states.name = "state";
  states.enums = module.enums;
  const ir::Field& key = module.fields[module.key_field];
  AddField(states, key.name, key.type);
  AddField(states, "as_of", ir::Type::Date());
  ir::SourceLayout layout;
  layout.fields.resize(kFirstState);
  for (const ir::StateColumn& column : module.state) {
    AddField(states, column.name, module.slots[column.slot].type);
    layout.fields.push_back(BindingOf(module, column));
  }
  states.sources.push_back(std::move(layout));
  return states;
}

// Reads one state file.
class StateReader {
 public:
  StateReader(const ir::Module& module, const std::string& path, std::optional<int32_t> as_of)
      : module_(module),
        states_(StateModule(module)),
        path_(path),
        as_of_(as_of),
        table_(std::make_unique<StateTable>(module)),
        keys_(states_, kKeySlot) {}

  Result<std::unique_ptr<StateTable>> Run() {
    InputOptions options;
    options.module = &states_;
    options.path = path_;
    options.closed = true;
    options.whole_cells = true;  // they are written again
    auto input = Input::Open(options);
    if (!input) {
      return input.error();
    }
    for (;;) {
      const auto batch = (*input)->Next();
      if (!batch) {
        return batch.error();
      }
      if (*batch == nullptr) {
        break;
      }
      if (Status status = AddBatch(**batch); !status) {
        return status.error();
      }
    }
    table_->seen_ = std::vector<std::atomic<uint8_t>>(table_->keys_.size());
    table_->written_.resize(table_->keys_.size());
    return std::move(table_);
  }

 private:
  Status AddBatch(const abi::InputBatch& batch) {
    keys_.StartBatch();
    for (int64_t row = 0; row < batch.rows; ++row) {
      number_ = batch.first_row + row;
      if (Status status = AddRow(batch, row); !status) {
        return status;
      }
    }
    return {};
  }

  Error Wrong(const std::string& what, std::string hint) const {
    return {fmt::format("{}: state {} {}", path_, number_, what), std::move(hint)};
  }

  Status AddRow(const abi::InputBatch& batch, int64_t row) {
    if (Status status = AddKey(batch, row); !status) {
      return status;
    }
    bad_.clear();
    if (Status status = AddDate(batch, row); !status) {
      return status;
    }
    for (uint32_t i = 0; i < module_.state.size(); ++i) {
      AddValue(batch, row, i);
      if (module_.state[i].since) {
        CheckSince(i);
      }
    }
    if (!bad_.empty()) {
      std::ranges::stable_sort(bad_, {}, &StateTable::BadCell::column);
      table_->bad_.emplace(table_->size() - 1, bad_);
    }
    return {};
  }

  Status AddKey(const abi::InputBatch& batch, int64_t row) {
    const std::string& name = states_.slots[kKeySlot].name;
    if (const abi::CellFault* fault = FaultAt(batch, row, kKeySlot)) {
      return Wrong(fmt::format("has `{}` in `{}`", fault->found, name),
                   abi::FaultMeaning(fault->kind));
    }
    if (!abi::IsValid(batch.columns[kKeySlot], row)) {
      return Wrong(fmt::format("has no `{}`", name), "every state has a key");
    }
    std::string key = KeyText(states_, batch, row);
    std::string bytes;
    keys_.Read(batch, row, bytes);
    if (!table_->rows_.emplace(std::move(bytes), table_->size()).second) {
      return Wrong(fmt::format("is a second one of {} `{}`", name, key), "a key has one state");
    }
    const ir::Type& type = states_.slots[kKeySlot].type;
    table_->key_words_.push_back(
        type.kind == types::Kind::kText ? 0 : WordAt(type, batch.columns[kKeySlot], row));
    table_->keys_.push_back(std::move(key));
    return {};
  }

  Status AddDate(const abi::InputBatch& batch, int64_t row) {
    table_->dates_.push_back(0);
    if (const abi::CellFault* fault = FaultAt(batch, row, kDateSlot)) {
      AddBad(StateTable::kDate, fault->kind, fault->found, false, fault->wanted);
      return {};
    }
    if (!abi::IsValid(batch.columns[kDateSlot], row)) {
      AddBad(StateTable::kDate, abi::FaultKind::kMissing, "", true);
      return {};
    }
    const auto date = static_cast<int32_t>(WordAt(ir::Type::Date(), batch.columns[kDateSlot], row));
    table_->dates_.back() = date;
    if (date < kFirstDate || date > kLastDate) {
      AddBad(StateTable::kDate, abi::FaultKind::kRange, DateText(date), true,
             "it must be a date of the calendar");
      return {};
    }
    return as_of_ && date >= *as_of_ ? Status(Later(path_, date, *as_of_)) : Status();
  }

  static std::string DateText(int64_t days) {
    std::string text;
    AppendDate(text, static_cast<int32_t>(days));
    return text;
  }

 public:
  static Error Later(const std::string& path, int32_t date, int32_t as_of) {
    return {fmt::format("{} holds states of {}, and the run decides for {}", path, FormatDate(date),
                        FormatDate(as_of)),
            "start from the state of an earlier run"};
  }

 private:
  void AddBad(uint32_t column, abi::FaultKind kind, std::string found, bool value,
              std::string wanted = "") {
    bad_.push_back({column, kind, std::move(found), value, std::move(wanted)});
  }
  bool IsBad(uint32_t column) const {
    return std::ranges::find(bad_, column, &StateTable::BadCell::column) != bad_.end();
  }

  void AddValue(const abi::InputBatch& batch, int64_t row, uint32_t index) {
    const uint32_t slot = kFirstState + index;
    const abi::InputColumn& column = batch.columns[slot];
    const ir::Type& type = states_.slots[slot].type;
    StateTable::Column& to = table_->columns_[index];
    if (const abi::CellFault* fault = FaultAt(batch, row, slot)) {
      const bool stranger = type.kind == types::Kind::kEnum;
      to.known.push_back(0);
      to.words.push_back(stranger ? WordOfStranger(index, fault->found) : 0);
      return AddBad(index, fault->kind, fault->found, false, fault->wanted);
    }
    const bool known = abi::IsValid(column, row);
    to.known.push_back(known ? 1 : 0);
    to.words.push_back(known ? WordAt(type, column, row) : 0);
  }

  int64_t WordOfStranger(uint32_t index, const std::string& found) {
    const ir::Type& type = states_.slots[kFirstState + index].type;
    std::vector<std::string>& strangers = table_->columns_[index].strangers;
    auto [place, added] = strangers_[index].try_emplace(found, strangers.size());
    if (added) {
      strangers.push_back(found);
    }
    return static_cast<int64_t>(states_.enums.get(type.enumeration).members.size() + place->second);
  }

  // A stage and the date it was entered on go together, and that is the date of a run.
  void CheckSince(uint32_t since) {
    const auto present = [&](uint32_t column) {
      return IsBad(column) || table_->columns_[column].known.back() != 0;
    };
    const uint32_t stage = since - 1;
    if (present(stage) != present(since)) {
      return AddBad(present(stage) ? since : stage, abi::FaultKind::kMissing, "", true);
    }
    const int64_t date = table_->columns_[since].words.back();
    if (present(since) && !IsBad(since) && !IsBad(StateTable::kDate) &&
        date > table_->dates_.back()) {
      AddBad(since, abi::FaultKind::kRange, DateText(date), true,
             "it must be a date up to that of the state");
    }
  }

  const ir::Module& module_;
  const ir::Module states_;
  const std::string path_;
  const std::optional<int32_t> as_of_;
  std::unique_ptr<StateTable> table_;
  KeyReader keys_;
  std::vector<StateTable::BadCell> bad_;  // of the state being read
  std::map<uint32_t, std::unordered_map<std::string, std::size_t>> strangers_;  // by column
  int64_t number_ = 0;
};

Result<std::unique_ptr<StateTable>> StateTable::Read(const ir::Module& module,
                                                     const std::string& path,
                                                     std::optional<int32_t> as_of) {
  return StateReader(module, path, as_of).Run();
}

std::vector<std::vector<int64_t>> StateTable::UnseenByMember(const ir::Module& module) const {
  std::vector<std::vector<int64_t>> counts(module.state.size());
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const ir::Type& type = module.slots[module.state[i].slot].type;
    if (type.kind != types::Kind::kEnum) {
      continue;
    }
    counts[i].resize(module.enums.get(type.enumeration).members.size());
    for (int64_t row = 0; row < size(); ++row) {
      if (!seen(row) && columns_[i].known[At(row)] != 0) {
        ++counts[i][static_cast<std::size_t>(columns_[i].words[At(row)])];
      }
    }
  }
  return counts;
}

std::span<const StateTable::BadCell> StateTable::bad(int64_t row) const {
  const auto found = bad_.find(row);
  return found == bad_.end() ? std::span<const BadCell>() : found->second;
}

const StateTable::BadCell* StateTable::bad(int64_t row, uint32_t column) const {
  const auto cells = bad(row);
  const auto found = std::ranges::find(cells, column, &BadCell::column);
  return found == cells.end() ? nullptr : &*found;
}

std::optional<StateTable::PlacedCell> StateTable::FirstKeptAsText(const ir::Module& module) const {
  for (const auto& [row, cells] : bad_) {
    for (const BadCell& cell : cells) {
      const bool member =
          cell.column != kDate &&
          module.slots[module.state[cell.column].slot].type.kind == types::Kind::kEnum;
      if (!cell.value && !member) {
        return PlacedCell{row, &cell};
      }
    }
  }
  return std::nullopt;
}

int64_t StateTable::Find(const std::string& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? -1 : found->second;
}

}  // namespace sextant::io
