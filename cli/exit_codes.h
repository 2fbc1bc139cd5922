#pragma once

namespace sextant::cli {

// What the program's exit status says; shown in `sextant --help`.
enum ExitCode : int {
  kDone = 0,
  kStrategyWrong = 1,     // the strategy file has errors
  kCommandLineWrong = 2,  // unknown option, missing argument, parameter out of range
  kDataFailed = 3,        // a file or the machine failed
  kLimitPassed = 4,       // done, but more rejects than --max-rejects allows
  kTestsFailed = 5,       // a test failed, or a guarantee has a counter-example
  kNotFormatted = 6,      // fmt --check: a file is not laid out as fmt would
};

}  // namespace sextant::cli
