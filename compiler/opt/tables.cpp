#include "compiler/opt/tables.h"

#include <algorithm>

namespace sextant::opt {

using ir::HitPolicy;
using types::Kind;

namespace {

constexpr std::size_t kMostTests = 8192;

bool IsFixed(const ir::Module& module, ir::InstId value) {
  const ir::Op op = module.inst(value).op;
  return op == ir::Op::kConst || op == ir::Op::kMissing;
}

// The sum of any rows of any output fits 64 bits.
bool SumFits(const ir::Module& module, const ir::Table& table) {
  Int128 most = 0;
  for (const ir::InstId value : table.values) {
    const Int128 word = module.inst(value).imm;
    most += word < 0 ? -word : word;
  }
  return FitsInt64(most);
}

bool OrdersMissing(const ir::Module& module, const ir::Table& table) {
  return (table.policy == HitPolicy::kSmallest || table.policy == HitPolicy::kLargest) &&
         std::ranges::any_of(table.values, [&](ir::InstId value) {
           return module.inst(value).op == ir::Op::kMissing;
         });
}

}  // namespace

bool IsNative(const ir::Module& module, const ir::Table& table) {
  const bool text = std::ranges::any_of(table.inputs, [&](const ir::TableInput& input) {
    return module.inst(input.value).type.kind == Kind::kText;
  });
  const bool fixed =
      std::ranges::all_of(table.values, [&](ir::InstId value) { return IsFixed(module, value); });
  return fixed && !text && table.policy != HitPolicy::kKeep && table.cells.size() <= kMostTests &&
         !OrdersMissing(module, table) &&
         (table.policy != HitPolicy::kSum || SumFits(module, table));
}

void AddOperands(const ir::Table& table, std::vector<ir::InstId>& operands) {
  for (const ir::TableInput& input : table.inputs) {
    operands.push_back(input.value);
    for (const ir::Cell& cell : input.cells) {
      for (const ir::CellRange& range : cell.ranges) {
        for (const ir::InstId end : {range.low, range.high}) {
          if (end.valid()) {
            operands.push_back(end);
          }
        }
      }
    }
  }
}

}  // namespace sextant::opt
