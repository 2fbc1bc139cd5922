#include "runtime/io/list_rows.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "compiler/ir/storage.h"
#include "runtime/io/file_kind.h"
#include "runtime/io/record_key.h"
#include "runtime/io/row_file.h"

namespace sextant::io {
namespace {

int64_t CountRows(const std::vector<std::unique_ptr<BoundBatch>>& batches) {
  int64_t rows = 0;
  for (const auto& bound : batches) {
    rows += bound->batch.rows;
  }
  return rows;
}

}  // namespace

Result<std::unique_ptr<ListRows>> ListRows::Read(const ir::Module& module, uint32_t list,
                                                 const ir::SourceLayout& layout,
                                                 const std::string& path) {
  Result<FileKind> kind = KindOfFile(path);
  if (!kind) {
    return kind.error();
  }
  if (kind->format == ir::FileFormat::kAny) {
    kind->format = layout.format == ir::FileFormat::kAny ? ir::FileFormat::kCsv : layout.format;
  } else if (layout.format != ir::FileFormat::kAny && layout.format != kind->format) {
    return Error{fmt::format("{} is {}, and the source `{}` says {}", path,
                             FormatName(kind->format), layout.name, FormatName(layout.format)),
                 ""};
  }
  const RowFile file(module, list, layout);
  Result<Plan> plan = MakePlan(file.module, file.layout, std::nullopt);
  if (!plan) {
    return plan.error();
  }
  Batches batches;
  const Status status =
      ForEachBatch(*plan, {path, *kind, 64 * 1024, false},
                   [&](std::unique_ptr<BoundBatch> bound) { batches.push_back(std::move(bound)); });
  if (!status) {
    return status.error();
  }
  auto rows = std::make_unique<ListRows>();
  const std::vector<int64_t> groups = rows->Group(file.module, batches);
  if (Status gathered = rows->Gather(file.module, batches, groups); !gathered) {
    return gathered.error();
  }
  return rows;
}

std::vector<int64_t> ListRows::Group(const ir::Module& file, const Batches& batches) {
  std::vector<int64_t> groups;
  groups.reserve(static_cast<std::size_t>(CountRows(batches)));
  std::vector<int64_t> sizes;
  KeyReader reader(file, 0);
  std::string key;
  for (const auto& bound : batches) {
    reader.StartBatch();
    for (int64_t row = 0; row < bound->batch.rows; ++row) {
      if (!reader.Read(bound->batch, row, key)) {
        groups.push_back(-1);
        continue;
      }
      const auto [group, added] = groups_.try_emplace(key, static_cast<int64_t>(sizes.size()));
      if (added) {
        sizes.push_back(0);
      }
      ++sizes[static_cast<std::size_t>(group->second)];
      groups.push_back(group->second);
    }
  }
  begins_.push_back(0);
  for (int64_t size : sizes) {
    begins_.push_back(begins_.back() + size);
  }
  rows_ = static_cast<int64_t>(groups.size());
  elements_ = begins_.back();
  return groups;
}

Status ListRows::Gather(const ir::Module& file, const Batches& batches,
                        const std::vector<int64_t>& groups) {
  std::vector<int64_t> next(begins_.begin(), begins_.end() - 1);
  std::vector<int64_t> places;  // by row of the file its element, or -1
  places.reserve(groups.size());
  for (int64_t group : groups) {
    places.push_back(group < 0 ? -1 : next[static_cast<std::size_t>(group)]++);
  }
  store_.resize(file.slots.size() - 1);
  columns_.columns.resize(store_.size());
  for (std::size_t i = 0; i < store_.size(); ++i) {
    if (Status status = GatherColumn(file.slots[i + 1], i, batches, places); !status) {
      return status;
    }
  }
  GatherFaults(batches, places);
  columns_.faults = faults_.empty() ? nullptr : &faults_;
  return {};
}

namespace {

// Texts in the order of the elements: which batch and row each stands in comes first.
std::vector<std::string_view> TextsInPlace(const std::vector<std::unique_ptr<BoundBatch>>& batches,
                                           std::size_t slot, const std::vector<int64_t>& places,
                                           std::size_t elements) {
  std::vector<std::string_view> texts(elements);
  std::size_t at = 0;
  for (const auto& bound : batches) {
    const abi::InputColumn& column = bound->batch.columns[slot];
    for (int64_t row = 0; row < bound->batch.rows; ++row, ++at) {
      if (places[at] >= 0 && abi::IsValid(column, row)) {
        const int32_t* const ends = column.text_offsets + column.offset + row;
        texts[static_cast<std::size_t>(places[at])] = {column.text_bytes + ends[0],
                                                       static_cast<std::size_t>(ends[1] - ends[0])};
      }
    }
  }
  return texts;
}

}  // namespace

Status ListRows::GatherColumn(const ir::Slot& slot, std::size_t index, const Batches& batches,
                              const std::vector<int64_t>& places) {
  Column& to = store_[index];
  const auto elements = static_cast<std::size_t>(elements_);
  const abi::Storage storage = ir::StorageOf(slot.type);
  const std::size_t bytes = storage == abi::Storage::kText ? 0 : abi::StorageBytes(storage);
  to.words.resize((elements * bytes + 7) / 8);
  to.validity.assign(elements / 8 + 1, 0);
  auto* const values = reinterpret_cast<std::byte*>(to.words.data());
  std::size_t at = 0;
  for (const auto& bound : batches) {
    const abi::InputColumn& from = bound->batch.columns[index + 1];
    for (int64_t row = 0; row < bound->batch.rows; ++row, ++at) {
      if (places[at] < 0 || !abi::IsValid(from, row)) {
        continue;
      }
      abi::SetBit(to.validity.data(), places[at], true);
      if (bytes > 0) {
        std::memcpy(values + static_cast<std::size_t>(places[at]) * bytes,
                    static_cast<const std::byte*>(from.values) +
                        static_cast<std::size_t>(from.offset + row) * bytes,
                    bytes);
      }
    }
  }
  abi::InputColumn& column = columns_.columns[index];
  column.validity = to.validity.data();
  if (bytes > 0) {
    column.values = values;
    return {};
  }
  to.offsets.reserve(elements + 1);
  to.offsets.push_back(0);
  for (std::string_view text : TextsInPlace(batches, index + 1, places, elements)) {
    if (to.bytes.size() + text.size() > INT32_MAX) {
      return Error{fmt::format("the texts of `{}` have more than 2 GB", slot.name), ""};
    }
    to.bytes.append(text);
    to.offsets.push_back(static_cast<int32_t>(to.bytes.size()));
  }
  column.text_offsets = to.offsets.data();
  column.text_bytes = to.bytes.data();
  return {};
}

void ListRows::GatherFaults(const Batches& batches, const std::vector<int64_t>& places) {
  std::size_t first = 0;
  for (const auto& bound : batches) {
    for (const abi::CellFault& fault : bound->batch.faults) {
      const int64_t place = places[first + static_cast<std::size_t>(fault.row)];
      if (place >= 0 && fault.slot > 0) {
        abi::CellFault& gathered = faults_.emplace_back(fault);
        gathered.row = place;
        --gathered.slot;
      }
    }
    first += static_cast<std::size_t>(bound->batch.rows);
  }
  std::sort(faults_.begin(), faults_.end(), [](const auto& a, const auto& b) {
    return a.row != b.row ? a.row < b.row : a.slot < b.slot;
  });
}

std::pair<int64_t, int64_t> ListRows::Find(const std::string& key) const {
  const auto group = groups_.find(key);
  if (group == groups_.end()) {
    return {0, 0};
  }
  const auto index = static_cast<std::size_t>(group->second);
  return {begins_[index], begins_[index + 1]};
}

int64_t ListRows::CountWithoutRecord(const std::unordered_set<std::string>& keys) const {
  int64_t rows = rows_ - elements_;
  for (const auto& [key, group] : groups_) {
    if (!keys.contains(key)) {
      const auto index = static_cast<std::size_t>(group);
      rows += begins_[index + 1] - begins_[index];
    }
  }
  return rows;
}

}  // namespace sextant::io
