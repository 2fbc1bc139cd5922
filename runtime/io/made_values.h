#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"
#include "runtime/io/random.h"

namespace sextant::io {

// The value of one slot in one made-up record.
struct MadeValue {
  bool missing = false;
  int64_t word = 0;  // exact, date, code, boolean, set; of a float: millionths
  double real = 0;
  std::string text;
};

// Millionths are the grid on which floats are made, so that their decimal text is short and exact.
inline constexpr int kRealPlaces = 6;

// Draws the values of one slot: within its range, amounts spread over their orders of magnitude,
// the items of a series near each other, one in ten missing where that is allowed.
class ValueMaker {
 public:
  // `unit`: words must be multiples of it, because the column counts in it. `codes`: the members
  // that the column can say; empty means all.
  static Result<ValueMaker> Of(const ir::Module& module, uint32_t slot,
                               std::optional<int32_t> as_of, int64_t unit,
                               std::vector<int32_t> codes);

  // `before`: the item before this one in a series, or null.
  MadeValue Make(Random& random, const MadeValue* before) const;
  // The key of record `index`, ascending; nothing when the range has no more.
  std::optional<MadeValue> MakeKey(int64_t index) const;

 private:
  MadeValue MakeExact(Random& random, const MadeValue* before) const;
  MadeValue MakeReal(Random& random) const;
  int64_t Tidy(int64_t word) const;
  Status SetBounds(const ir::Module& module, const ir::Slot& slot, std::optional<int32_t> as_of);
  Status SetRealBounds(const ir::Slot& slot);

  ir::Type type_;
  int64_t low_ = 0;
  int64_t high_ = 0;
  int64_t unit_ = 1;
  const ir::Slot* slot_ = nullptr;
  std::vector<int32_t> codes_;
};

}  // namespace sextant::io
