#include <cstring>

#include <fmt/format.h>

#include "compiler/diag/diagnostic.h"
#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "runtime/io/record_key.h"
#include "runtime/io/state.h"

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
  const std::size_t bytes = abi::StorageBytes(ir::StorageOf(type));
  int64_t word = 0;
  std::memcpy(&word,
              static_cast<const std::byte*>(column.values) +
                  (column.offset + row) * static_cast<int64_t>(bytes),
              bytes);
  const auto unused = static_cast<int>(64 - bytes * 8);
  return word << unused >> unused;
}

std::string ListOf(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, ", "));
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
    if (!batch.faults.empty()) {
      return Unreadable(batch, batch.faults.front());
    }
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

  Error Unreadable(const abi::InputBatch& batch, const abi::CellFault& fault) {
    number_ = batch.first_row + fault.row;
    const ir::Slot& slot = states_.slots[fault.slot];
    std::string hint = abi::FaultMeaning(fault.kind);
    if (slot.type.kind == types::Kind::kEnum) {
      const std::vector<std::string>& members = states_.enums.get(slot.type.enumeration).members;
      hint = "it has " + ListOf(members) +
             "; a stage that was renamed says so: `stage NAME … formerly \"" + fault.found + "\"`";
    }
    return Wrong(fmt::format("has `{}` in `{}`", fault.found, slot.name), std::move(hint));
  }

  Status AddRow(const abi::InputBatch& batch, int64_t row) {
    for (const uint32_t slot : {kKeySlot, kDateSlot}) {
      if (!abi::IsValid(batch.columns[slot], row)) {
        return Wrong(fmt::format("has no `{}`", states_.slots[slot].name),
                     "every state has a key and the date of the run that wrote it");
      }
    }
    if (Status status = AddKey(batch, row); !status) {
      return status;
    }
    if (Status status = AddDate(batch, row); !status) {
      return status;
    }
    for (uint32_t i = 0; i < module_.state.size(); ++i) {
      if (Status status = AddValue(batch, row, i); !status) {
        return status;
      }
    }
    return {};
  }

  Status AddKey(const abi::InputBatch& batch, int64_t row) {
    std::string key = KeyText(states_, batch, row);
    std::string bytes;
    keys_.Read(batch, row, bytes);
    if (!table_->rows_.emplace(std::move(bytes), table_->size()).second) {
      return Wrong(fmt::format("is a second one of {} `{}`", states_.slots[kKeySlot].name, key),
                   "a key has one state");
    }
    const ir::Type& type = states_.slots[kKeySlot].type;
    table_->key_words_.push_back(
        type.kind == types::Kind::kText ? 0 : WordAt(type, batch.columns[kKeySlot], row));
    table_->keys_.push_back(std::move(key));
    return {};
  }

  Status AddDate(const abi::InputBatch& batch, int64_t row) {
    const auto date = static_cast<int32_t>(WordAt(ir::Type::Date(), batch.columns[kDateSlot], row));
    if (date < kFirstDate || date > kLastDate) {
      return Wrong("has no date of the calendar in `as_of`", "");
    }
    table_->dates_.push_back(date);
    return as_of_ && date >= *as_of_ ? Status(Later(path_, date, *as_of_)) : Status();
  }

 public:
  static Error Later(const std::string& path, int32_t date, int32_t as_of) {
    return {fmt::format("{} holds states of {}, and the run decides for {}", path, FormatDate(date),
                        FormatDate(as_of)),
            "start from the state of an earlier run"};
  }

 private:
  Status AddValue(const abi::InputBatch& batch, int64_t row, uint32_t index) {
    const abi::InputColumn& column = batch.columns[kFirstState + index];
    const bool known = abi::IsValid(column, row);
    StateTable::Column& to = table_->columns_[index];
    const ir::Type& type = states_.slots[kFirstState + index].type;
    to.known.push_back(known ? 1 : 0);
    to.words.push_back(known ? WordAt(type, column, row) : 0);
    if (!module_.state[index].since) {
      return {};
    }
    const std::string& name = module_.state[index].name;
    if (known != (table_->columns_[index - 1].known.back() != 0)) {
      return Wrong(
          fmt::format("has only one of `{}` and `{}`", module_.state[index - 1].name, name),
          "a stage and the date it was entered on go together");
    }
    return !known || to.words.back() <= table_->dates_.back()
               ? Status()
               : Wrong(fmt::format("has a later date in `{}` than in `as_of`", name),
                       "a stage is entered on the date of a run");
  }

  const ir::Module& module_;
  const ir::Module states_;
  const std::string path_;
  const std::optional<int32_t> as_of_;
  std::unique_ptr<StateTable> table_;
  KeyReader keys_;
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

int64_t StateTable::Find(const std::string& key) const {
  const auto found = rows_.find(key);
  return found == rows_.end() ? -1 : found->second;
}

}  // namespace sextant::io
