#pragma once

#include "tests/differential/sampler.h"
#include "tests/differential/table.h"

namespace sextant::differential {

// Draws batches for one program: from clean ones, in which every record passes the input checks, to
// dirty ones.
class RecordGenerator {
 public:
  explicit RecordGenerator(const ir::Module& module);

  Table Make(Random& random, int64_t rows) const;

 private:
  struct Dirt {
    int bad = 0;      // values that fail a check, in a thousand
    int missing = 0;  // in a hundred, of optional slots
    int holes = 0;    // missing in a required slot, in a thousand
    int faults = 0;   // cells that could not be read, in a thousand
    int copies = 0;   // values taken from another slot of the record, in a hundred
    bool wild = false;
  };
  static Dirt DrawDirt(Random& random);
  Cell Draw(Random& random, const Dirt& dirt, const ir::Slot& slot, const Sampler& sampler,
            std::size_t texts) const;
  Rows DrawList(Random& random, const Dirt& dirt, std::size_t list, const Table& table) const;
  void CopyNear(Random& random, const Dirt& dirt, Table& table) const;

  const ir::Module& module_;
  std::vector<Sampler> samplers_;
  std::vector<std::vector<Sampler>> row_samplers_;  // by list and slot
  std::vector<std::vector<std::size_t>> alike_;     // slots of the same kind and scale
};

// The number of records of the next batch, at most `most`: the sizes at which blocks begin and end.
int64_t DrawRows(Random& random, int64_t most);

}  // namespace sextant::differential
