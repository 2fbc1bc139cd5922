#include "compiler/opt/answer.h"

namespace sextant::opt {

std::size_t FirstLane(const ir::Decision& decision, int32_t part) {
  std::size_t lane = 0;
  const std::size_t outputs = decision.outputs.size();
  const std::size_t end = part == ir::kReasonPart ? outputs : static_cast<std::size_t>(part);
  for (std::size_t i = 0; i < end; ++i) {
    lane += ir::PlacesOf(decision.outputs[i].width);
  }
  return lane;
}

std::size_t LaneCount(const ir::Decision& decision) {
  return FirstLane(decision, ir::kReasonPart) +
         (decision.has_reasons ? ir::PlacesOf(decision.reason_width) : 0);
}

}  // namespace sextant::opt
