#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/io/date_pattern.h"
#include "runtime/io/made_values.h"
#include "runtime/io/table.h"

namespace sextant::io {

// The way back from a slot's value to the cell of a column that the source would read as it.
class CellMaker {
 public:
  // `text_file`: dates and numbers are written as text, so the source's date format counts.
  static Result<CellMaker> Of(const ir::Module& module, const ir::Slot& slot,
                              const ir::ColumnBinding& binding, const std::string& column,
                              bool text_file);
  // The column of the flag of one member of a set.
  static CellMaker OfFlag(const ir::ColumnBinding& binding, std::size_t member);

  const TableColumn& column() const { return column_; }
  // Every word must be a multiple of this.
  int64_t unit() const { return unit_; }
  // The codes of the members, or of true and false, that the column can say; empty: all.
  const std::vector<int32_t>& codes() const { return codes_; }

  void Append(const MadeValue& value, ColumnBuilder& to) const;

 private:
  Status SetExact(const ir::Slot& slot, const ir::ColumnBinding& binding);
  Status SetReal(const ir::Slot& slot, const ir::ColumnBinding& binding);
  Status SetDate(const ir::ColumnBinding& binding, bool text_file);
  void SetCodes(const ir::Module& module, const types::Type& type,
                const ir::ColumnBinding& binding);
  int64_t CellOfCode(int64_t code) const;

  TableColumn column_;
  types::Kind kind_{};
  int member_ = -1;  // of a flag: the member it tells of
  int64_t unit_ = 1;
  int64_t factor_ = 1;             // an exact cell is word / unit_ * factor_
  int real_places_ = kRealPlaces;  // a float cell is its millionths at so many places
  DatePattern dates_;
  std::vector<int32_t> codes_;
  std::vector<int64_t> cell_of_code_;  // by code: the number, or the place in the dictionary
};

}  // namespace sextant::io
