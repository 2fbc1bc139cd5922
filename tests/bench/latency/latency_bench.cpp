// How long one strategy takes from its text to its first decision, with one engine, in this
// process, which has compiled nothing before; or, with --one-record, what one decision costs then.
// Prints one JSON object; tests/bench/run calls it again and again and takes the medians.
#include <fstream>
#include <memory>
#include <sstream>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "runtime/interp/bindings.h"
#include "tests/bench/common/fail.h"
#include "tests/bench/common/timing.h"
#include "tests/bench/engines/program.h"
#include "tests/bench/latency/one_record.h"

namespace sextant::bench {
namespace {

std::string ReadText(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) {
    Fail("cannot read " + path);
  }
  return text.str();
}

const EngineChoice& ChoiceOf(const std::vector<EngineChoice>& engines, const std::string& name) {
  for (const EngineChoice& choice : engines) {
    if (choice.name == name) {
      return choice;
    }
  }
  Fail("no engine `" + name + "`");
}

int Main(int argc, char** argv) {
  std::string path, name = "jit";
  int decisions = 0;
  CLI::App app{"Times a strategy from its text to its first decision"};
  app.add_option("strategy", path, "the strategy file")->required();
  app.add_option("--engine", name, "the engine");
  app.add_option("--one-record", decisions, "then decide so many records, one a call")
      ->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);

  const std::vector<EngineChoice> engines = Engines();
  const EngineChoice& choice = ChoiceOf(engines, name);
  const std::string text = ReadText(path);
  const auto start = Clock::now();
  const Program program = Program::FromText(path, text, choice.kind);
  const double ready = SecondsSince(start);
  OneRecord record(program.module());
  abi::DecisionBatch out;
  program.engine().Decide(record.batch(), out);
  const double decided = SecondsSince(start);
  nlohmann::json report{{"ready_ms", ready * 1e3}, {"first_decision_ms", decided * 1e3}};
  if (decisions > 0) {
    const auto from = Clock::now();
    for (int i = 0; i < decisions; ++i) {
      program.engine().Decide(record.batch(), out);
    }
    report["ns_per_record"] = SecondsSince(from) * 1e9 / decisions;
  }
  fmt::print("{}\n", report.dump());
  return 0;
}

}  // namespace
}  // namespace sextant::bench

int main(int argc, char** argv) {
  return sextant::bench::Main(argc, argv);
}
