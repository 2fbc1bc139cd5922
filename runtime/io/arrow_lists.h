#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <arrow/type_fwd.h>

#include "runtime/io/bind_arrow.h"
#include "runtime/io/bind_list.h"

// Arrow columns of lists, of every layout Arrow has for them.
namespace sextant::io {

bool IsListType(const arrow::DataType& type);
// Of a list type.
const arrow::DataType& ItemType(const arrow::DataType& type);

// Where the items of each record stand among `values`, which are those that some record has. The
// lists of a column of nulls, and those that are null, have no items.
struct ListItems {
  std::shared_ptr<arrow::Array> values;
  std::vector<int64_t> begins, ends;

  explicit ListItems(const arrow::Array& column);
};

// Whether a list of rows can be read from a column of this type, and each field of its rows; the
// message names both.
Status CheckRowsType(const Plan& plan, const ListReader& list, const arrow::DataType& type,
                     const std::string& path);

// Binds a series in a column of lists, slot by slot.
class ArrowSeries {
 public:
  std::optional<DecodeError> Bind(const SlotReader& reader, const arrow::Array& column,
                                  ArrowBinder& binder, BoundBatch& out);

 private:
  std::optional<ListItems> lists_;  // of the column at hand
  BoundBatch items_;                // its items; one slot
  std::vector<int64_t> at_;
};

// Binds a list of rows in a column of lists of structs. The reader and its plan must outlive it.
class ArrowRows {
 public:
  ArrowRows(const Plan& plan, const ListReader& list);
  std::optional<DecodeError> Bind(const arrow::Array& column, BoundRows& to, BoundBatch& out);

 private:
  // A null in place of a row leaves its record without rows.
  void RefuseNulls(ListItems& lists, BoundBatch& out) const;

  const Plan& plan_;
  const ListReader& list_;
  ArrowBinder binder_;
};

}  // namespace sextant::io
