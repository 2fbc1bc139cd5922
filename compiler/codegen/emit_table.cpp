#include <algorithm>
#include <bit>
#include <numeric>

#include "compiler/codegen/operations.h"
#include "compiler/codegen/tables.h"

namespace sextant::codegen {

using ir::HitPolicy;
using llvm::Value;
using types::Kind;

namespace {

// The masks of one table: which records each cell, and each row, takes. Equal cells are tested
// once.
class Matcher {
 public:
  Matcher(Emitter& e, const ir::Table& table) : e_(e), s_(e.simd()), table_(table) {
    for (const ir::TableInput& input : table.inputs) {
      inputs_.push_back(e.Get(input.value));
      rerun_ = s_.EitherRerun(rerun_, inputs_.back().rerun);
      masks_.emplace_back(input.cells.size());
      bits_.push_back(BitOf(input));
    }
    for (uint32_t row = 0; row < Lined(); ++row) {
      rows_.push_back(RowMask(row));
    }
  }

  // The rows that have cells.
  uint32_t Lined() const { return table_.rows - (table_.otherwise ? 1 : 0); }
  Value* Row(uint32_t row) const { return rows_[row]; }
  Value* rerun() const { return rerun_; }

 private:
  struct Mask {
    bool made = false;
    Value* mask = nullptr;  // null: every record
  };

  // 1 << code, for enumerations of at most 32 members; null for other kinds.
  Value* BitOf(const ir::TableInput& input) {
    const types::Type& type = TypeOf(input);
    if (type.kind != Kind::kEnum || e_.module().enums.get(type.enumeration).members.size() > 32) {
      return nullptr;
    }
    Value* code = s_.CreateAnd(inputs_.back().value, s_.Splat(32, 31));
    return s_.CreateShl(s_.Splat(32, 1), code);
  }

  const types::Type& TypeOf(const ir::TableInput& input) const {
    return e_.module().inst(input.value).type;
  }

  Value* RowMask(uint32_t row) {
    std::vector<Value*> masks;
    for (std::size_t i = 0; i < inputs_.size(); ++i) {
      if (Value* mask = CellMask(i, table_.cells[row * inputs_.size() + i])) {
        masks.push_back(mask);
      }
    }
    return masks.empty() ? s_.SplatMask(true) : s_.All(masks);
  }

  Value* CellMask(std::size_t input, uint32_t cell) {
    Mask& mask = masks_[input][cell];
    if (!mask.made) {
      mask = {true, Test(input, table_.inputs[input].cells[cell])};
    }
    return mask.mask;
  }

  // known & (in a range != negated) | missing & takes missing
  Value* Test(std::size_t index, const ir::Cell& cell) {
    const ir::TableInput& input = table_.inputs[index];
    const Lanes& x = inputs_[index];
    Value* mask = nullptr;
    if (!cell.negated || !cell.ranges.empty()) {
      mask = bits_[index] != nullptr ? InMembers(bits_[index], cell) : InRanges(input, x, cell);
      mask = cell.negated ? s_.CreateNot(mask) : mask;
    }
    if (x.valid == nullptr || (mask == nullptr && cell.missing)) {
      return mask;
    }
    if (cell.missing) {
      return s_.CreateOr(mask, s_.CreateNot(x.valid));
    }
    return mask == nullptr ? x.valid : s_.CreateAnd(mask, x.valid);
  }

  // (1 << code & members) != 0
  Value* InMembers(Value* bit, const ir::Cell& cell) {
    uint32_t members = 0;
    for (const ir::CellRange& range : cell.ranges) {
      const ir::Inst& low = e_.module().inst(range.low);
      if (low.op != ir::Op::kConst || range.low != range.high) {
        return s_.CreateICmpNE(s_.CreateAnd(bit, MembersOf(cell)), s_.Splat(32, 0));
      }
      members |= uint32_t{1} << low.imm;
    }
    Value* found = s_.CreateAnd(bit, s_.Splat(32, static_cast<int32_t>(members)));
    return s_.CreateICmpNE(found, s_.Splat(32, 0));
  }

  // The same with parameters, or with ranges of the ordered members of a band.
  Value* MembersOf(const ir::Cell& cell) {
    const auto upto = [&](ir::InstId end, bool included) -> Value* {  // 1 << 0 | … | 1 << end
      Value* code = s_.CreateAnd(End(end).value, s_.Splat(32, 31));
      Value* one = s_.CreateShl(s_.Splat(32, 1), code);
      Value* below = s_.CreateSub(one, s_.Splat(32, 1));
      return included ? s_.CreateOr(below, one) : below;
    };
    Value* members = s_.Splat(32, 0);
    for (const ir::CellRange& range : cell.ranges) {
      Value* high = range.high.valid() ? upto(range.high, range.high_included) : s_.Splat(32, -1);
      Value* low = range.low.valid() ? upto(range.low, !range.low_included) : s_.Splat(32, 0);
      members = s_.CreateOr(members, s_.CreateAnd(high, s_.CreateNot(low)));
    }
    return members;
  }

  Lanes End(ir::InstId end) {
    const Lanes lanes = e_.Get(end);
    rerun_ = s_.EitherRerun(rerun_, lanes.rerun);
    return lanes;
  }

  Value* InRanges(const ir::TableInput& input, const Lanes& x, const ir::Cell& cell) {
    Value* found = s_.SplatMask(false);
    const bool real = TypeOf(input).kind == Kind::kFloat;
    for (const ir::CellRange& range : cell.ranges) {
      if (range.low.valid() && range.low == range.high) {
        Value* same = real ? s_.CreateFCmpOEQ(x.value, End(range.low).value)
                           : s_.CreateICmpEQ(x.value, End(range.low).value);
        found = s_.CreateOr(found, same);
        continue;
      }
      Value* inside = s_.SplatMask(true);
      if (range.low.valid()) {
        inside = Compare(real, x.value, End(range.low).value, range.low_included);
      }
      if (range.high.valid()) {
        Value* below = Compare(real, End(range.high).value, x.value, range.high_included);
        inside = range.low.valid() ? s_.CreateAnd(inside, below) : below;
      }
      found = s_.CreateOr(found, inside);
    }
    return found;
  }

  // a > b, or a >= b
  Value* Compare(bool real, Value* a, Value* b, bool equal) {
    const auto reals = equal ? llvm::CmpInst::FCMP_OGE : llvm::CmpInst::FCMP_OGT;
    const auto ints = equal ? llvm::CmpInst::ICMP_SGE : llvm::CmpInst::ICMP_SGT;
    return s_.CreateCmp(real ? reals : ints, a, b);
  }

  Emitter& e_;
  Simd& s_;
  const ir::Table& table_;
  std::vector<Lanes> inputs_;
  std::vector<Value*> bits_;
  std::vector<std::vector<Mask>> masks_;  // by input and cell
  std::vector<Value*> rows_;
  Value* rerun_ = nullptr;
};

class TableEmitter {
 public:
  TableEmitter(Emitter& e, const ir::Decision& decision, const ir::Table& table)
      : e_(e), s_(e.simd()), decision_(decision), table_(table), matcher_(e, table) {}

  std::vector<Lanes> Run() {
    switch (table_.policy) {
      case HitPolicy::kSum:
      case HitPolicy::kCount:
        AddUp();
        break;
      case HitPolicy::kSmallest:
      case HitPolicy::kLargest:
        for (uint32_t i = 0; i < table_.outputs; ++i) {
          Take(i, First(Ranked(i, table_.policy == HitPolicy::kLargest)));
        }
        break;
      case HitPolicy::kUnique:
        second_ = Second();
        TakeAll(First(InOrder()));
        break;
      case HitPolicy::kFirstMatch:
        TakeAll(First(InOrder()));
        break;
      default:
        TakeAll(First(Ranked(table_.best_by, table_.policy == HitPolicy::kHighestBy)));
        break;
    }
    Value* rerun = s_.EitherRerun(matcher_.rerun(), second_);
    for (Lanes& lanes : answer_) {
      lanes.rerun = rerun;
    }
    return std::move(answer_);
  }

 private:
  const ir::Inst& InstOf(uint32_t row, uint32_t output) const {
    return e_.module().inst(table_.values[row * table_.outputs + output]);
  }

  std::vector<uint32_t> InOrder() const {
    std::vector<uint32_t> rows(matcher_.Lined());
    std::iota(rows.begin(), rows.end(), 0u);
    return rows;
  }

  // The rows by an output, the one to be preferred first; equal ones in their order.
  std::vector<uint32_t> Ranked(uint32_t output, bool largest) const {
    std::vector<uint32_t> rows = InOrder();
    std::ranges::stable_sort(rows, [&](uint32_t a, uint32_t b) {
      const ir::Inst& x = InstOf(largest ? b : a, output);
      const ir::Inst& y = InstOf(largest ? a : b, output);
      return x.type.kind == Kind::kFloat
                 ? std::bit_cast<double>(x.imm) < std::bit_cast<double>(y.imm)
                 : x.imm < y.imm;
    });
    return rows;
  }

  // row = last;  from the last of `order` to the first:  row = matches ? that : row
  Value* First(const std::vector<uint32_t>& order) {
    const bool closed = table_.otherwise;
    Value* row = s_.Splat(32, closed ? table_.rows - 1 : order.back());
    for (std::size_t i = order.size() - (closed ? 0 : 1); i > 0; --i) {
      const uint32_t next = order[i - 1];
      row = s_.CreateSelect(matcher_.Row(next), s_.Splat(32, next), row);
    }
    return row;
  }

  // The records that two rows match.
  Value* Second() {
    Value* seen = s_.SplatMask(false);
    Value* second = s_.SplatMask(false);
    for (uint32_t row = 0; row < matcher_.Lined(); ++row) {
      second = s_.CreateOr(second, s_.CreateAnd(seen, matcher_.Row(row)));
      seen = s_.CreateOr(seen, matcher_.Row(row));
    }
    return second;
  }

  void TakeAll(Value* row) {
    for (uint32_t i = 0; i < table_.outputs; ++i) {
      Take(i, row);
    }
    if (table_.gives_row) {
      answer_.push_back({s_.Widen(s_.CreateAdd(row, s_.Splat(32, 1)))});
    }
    if (decision_.has_reasons) {
      std::vector<int64_t> reasons(table_.reasons.begin(), table_.reasons.end());
      Value* reason = EmitLookup(e_, row, reasons, 32);
      answer_.push_back({reason, s_.CreateICmpNE(reason, s_.Splat(32, ir::kNoReason))});
    }
  }

  // The output's value in the row that each record has.
  void Take(uint32_t output, Value* row) {
    const types::Type& type = decision_.outputs[output].type;
    std::vector<int64_t> words, known;
    for (uint32_t i = 0; i < table_.rows; ++i) {
      const bool missing = InstOf(i, output).op == ir::Op::kMissing;
      words.push_back(missing ? 0 : InstOf(i, output).imm);
      known.push_back(missing ? 0 : 1);
    }
    const bool wide = type.is_exact() || type.kind == Kind::kFloat;
    Lanes lanes{EmitLookup(e_, row, words, wide ? 64 : 32)};
    if (type.kind == Kind::kFloat) {
      lanes.value = s_.CreateBitCast(lanes.value, s_.Reals());
    } else if (type.kind == Kind::kBool) {
      lanes.value = s_.CreateICmpNE(lanes.value, s_.Splat(32, 0));
    }
    if (std::ranges::count(known, 0) > 0) {
      lanes.valid = s_.CreateICmpNE(EmitLookup(e_, row, known, 32), s_.Splat(32, 0));
    }
    answer_.push_back(lanes);
  }

  // sum = 0;  for each row:  sum += matches ? value : 0;  sum = any ? sum : otherwise
  void AddUp() {
    const bool counts = table_.policy == HitPolicy::kCount;
    Value* any = s_.SplatMask(false);
    for (uint32_t row = 0; row < matcher_.Lined() && table_.otherwise; ++row) {
      any = s_.CreateOr(any, matcher_.Row(row));
    }
    for (uint32_t i = 0; i < (counts ? 1 : table_.outputs); ++i) {
      Value* sum = s_.Splat(64, 0);
      for (uint32_t row = 0; row < matcher_.Lined(); ++row) {
        sum = s_.AddWhere(sum, matcher_.Row(row), counts ? 1 : InstOf(row, i).imm);
      }
      if (table_.otherwise && !counts) {
        sum = s_.CreateSelect(any, sum, s_.Splat(64, InstOf(table_.rows - 1, i).imm));
      }
      answer_.push_back({sum});
    }
  }

  Emitter& e_;
  Simd& s_;
  const ir::Decision& decision_;
  const ir::Table& table_;
  Matcher matcher_;
  Value* second_ = nullptr;
  std::vector<Lanes> answer_;
};

}  // namespace

std::vector<Lanes> EmitTable(Emitter& e, const ir::Decision& decision, const ir::Table& table) {
  return TableEmitter(e, decision, table).Run();
}

}  // namespace sextant::codegen
