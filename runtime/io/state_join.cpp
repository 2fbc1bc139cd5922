#include <cstring>
#include <filesystem>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "runtime/io/state.h"

namespace sextant::io {
namespace {

// A module that reads nothing but the key.
ir::Module KeyModule(const ir::Module& module) {
  ir::Module keys;
  keys.name = module.name;
  keys.enums = module.enums;
  keys.sources = module.sources;
  keys.key_field = module.key_field;
  keys.fields = module.fields;
  for (ir::Field& field : keys.fields) {
    field.needed = false;
    field.slot_count = 0;
  }
  ir::Field& key = keys.fields[keys.key_field];
  keys.slots.push_back(module.slots[module.fields[module.key_field].first_slot]);
  key.needed = true;
  key.first_slot = 0;
  key.slot_count = 1;
  return keys;
}

void PutWord(SlotColumn& column, const ir::Type& type, int64_t row, int64_t word) {
  const std::size_t bytes = abi::StorageBytes(ir::StorageOf(type));
  std::memcpy(column.values<std::byte>() + row * static_cast<int64_t>(bytes), &word, bytes);
  column.SetPresent(row);
}

}  // namespace

Result<std::unordered_set<std::string>> DuplicateKeys(const InputOptions& options) {
  std::error_code problem;
  if (!std::filesystem::is_regular_file(options.path, problem)) {
    return Error{fmt::format("{} cannot be read twice, as is done where state is carried",
                             options.path == "-" ? "standard input" : options.path),
                 "put the records into a file"};
  }
  const ir::Module keys = KeyModule(*options.module);
  InputOptions only_keys = options;
  only_keys.module = &keys;
  only_keys.as_of.reset();
  only_keys.state.clear();
  auto input = Input::Open(only_keys);
  if (!input) {
    return input.error();
  }
  std::unordered_set<std::string> known, duplicates;
  for (;;) {
    const auto batch = (*input)->Next();
    if (!batch) {
      return batch.error();
    }
    if (*batch == nullptr) {
      return duplicates;
    }
    for (int64_t row = 0; row < (*batch)->rows; ++row) {
      std::optional<std::string> key = ReadKey(keys, **batch, row);
      if (key && !known.insert(*key).second) {
        duplicates.insert(std::move(*key));
      }
    }
  }
}

Result<std::unique_ptr<StateJoin>> StateJoin::Open(const InputOptions& options) {
  std::unique_ptr<StateJoin> join(new StateJoin(*options.module));
  if (options.state.empty()) {
    join->table_ = std::make_unique<StateTable>(*options.module);
  } else {
    auto table = StateTable::Read(*options.module, options.state, options.as_of);
    if (!table) {
      return table.error();
    }
    join->table_ = std::move(*table);
  }
  auto duplicates = DuplicateKeys(options);
  if (!duplicates) {
    return duplicates.error();
  }
  join->duplicates_ = std::move(*duplicates);
  return join;
}

Status StateJoin::Apply(BoundBatch& bound, std::vector<int64_t>& matches) {
  abi::InputBatch& batch = bound.batch;
  const uint32_t key_slot = module_.fields[module_.key_field].first_slot;
  std::vector<abi::CellFault> found;
  matches.assign(static_cast<std::size_t>(batch.rows), -1);
  if (table_->size() == 0 && duplicates_.empty()) {
    return {};
  }
  for (int64_t row = 0; row < batch.rows; ++row) {
    const std::optional<std::string> key = ReadKey(module_, batch, row);
    if (!key) {
      continue;
    }
    const int64_t match = table_->Find(*key);
    if (match >= 0) {
      table_->MarkSeen(match);
    }
    if (duplicates_.contains(*key)) {
      found.push_back({row, key_slot, abi::FaultKind::kDuplicate, ShownCell(*key)});
    } else if (match >= 0) {
      matches[static_cast<std::size_t>(row)] = match;
      if (Status status = Join(bound, row, match); !status) {
        return status;
      }
    }
  }
  if (!found.empty()) {
    batch.faults.insert(batch.faults.end(), found.begin(), found.end());
    bound.SortFaults();
  }
  return {};
}

Status StateJoin::Join(BoundBatch& bound, int64_t row, int64_t match) {
  const auto as_of_slot = static_cast<uint32_t>(module_.slots.size()) - 1;
  const abi::InputColumn& as_of = bound.batch.columns[as_of_slot];
  if (abi::IsValid(as_of, row) && FaultAt(bound.batch, row, as_of_slot) == nullptr) {
    const int32_t date = static_cast<const int32_t*>(as_of.values)[as_of.offset + row];
    if (table_->as_of(match) >= date) {
      return Error{
          fmt::format("the state of `{}` is of {}, and the record is decided for {}",
                      table_->key(match), FormatDate(table_->as_of(match)), FormatDate(date)),
          "start from the state of an earlier run"};
    }
  }
  for (std::size_t i = 0; i < module_.state.size(); ++i) {
    const StateTable::Column& from = table_->column(i);
    if (from.known[static_cast<std::size_t>(match)] != 0) {
      const uint32_t slot = module_.state[i].slot;
      PutWord(bound.store[slot], module_.slots[slot].type, row,
              from.words[static_cast<std::size_t>(match)]);
    }
  }
  return {};
}

}  // namespace sextant::io
