#include <CLI/CLI.hpp>
#include <random>

#include <fmt/format.h>

#include "tests/differential/generator.h"
#include "tests/format/same.h"
#include "tests/format/scramble.h"

// Formats random programs, as they are written and scrambled.
namespace sextant::formatted {
namespace {

std::string WhatBreaks(const std::string& program, uint64_t seed, bool* parsed) {
  const std::string broken = WhatFormattingBreaks(program, parsed);
  return broken.empty() && *parsed ? WhatScramblingBreaks(program, seed) : broken;
}

int Run(uint64_t seed, uint64_t first, uint64_t programs, bool print) {
  fmt::print("seed {}\n", seed);
  uint64_t formatted = 0, wrong = 0;
  for (uint64_t i = first; i < first + programs; ++i) {
    const uint64_t mixed = differential::MixSeeds(seed, i);
    const std::string program = differential::Print(differential::Generator(mixed).Program());
    bool parsed = false;
    const std::string broken = WhatBreaks(program, mixed, &parsed);
    formatted += parsed ? 1 : 0;
    if (print) {
      fmt::print("{}\n---\n{}\n", program, Scramble(program, mixed, Noise::kComments));
    }
    if (!broken.empty() && ++wrong <= 10) {
      fmt::print("program {}: {}\n", i, broken);
    }
  }
  fmt::print("{} programs formatted of {}, {} wrong; seed {}\n", formatted, programs, wrong, seed);
  return wrong > 0 || formatted == 0 ? 1 : 0;
}

}  // namespace
}  // namespace sextant::formatted

int main(int argc, char** argv) {
  CLI::App app("Formats random programs and compares what they mean before and after");
  uint64_t seed = std::random_device()();
  uint64_t programs = 300, first = 0;
  bool print = false;
  app.add_option("--seed", seed, "of the whole run; drawn and printed when not given");
  app.add_option("--programs", programs, "how many")->capture_default_str();
  app.add_option("--first", first, "the number of the first")->capture_default_str();
  app.add_flag("--print", print, "show each program and how it was scrambled");
  CLI11_PARSE(app, argc, argv);
  return sextant::formatted::Run(seed, first, programs, print);
}
