#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "runtime/abi/batch.h"
#include "tests/bench/engines/memory_book.h"
#include "tests/bench/engines/program.h"

namespace sextant::bench {

// Decides the first `rows` records in batches, on so many threads, and keeps all decisions, as the
// hand-written programs do. Giving `out` again saves its allocation.
void Decide(const Program& program, const MemoryBook& book, int64_t rows, int threads,
            std::vector<abi::DecisionBatch>& out);

// What an output has to be: whole numbers, element i for record i.
struct ExpectedColumn {
  std::string output;
  const void* values = nullptr;
  abi::Storage storage{};
};
// Ends the program unless it accepts the first `rows` records and gives them these answers.
// `engine` is for the message.
void RequireEqual(const std::string& engine, const Program& program, const MemoryBook& book,
                  int64_t rows, const std::vector<ExpectedColumn>& expected);

}  // namespace sextant::bench
