#pragma once

#include <cstdint>
#include <vector>

#include "compiler/opt/schedule.h"

namespace sextant::codegen {

using opt::NodeId;
using opt::Schedule;

// How a schedule is cut into functions. LLVM's work grows faster than a function does, so a large
// strategy becomes several functions of limited size, run one after the other over a block of rows.
struct Parts {
  struct Part {
    uint32_t begin = 0;  // nodes [begin, end) of the schedule
    uint32_t end = 0;
    std::vector<NodeId> saved;  // nodes of this part that later ones read
    std::vector<NodeId> done;   // nodes of earlier parts that this one is the last to read
  };
  std::vector<Part> parts;
  // Rows of a block: as many as keep the scratch small. A single part takes all rows at once.
  int64_t block_rows = 0;
};

// `limit`: about how many LLVM instructions a function may have.
Parts CutIntoParts(const ir::Module& module, const Schedule& schedule, unsigned limit);

}  // namespace sextant::codegen
