#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "compiler/ir/module.h"
#include "runtime/abi/batch.h"

namespace sextant::differential {

// What is wrong with an answer by itself: counts that do not add up, a rejected record with a
// value, a value under a 0 bit; or nothing.
std::optional<std::string> BrokenShape(const ir::Module& module, const abi::InputBatch& batch,
                                       const abi::DecisionBatch& answer, const char* engine);

// The first difference between `part` and the records of `whole` that begin at `from`; or nothing.
std::optional<std::string> Difference(const ir::Module& module, const abi::DecisionBatch& whole,
                                      int64_t from, const abi::DecisionBatch& part);

// One record's answer as text, a line a column or reject.
std::string PrintAnswer(const ir::Module& module, const abi::DecisionBatch& answer, int64_t row);

}  // namespace sextant::differential
