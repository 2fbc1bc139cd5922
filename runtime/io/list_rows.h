#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/abi/batch.h"
#include "runtime/io/bound_batch.h"

namespace sextant::io {

// The rows of one list as they stand in a file of their own: read once, only the needed columns,
// kept in memory grouped by the key of their record, within a record in the order of the file.
class ListRows {
 public:
  // `layout` is the list's, of the source of the record.
  static Result<std::unique_ptr<ListRows>> Read(const ir::Module& module, uint32_t list,
                                                const ir::SourceLayout& layout,
                                                const std::string& path);

  // The elements of the record with that key.
  std::pair<int64_t, int64_t> Find(const std::string& key) const;
  // Columns and faults, without the bounds of records.
  const abi::InputList& columns() const { return columns_; }

  int64_t rows() const { return rows_; }
  // How many rows have the key of none of these records, or none that could be read.
  int64_t CountWithoutRecord(const std::unordered_set<std::string>& keys) const;

 private:
  // The column that a value of the rows is gathered into.
  struct Column {
    std::vector<uint64_t> words;
    std::vector<uint8_t> validity;
    std::vector<int32_t> offsets;
    std::string bytes;
  };
  using Batches = std::vector<std::unique_ptr<BoundBatch>>;

  // By row of the file the group of its key, or -1.
  std::vector<int64_t> Group(const ir::Module& file, const Batches& batches);
  Status Gather(const ir::Module& file, const Batches& batches, const std::vector<int64_t>& groups);
  Status GatherColumn(const ir::Slot& slot, std::size_t index, const Batches& batches,
                      const std::vector<int64_t>& places);
  void GatherFaults(const Batches& batches, const std::vector<int64_t>& places);

  int64_t rows_ = 0;      // of the file
  int64_t elements_ = 0;  // with a key
  std::unordered_map<std::string, int64_t> groups_;
  std::vector<int64_t> begins_;  // by group, and the end of the last
  std::vector<Column> store_;
  std::vector<abi::CellFault> faults_;
  abi::InputList columns_;
};

}  // namespace sextant::io
