#pragma once

#include <cstdint>

#include "tests/differential/tally.h"
#include "tests/differential/trial.h"

namespace sextant::differential {

struct Options {
  uint64_t seed = 0;
  uint64_t seconds = 60;
  uint64_t records = 0;  // stop after so many; 0: by time alone
  int64_t program_records = 2000;
  int workers = 2;
  uint64_t shrink_seconds = 90;
  uint64_t most_findings = 20;  // then the run ends
  bool verbose = false;
};

// Generates, compiles and decides program `work.index`. A difference is shrunk and reported at
// once; a crash takes the process with it.
void RunProgram(const Options& options, Tally& tally, Tally::Work& work);

// Program `work.index` brought a worker down: finds the batch, shrinks and reports it. Every step
// that may crash runs in a process of its own.
void Investigate(const Options& options, Tally& tally, Tally::Work& work);

// Seconds of the steady clock.
uint64_t Now();

}  // namespace sextant::differential
