#pragma once

#include <CLI/CLI.hpp>

// One function a command: it adds the command's options to `app` and arranges that `exit_code` is
// set when the command was chosen and has run.
namespace sextant::cli {

void AddCheck(CLI::App& app, int& exit_code);
void AddCompile(CLI::App& app, int& exit_code);
void AddRun(CLI::App& app, int& exit_code);
void AddDryRun(CLI::App& app, int& exit_code);
void AddExplain(CLI::App& app, int& exit_code);
void AddTest(CLI::App& app, int& exit_code);
void AddGenerate(CLI::App& app, int& exit_code);
void AddFmt(CLI::App& app, int& exit_code);

}  // namespace sextant::cli
