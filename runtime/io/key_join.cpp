#include "runtime/io/key_join.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <tuple>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "runtime/io/book_keys.h"

namespace sextant::io {
namespace {

bool IsByKey(const ir::Module& module, const ir::SourceLayout& layout, std::size_t list,
             const InputOptions& options) {
  return module.lists[list].needed && !StandsInColumn(layout.lists.at(list), options.lists);
}

bool AnyByKey(const InputOptions& options, const ir::SourceLayout& layout) {
  const ir::Module& module = *options.module;
  bool any = !module.state.empty();
  for (std::size_t i = 0; i < module.lists.size(); ++i) {
    any = any || IsByKey(module, layout, i, options);
  }
  return any;
}

void PutWord(SlotColumn& column, const ir::Type& type, int64_t row, int64_t word) {
  const abi::Storage own = ir::StorageOf(type);
  const bool real = own == abi::Storage::kFloat64;  // the word holds its bits
  abi::PutWhole(column.values<std::byte>(), real ? abi::Storage::kInt64 : own, row, word);
  column.SetPresent(row);
}

}  // namespace

Result<std::unique_ptr<KeyJoin>> KeyJoin::Open(const InputOptions& options,
                                               const ir::SourceLayout& layout,
                                               const FileKind& kind) {
  if (!AnyByKey(options, layout)) {
    return std::unique_ptr<KeyJoin>();
  }
  std::unique_ptr<KeyJoin> join(new KeyJoin(*options.module));
  if (Status status = join->ReadState(options); !status) {
    return status.error();
  }
  if (Status status = join->ReadRows(options, layout); !status) {
    return status.error();
  }
  Result<BookKeys> keys = ReadKeys(options, layout, kind);
  if (!keys) {
    return keys.error();
  }
  join->CountRows(layout, keys->all);
  join->duplicates_ = std::move(keys->duplicates);
  return join;
}

Status KeyJoin::ReadState(const InputOptions& options) {
  if (module_.state.empty()) {
    return {};
  }
  if (options.state.empty()) {
    state_ = std::make_unique<StateTable>(module_);
    return {};
  }
  auto table = StateTable::Read(module_, options.state, options.as_of);
  if (!table) {
    return table.error();
  }
  state_ = std::move(*table);
  return {};
}

Status KeyJoin::ReadRows(const InputOptions& options, const ir::SourceLayout& layout) {
  for (uint32_t i = 0; i < module_.lists.size(); ++i) {
    lists_.emplace_back();
    if (!IsByKey(module_, layout, i, options)) {
      continue;
    }
    const ir::SourceLayout& rows = layout.lists[i];
    const auto path = options.lists.find(rows.name);
    if (path == options.lists.end()) {
      return Error{fmt::format("the rows of `{}` are read from `{}`, and no file is given for it",
                               module_.lists[i].name, rows.name),
                   fmt::format("say where they are: --data {}=rows.csv", rows.name)};
    }
    auto read = ListRows::Read(module_, i, rows, path->second);
    if (!read) {
      return read.error();
    }
    lists_.back() = std::move(*read);
  }
  return {};
}

void KeyJoin::CountRows(const ir::SourceLayout& layout,
                        const std::unordered_set<std::string>& keys) {
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i] != nullptr) {
      counts_.push_back({layout.lists[i].name, module_.lists[i].name, lists_[i]->rows(),
                         lists_[i]->CountWithoutRecord(keys)});
    }
  }
}

Status KeyJoin::Apply(BoundBatch& bound, std::vector<int64_t>& matches) {
  abi::InputBatch& batch = bound.batch;
  const uint32_t slot = module_.fields[module_.key_field].first_slot;
  StartLists(bound);
  matches.assign(static_cast<std::size_t>(batch.rows), -1);
  if (counts_.empty() && duplicates_.empty() && state_->size() == 0) {
    return {};
  }
  KeyReader reader(module_, slot);
  std::vector<abi::CellFault> found;
  std::string key;
  for (int64_t row = 0; row < batch.rows; ++row) {
    if (!reader.Read(batch, row, key)) {
      continue;
    }
    FindLists(bound, row, key);
    const int64_t match = FindState(key);
    if (duplicates_.contains(key)) {
      found.push_back(
          {row, slot, abi::FaultKind::kDuplicate, ShownCell(KeyText(module_, batch, row))});
      continue;
    }
    matches[static_cast<std::size_t>(row)] = match;
    if (Status status = match < 0 ? Status() : AddState(bound, row, match, found); !status) {
      return status;
    }
  }
  if (!found.empty()) {
    batch.faults.insert(batch.faults.end(), std::make_move_iterator(found.begin()),
                        std::make_move_iterator(found.end()));
    bound.SortFaults();
  }
  return {};
}

void KeyJoin::StartLists(BoundBatch& bound) const {
  const auto rows = static_cast<std::size_t>(bound.batch.rows);
  bound.bounds.resize(lists_.size());
  bound.batch.lists.resize(lists_.size());
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i] == nullptr) {
      continue;
    }
    bound.bounds[i].assign(rows * 2, 0);
    abi::InputList& list = bound.batch.lists[i];
    list = lists_[i]->columns();
    list.begins = bound.bounds[i].data();
    list.ends = bound.bounds[i].data() + rows;
  }
}

void KeyJoin::FindLists(BoundBatch& bound, int64_t row, const std::string& key) const {
  const auto rows = static_cast<std::size_t>(bound.batch.rows);
  const auto at = static_cast<std::size_t>(row);
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i] != nullptr) {
      std::tie(bound.bounds[i][at], bound.bounds[i][rows + at]) = lists_[i]->Find(key);
    }
  }
}

int64_t KeyJoin::FindState(const std::string& key) {
  const int64_t match = state_ == nullptr ? -1 : state_->Find(key);
  if (match >= 0) {
    state_->MarkSeen(match);
  }
  return match;
}

Status KeyJoin::AddState(BoundBatch& bound, int64_t row, int64_t match,
                         std::vector<abi::CellFault>& found) const {
  const auto as_of_slot = static_cast<uint32_t>(module_.slots.size()) - 1;
  const abi::InputColumn& as_of = bound.batch.columns[as_of_slot];
  if (abi::IsValid(as_of, row) && FaultAt(bound.batch, row, as_of_slot) == nullptr &&
      state_->bad(match, StateTable::kDate) == nullptr) {
    const abi::Storage stored = as_of.stored.value_or(abi::Storage::kInt32);
    const auto date = static_cast<int32_t>(abi::WholeAt(as_of.values, stored, as_of.offset + row));
    if (state_->as_of(match) >= date) {
      return Error{
          fmt::format("the state of `{}` is of {}, and the record is decided for {}",
                      state_->key(match), FormatDate(state_->as_of(match)), FormatDate(date)),
          "start from the state of an earlier run"};
    }
  }
  for (const StateTable::BadCell& cell : state_->bad(match)) {
    const bool date = cell.column == StateTable::kDate;
    abi::CellFault fault{row, date ? as_of_slot : module_.state[cell.column].slot, cell.kind,
                         ShownCell(cell.found), cell.wanted};
    fault.of_state = date;
    found.push_back(std::move(fault));
  }
  for (std::size_t i = 0; i < module_.state.size(); ++i) {
    const StateTable::Column& from = state_->column(i);
    if (from.known[static_cast<std::size_t>(match)] != 0) {
      const uint32_t slot = module_.state[i].slot;
      PutWord(bound.store[slot], module_.slots[slot].type, row,
              from.words[static_cast<std::size_t>(match)]);
    }
  }
  return {};
}

}  // namespace sextant::io
