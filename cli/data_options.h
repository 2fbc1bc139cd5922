#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "cli/strategy.h"
#include "compiler/ir/module.h"
#include "runtime/engine/engine.h"
#include "runtime/interp/bindings.h"
#include "runtime/io/input.h"

namespace sextant::cli {

// What every command that touches records is told: the strategy, the file, the run's parameters.
struct DataOptions {
  std::string file;
  std::vector<std::string> data;  // the records; the rows of lists as SOURCE=FILE
  std::string source;
  std::string as_of;
  std::vector<std::string> params;
  std::string state;
};

// Adds FILE, --source, --as-of and --param; --data too when `reads_data`.
void AddDataOptions(CLI::App& command, DataOptions& options, bool reads_data);

// A strategy ready to run.
struct Prepared {
  std::unique_ptr<driver::Compilation> compilation;
  interp::Bindings bindings;
  std::optional<int32_t> as_of;
  std::string data;     // the file of the records
  io::ListFiles lists;  // the files of the rows of lists, by their source

  const ir::Module& module() const { return *compilation->module; }
};

// Compiles the strategy and binds its parameters. Nothing, with everything said on stderr and
// `exit_code` set, when that cannot be done.
std::optional<Prepared> Prepare(const DataOptions& options, int& exit_code);

// A state file for a strategy without state.
Error NothingCarried(const std::string& option);

io::InputOptions InputOf(const DataOptions& options, const Prepared& prepared);

// The engine of that name (engine::EngineName).
Result<std::unique_ptr<engine::Engine>> EngineOf(const std::string& name, const Prepared& prepared);

}  // namespace sextant::cli
