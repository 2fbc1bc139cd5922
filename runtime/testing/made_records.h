#pragma once

#include <cstdint>
#include <vector>

#include "compiler/ir/module.h"
#include "runtime/io/random.h"
#include "runtime/testing/records.h"

namespace sextant::testing {

// Draws records within the declared ranges, with a liking for the edges: the ends of a range, the
// constants and parameters that the program compares with, and their neighbours.
class RecordMaker {
 public:
  RecordMaker(const ir::Module& module, uint64_t seed);

  Record Make();
  // Another value of one slot.
  ir::Given MakeCell(std::size_t slot);

 private:
  // The values of one kind of slot that are worth more than others, and the bounds of all.
  struct Domain {
    int64_t low = 0, high = 0;
    std::vector<int64_t> edges;
  };
  Domain DomainOf(const ir::Slot& slot) const;
  void AddConstants(const ir::Slot& slot, Domain& domain) const;
  int64_t Spread(int64_t low, int64_t high);
  ir::Given MakeCell(const ir::Slot& slot, const Domain& domain);
  // What was carried was entered before the day of the record.
  void MakeSince(Record& record);
  std::vector<ir::GivenRow> MakeRows(std::size_t list, int64_t as_of);
  ir::Given MakeReal(const ir::Slot& slot);
  ir::Given MakeText(const ir::Slot& slot);

  const ir::Module& module_;
  io::Random random_;
  std::vector<Domain> domains_;                    // one a slot
  std::vector<std::vector<Domain>> list_domains_;  // by list, one a slot of its rows
  std::vector<double> reals_;    // floats the program compares with
  int64_t made_ = 0;
};

}  // namespace sextant::testing
