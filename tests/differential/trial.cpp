#include "tests/differential/trial.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bit>
#include <csignal>
#include <cstdio>

#include "compiler/support/check.h"
#include "compiler/support/dates.h"

namespace sextant::differential {
namespace {

// Child processes exit with this plus the kind, which no sanitizer does.
constexpr int kFirstStatus = 70;

std::unique_ptr<driver::Compilation> Compile(const Case& one) {
  return driver::CompileText("program.sxt", Print(one.program));
}

// Notes how far the case came, for a parent that sees it crash.
Outcome RunNoting(const Case& one, volatile uint8_t* stage) {
  *stage = static_cast<uint8_t>(Stage::kCompile);
  const auto compilation = Compile(one);
  if (compilation->sink.has_errors() || !compilation->module) {
    return {Outcome::kRefused, Stage::kCompile, 0, ""};
  }
  *stage = static_cast<uint8_t>(Stage::kPrepare);
  const auto duel = Duel::Make(*compilation, one.params, one.tuning);
  if (!duel.ok()) {
    return {Outcome::kNotReady, Stage::kPrepare, 0, duel.error().message};
  }
  *stage = static_cast<uint8_t>(Stage::kDecide);
  const Batch batch(*compilation->module, one.table);
  (*duel)->Reference(batch.input());
  auto difference = (*duel)->Differs(batch.input(), one.way);
  return difference ? Outcome{Outcome::kDiffers, Stage::kDecide, 0, *difference} : Outcome{};
}

}  // namespace

const char* StageText(Stage stage) {
  switch (stage) {
    case Stage::kGenerate:
      return "generating";
    case Stage::kCompile:
      return "compiling";
    case Stage::kPrepare:
      return "making the engines";
    case Stage::kDecide:
      return "deciding";
  }
  return "";
}

Outcome Run(const Case& one) {
  uint8_t stage = 0;
  return RunNoting(one, &stage);
}

Outcome RunApart(const Case& one, int patience_seconds) {
  static volatile uint8_t* const stage = static_cast<volatile uint8_t*>(
      mmap(nullptr, 1, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const pid_t child = fork();
  SEXTANT_CHECK(child >= 0, "no more processes");
  if (child == 0) {
    const itimerval patience{{0, 0}, {patience_seconds, 0}};
    setitimer(ITIMER_PROF, &patience, nullptr);
    if (std::freopen("/dev/null", "w", stderr) == nullptr) {
      _exit(kFirstStatus + Outcome::kNotReady);
    }
    _exit(kFirstStatus + RunNoting(one, stage).kind);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int kind = WIFEXITED(status) ? WEXITSTATUS(status) - kFirstStatus : -1;
  if (kind >= 0 && kind <= Outcome::kDiffers) {
    return {static_cast<Outcome::Kind>(kind), Stage::kDecide, 0, ""};
  }
  const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;  // 0: a sanitizer's exit
  return {signal == SIGPROF ? Outcome::kHung : Outcome::kCrashed, static_cast<Stage>(*stage),
          signal, ""};
}

namespace {

std::string ParamText(const ir::Module& module, const ir::Param& param, Random& random) {
  using types::Kind;
  if (param.type.kind == Kind::kFloat) {
    const double low = param.float_low.value_or(-4), high = param.float_high.value_or(low + 8);
    const double inner = low + (high - low) * random.Pick({0.25, 0.5, random.Unit()});
    return fmt::format("{:.6f}", inner);
  }
  int64_t low = param.low.value_or(param.default_word), high = param.high.value_or(low);
  if (param.type.kind == Kind::kEnum || param.type.kind == Kind::kBool) {
    const bool is_enum = param.type.kind == Kind::kEnum;
    const std::size_t count = is_enum ? module.enums.get(param.type.enumeration).members.size() : 2;
    low = 0;
    high = static_cast<int64_t>(count) - 1;
  } else if (!param.high) {
    high = low + 40;
  }
  const int64_t word = random.Chance(30) ? random.Pick({low, high}) : random.Between(low, high);
  return types::FormatValue(param.type, module.enums, word);
}

}  // namespace

Params DrawParams(const ir::Module& module, Random& random) {
  for (int attempt = 0; attempt < 8; ++attempt) {
    Params params;
    for (const ir::Param& param : module.params) {
      if (random.Chance(60)) {
        params.emplace_back(param.name, ParamText(module, param, random));
      }
    }
    if (interp::Bind(module, params).ok()) {
      return params;
    }
  }
  return {};
}

Tuning DrawTuning(Random& random) {
  Tuning tuning;
  tuning.cpu = random.Pick({"", "", "", "x86-64-v2", "x86-64-v3"});
  tuning.longest_function = random.Pick({0u, 0u, 0u, 40u, 200u});
  tuning.foreign_every_nth = random.Pick({0u, 0u, 0u, 1u, 2u, 3u, 7u});
  tuning.quick = random.Chance(50);
  tuning.streaming = random.Chance(20);
  tuning.mixed_layout = random.Pick({0u, 0u, 1u, 2u, 3u, 4u});
  return tuning;
}

}  // namespace sextant::differential
