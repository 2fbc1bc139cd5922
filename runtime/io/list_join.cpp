#include "runtime/io/list_join.h"

#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "runtime/io/record_key.h"

namespace sextant::io {
namespace {

// The book as if its records had nothing but their key.
struct KeyFile {
  ir::Module module;
  ir::SourceLayout layout;
};

KeyFile KeysOf(const ir::Module& module, const ir::SourceLayout& layout) {
  KeyFile file;
  file.module.enums = module.enums;
  ir::Slot slot = module.slots[module.fields[module.key_field].first_slot];
  slot.field = 0;
  file.module.slots.push_back(std::move(slot));
  file.layout = layout;
  file.layout.fields.clear();
  if (module.key_field < layout.fields.size()) {
    file.layout.fields.push_back(layout.fields[module.key_field]);
  }
  return file;
}

// Puts the fault of a duplicate where the contract wants it, unless the key is faulty already.
void AddDuplicate(abi::InputBatch& batch, int64_t row, uint32_t slot, std::string found) {
  const auto place = std::lower_bound(
      batch.faults.begin(), batch.faults.end(), std::pair(row, slot),
      [](const auto& fault, const auto& at) { return std::pair(fault.row, fault.slot) < at; });
  batch.faults.insert(place, {row, slot, abi::FaultKind::kDuplicate, std::move(found)});
}

}  // namespace

Result<std::unique_ptr<ListJoin>> ListJoin::Open(const InputOptions& options,
                                                 const ir::SourceLayout& layout,
                                                 const FileKind& kind) {
  const ir::Module& module = *options.module;
  if (std::none_of(module.lists.begin(), module.lists.end(),
                   [](const ir::List& list) { return list.needed; })) {
    return std::unique_ptr<ListJoin>();
  }
  std::unique_ptr<ListJoin> join(new ListJoin(module));
  if (Status status = join->ReadRows(options, layout); !status) {
    return status.error();
  }
  if (Status status = join->ReadKeys(options, layout, kind); !status) {
    return status.error();
  }
  return join;
}

Status ListJoin::ReadRows(const InputOptions& options, const ir::SourceLayout& layout) {
  for (uint32_t i = 0; i < module_.lists.size(); ++i) {
    lists_.emplace_back();
    if (!module_.lists[i].needed) {
      continue;
    }
    const ir::SourceLayout& rows = layout.lists.at(i);
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

Status ListJoin::ReadKeys(const InputOptions& options, const ir::SourceLayout& layout,
                          const FileKind& kind) {
  if (options.path == "-") {
    return Error{"the records come from standard input, which can be read only once",
                 "records with lists are read twice, first for their keys: name a file"};
  }
  const KeyFile file = KeysOf(module_, layout);
  const Result<Plan> plan = MakePlan(file.module, file.layout, std::nullopt);
  if (!plan) {
    return plan.error();
  }
  std::unordered_set<std::string> keys;
  KeyReader reader(file.module, 0);
  std::string key;
  const Status status =
      ForEachBatch(*plan, {options.path, kind, options.batch_rows, false},
                   [&](const std::unique_ptr<BoundBatch>& bound) {
                     reader.StartBatch();
                     for (int64_t row = 0; row < bound->batch.rows; ++row) {
                       if (reader.Read(bound->batch, row, key) && !keys.insert(key).second) {
                         duplicates_.insert(key);
                       }
                     }
                   });
  if (!status) {
    return status;
  }
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    if (lists_[i] != nullptr) {
      counts_.push_back({layout.lists[i].name, module_.lists[i].name, lists_[i]->rows(),
                         lists_[i]->CountWithoutRecord(keys)});
    }
  }
  return {};
}

void ListJoin::Attach(BoundBatch& bound) const {
  abi::InputBatch& batch = bound.batch;
  const uint32_t slot = module_.fields[module_.key_field].first_slot;
  const auto rows = static_cast<std::size_t>(batch.rows);
  bound.bounds.assign(lists_.size(), std::vector<int64_t>(rows * 2));
  KeyReader reader(module_, slot);
  std::vector<int64_t> twice;
  std::string key;
  for (int64_t row = 0; row < batch.rows; ++row) {
    if (!reader.Read(batch, row, key)) {
      continue;
    }
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      if (lists_[i] != nullptr) {
        const auto at = static_cast<std::size_t>(row);
        std::tie(bound.bounds[i][at], bound.bounds[i][rows + at]) = lists_[i]->Find(key);
      }
    }
    if (duplicates_.contains(key)) {
      twice.push_back(row);
    }
  }
  for (int64_t row : twice) {
    AddDuplicate(batch, row, slot, KeyText(module_, batch, row));
  }
  batch.lists.clear();
  for (std::size_t i = 0; i < lists_.size(); ++i) {
    batch.lists.push_back(lists_[i] == nullptr ? abi::InputList() : lists_[i]->columns());
    batch.lists.back().begins = bound.bounds[i].data();
    batch.lists.back().ends = bound.bounds[i].data() + rows;
  }
}

}  // namespace sextant::io
