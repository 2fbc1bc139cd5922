#include "cli/data_options.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "compiler/support/dates.h"

namespace sextant::cli {
namespace {

Status ParseAsOf(const DataOptions& options, const ir::Module& module,
                 std::optional<int32_t>& as_of) {
  if (!options.as_of.empty()) {
    as_of = ParseDate(options.as_of);
    if (!as_of) {
      return Error{fmt::format("--as-of is `{}`, which is not a date", options.as_of),
                   "write it as 2026-03-31"};
    }
    return {};
  }
  const bool in_data = std::any_of(module.sources.begin(), module.sources.end(),
                                   [](const auto& source) { return source.as_of.has_value(); });
  if (module.reads_as_of && !in_data) {
    return Error{"the strategy reads `as_of`, the date it decides for, and none is given",
                 "say which, for example --as-of 2026-03-31"};
  }
  return {};
}

Result<std::vector<std::pair<std::string, std::string>>> SplitParams(
    const std::vector<std::string>& given) {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const std::string& text : given) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{fmt::format("--param is `{}`, which gives no parameter a value", text),
                   "write it as --param name=value, for example --param risk_cutoff=4%"};
    }
    pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return pairs;
}

Result<interp::Bindings> BindParams(const DataOptions& options, const ir::Module& module) {
  auto pairs = SplitParams(options.params);
  if (!pairs) {
    return pairs.error();
  }
  return interp::Bind(module, *pairs);
}

Status CheckSource(const DataOptions& options, const ir::Module& module) {
  if (options.source.empty()) {
    return {};
  }
  std::vector<std::string> names;
  for (const ir::SourceLayout& source : module.sources) {
    if (source.name == options.source) {
      return {};
    }
    names.push_back(fmt::format("`{}`", source.name));
  }
  return Error{fmt::format("the strategy has no source `{}`", options.source),
               fmt::format("it has {}", fmt::join(names, ", "))};
}

// Those whose rows have, or may have, a file of their own.
std::set<std::string> ListSources(const ir::Module& module) {
  std::set<std::string> names;
  for (const ir::SourceLayout& source : module.sources) {
    for (const ir::SourceLayout& rows : source.lists) {
      if (rows.column.empty() || rows.or_file) {
        names.insert(rows.name);
      }
    }
  }
  return names;
}

// `--data accounts.csv --data card_ledger=transactions.csv`. What stands before the sign is a
// source only if the strategy has one of that name: file names may hold the sign, too.
Status SplitData(const DataOptions& options, Prepared& prepared) {
  const std::set<std::string> sources = ListSources(prepared.module());
  for (const std::string& data : options.data) {
    const std::size_t equals = data.find('=');
    const std::string name = equals == std::string::npos ? "" : data.substr(0, equals);
    if (sources.contains(name)) {
      if (!prepared.lists.emplace(name, data.substr(equals + 1)).second) {
        return Error{fmt::format("--data gives `{}` two files", name), "leave one of them out"};
      }
    } else if (prepared.data.empty()) {
      prepared.data = data;
    } else {
      return Error{
          fmt::format("--data gives the records two files, {} and {}", prepared.data, data),
          sources.empty()
              ? "leave one of them out"
              : fmt::format("the rows of a list are given by their source, as in --data "
                            "{}=FILE",
                            *sources.begin())};
    }
  }
  return prepared.data.empty() && !options.data.empty()
             ? Status(Error{"--data names no file for the records", "say --data FILE"})
             : Status();
}

}  // namespace

Error NothingCarried(const std::string& option) {
  return Error{option + " is given, and the strategy carries nothing from one period to the next",
               "leave it out; `remembered` decisions and life cycles with `moves` are carried"};
}

void AddDataOptions(CLI::App& command, DataOptions& options, bool reads_data) {
  command.add_option("FILE", options.file, "the strategy file")->required();
  if (reads_data) {
    command
        .add_option(
            "--data", options.data,
            "the records: .csv, .parquet, .arrow or .ndjson; `-` is standard input; the rows "
            "of a list as SOURCE=FILE")
        ->required()
        ->allow_extra_args(false);
    command.add_option("--state-in", options.state,
                       "what earlier periods left behind: the --state-out of the run before");
  }
  command.add_option("--source", options.source,
                     "the `source` block that describes the file, when there are several");
  command.add_option("--as-of", options.as_of, "the date decided for, as 2026-03-31");
  command
      .add_option("--param", options.params, "a parameter's value, as name=value; may be repeated")
      ->allow_extra_args(false);
}

std::optional<Prepared> Prepare(const DataOptions& options, int& exit_code) {
  Prepared prepared;
  prepared.compilation = LoadStrategy(options.file, exit_code);
  if (!prepared.compilation) {
    return std::nullopt;
  }
  auto bindings = BindParams(options, prepared.module());
  Status as_of = ParseAsOf(options, prepared.module(), prepared.as_of);
  Status source = CheckSource(options, prepared.module());
  if (source.ok() && !options.state.empty() && prepared.module().state.empty()) {
    source = NothingCarried("--state-in");
  }
  Status data = SplitData(options, prepared);
  if (!bindings || !as_of || !source || !data) {
    PrintError(!bindings ? bindings.error()
               : !as_of  ? as_of.error()
               : !source ? source.error()
                         : data.error());
    exit_code = kCommandLineWrong;
    return std::nullopt;
  }
  prepared.bindings = std::move(*bindings);
  return prepared;
}

io::InputOptions InputOf(const DataOptions& options, const Prepared& prepared) {
  io::InputOptions input;
  input.module = &prepared.module();
  input.path = prepared.data;
  input.lists = prepared.lists;
  input.source = options.source;
  input.as_of = prepared.as_of;
  input.state = options.state;
  return input;
}

Result<std::unique_ptr<engine::Engine>> EngineOf(const std::string& name,
                                                 const Prepared& prepared) {
  engine::Tuning tuning;
  tuning.improved = [](const Status& status) {
    if (status.ok()) {
      spdlog::info("machine code has taken over");
    } else {
      spdlog::warn("there is no machine code, and the run goes on without: {}",
                   status.error().message);
    }
  };
  return engine::MakeEngine(*engine::EngineNamed(name), prepared.module(),
                            prepared.compilation->sources, prepared.bindings, tuning);
}

}  // namespace sextant::cli
