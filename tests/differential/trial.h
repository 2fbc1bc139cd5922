#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/differential/duel.h"
#include "tests/differential/random.h"
#include "tests/differential/table.h"
#include "tests/differential/tree.h"

namespace sextant::differential {

// Everything that leads to an answer. A case is replayed from the seed and index of its program.
struct Case {
  uint64_t seed = 0, index = 0;
  NodePtr program;
  Params params;
  Table table;
  Way way = Way::kWhole;
  Tuning tuning;
};

// How far a case came before it failed.
enum class Stage : uint8_t { kGenerate, kCompile, kPrepare, kDecide };
const char* StageText(Stage stage);

// What became of a case.
struct Outcome {
  enum Kind : uint8_t {
    kSame,
    kRefused,   // the checker does not accept the program
    kNotReady,  // no engine: parameters that do not fit, machine code that cannot be made
    kDiffers,
    kCrashed,
    kHung,
  };
  Kind kind = kSame;
  Stage stage = Stage::kGenerate;  // of a crash
  int signal = 0;                  // of a crash
  std::string text;                // of a difference, within this process only

  bool failed() const { return kind >= kDiffers; }
  bool LikeThat(const Outcome& other) const {
    return kind == other.kind && (kind == kDiffers || stage == other.stage);
  }
};

// Decides the case here and now; it may crash.
Outcome Run(const Case& one);
// The same in a child process, which may crash, or hang for longer than this much processor time.
Outcome RunApart(const Case& one, int patience_seconds = 20);

// Parameter values within their ranges, at times the ends.
Params DrawParams(const ir::Module& module, Random& random);
// How the machine code of a program is made, so that every way to cut a kernel is tried.
Tuning DrawTuning(Random& random);

}  // namespace sextant::differential
