#include <fstream>

#include "tests/bench/common/fail.h"
#include "tests/bench/tables/twins.h"

namespace sextant::bench::tables {
namespace {

bool Takes(const Bounds::Cell& cell, int column, int64_t value) {
  return column == kSegment ? (cell.low >> value & 1) != 0 : cell.low <= value && value < cell.high;
}

}  // namespace

Bounds ReadBounds(const std::string& folder) {
  std::ifstream file(folder + "/bounds.int64", std::ios::binary);
  Bounds bounds;
  Bounds::Cell cell;
  while (file.read(reinterpret_cast<char*>(&cell), sizeof cell)) {
    bounds.cells.push_back(cell);
  }
  if (bounds.cells.empty() || bounds.cells.size() % kColumns != 0) {
    Fail("no table in " + folder);
  }
  return bounds;
}

void DecideInOrder(const Bounds& table, const Records& in, int32_t* out, int64_t first,
                   int64_t count) {
  for (int64_t i = first; i < first + count; ++i) {
    const int64_t values[kColumns] = {in.age[i],     in.score[i],  in.dpd[i],
                                      in.segment[i], in.income[i], in.balance[i]};
    int row = 0;
    for (; row < table.rows(); ++row) {
      int column = 0;
      while (column < kColumns && Takes(table.at(row, column), column, values[column]))
        ++column;
      if (column == kColumns)
        break;
    }
    out[i] = row;
  }
}

}  // namespace sextant::bench::tables
