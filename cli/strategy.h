#pragma once

#include <memory>
#include <string>

#include "cli/exit_codes.h"
#include "compiler/driver/compile.h"

namespace sextant::cli {

// Prints the error (and its hint) to stderr as `sextant: …`.
void PrintError(const Error& error);

// Prints every diagnostic to stderr, then a line that counts them when there is anything to count.
void PrintDiagnostics(const driver::Compilation& compilation);

// The strategy, checked and lowered; nothing, with everything said on stderr and `exit_code` set,
// when the file cannot be read or has errors. Warnings are printed unless `quiet`.
std::unique_ptr<driver::Compilation> LoadStrategy(const std::string& path, int& exit_code,
                                                  bool quiet = false);

}  // namespace sextant::cli
