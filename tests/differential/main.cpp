#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <random>

#include "tests/differential/generator.h"
#include "tests/differential/pool.h"

// Decides random records by random programs, with both engines, and compares the answers.
int main(int argc, char** argv) {
  using namespace sextant::differential;
  CLI::App app("Decides random records by random programs with both engines and compares");
  Options options;
  std::optional<uint64_t> seed, program;
  bool print = false, apart = false;
  app.add_option("--seed", seed, "of the whole run; drawn and printed when not given");
  app.add_option("--seconds", options.seconds, "how long to go on")->capture_default_str();
  app.add_option("--records", options.records, "end after so many record decisions");
  app.add_option("--program-records", options.program_records, "records for each program")
      ->capture_default_str();
  app.add_option("--workers", options.workers, "processes at work")
      ->capture_default_str()
      ->check(CLI::Range(1, static_cast<int>(kMostWorkers)));
  app.add_option("--shrink-seconds", options.shrink_seconds, "for making one finding small")
      ->capture_default_str();
  app.add_option("--findings", options.most_findings, "end after so many")->capture_default_str();
  app.add_option("--program", program, "run this program of the seed alone, in this process");
  app.add_flag("--print", print, "with --program: print the program");
  app.add_flag("--apart", apart,
               "with --program: every batch in a process of its own, as after a crash");
  app.add_flag("--verbose", options.verbose, "show why programs are refused");
  CLI11_PARSE(app, argc, argv);

  options.seed = seed.value_or(std::random_device()());
  fmt::print("seed {}\n", options.seed);
  std::fflush(stdout);
  Tally& tally = *MakeTally();
  if (program) {
    if (print) {
      fmt::print("{}\n", Print(Generator(MixSeeds(options.seed, *program)).Program()));
      std::fflush(stdout);
    }
    tally.work[0].index = *program;
    (apart ? Investigate : RunProgram)(options, tally, tally.work[0]);
  } else {
    RunPool(options, tally);
  }
  fmt::print("{}seed {}\n", PrintTally(tally), options.seed);
  constexpr uint64_t kRefusedInHundred = 1;
  const bool many_refused =
      tally.refused * 100 > kRefusedInHundred * (tally.refused + tally.programs);
  return tally.findings > 0 || (many_refused && !program) ? 1 : 0;
}
