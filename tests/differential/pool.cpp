#include "tests/differential/pool.h"

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>
#include <vector>

#include "compiler/support/check.h"

namespace sextant::differential {
namespace {

class Pool {
 public:
  Pool(const Options& options, Tally& tally)
      : options_(options), tally_(tally), end_(Now() + options.seconds) {}

  void Run() {
    for (int i = 0; i < options_.workers; ++i) {
      children_.push_back(Start(i));
    }
    for (std::size_t alive = children_.size(); alive > 0;) {
      alive = 0;
      for (std::size_t i = 0; i < children_.size(); ++i) {
        alive += Watch(static_cast<int>(i)) ? 1 : 0;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
  }

 private:
  bool Done() const {
    return Now() >= end_ || (options_.records > 0 && tally_.records >= options_.records) ||
           tally_.findings >= options_.most_findings;
  }

  pid_t Fork(int worker) {
    std::fflush(stdout);
    const pid_t child = fork();
    SEXTANT_CHECK(child >= 0, "no more processes");
    if (child == 0) {
      Loop(worker);
      std::fflush(stdout);
      _exit(0);
    }
    return child;
  }

  pid_t Start(int worker) {
    tally_.work[worker].until = 0;
    return Fork(worker);
  }

  void Loop(int worker) {
    Tally::Work& work = tally_.work[worker];
    if (look_into_) {
      work.looking = 1;
      Investigate(options_, tally_, work);
      work.looking = 0;
    }
    while (!Done()) {
      work.index = tally_.next++;
      RunProgram(options_, tally_, work);
      work.until = 0;
    }
  }

  // Whether the worker still runs. One that ended before its time is replaced.
  bool Watch(int worker) {
    pid_t& child = children_[worker];
    if (child == 0) {
      return false;
    }
    int status = 0;
    if (waitpid(child, &status, WNOHANG) == 0) {
      StopHung(worker);
      return true;
    }
    child = 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      return false;
    }
    fmt::print("program {} brought its process down (status {:#x})\n",
               tally_.work[worker].index.load(), status);
    Counter& looking = tally_.work[worker].looking;
    look_into_ = looking == 0;
    tally_.findings += looking;  // looking into it failed as well
    looking = 0;
    child = Start(worker);
    look_into_ = false;
    return true;
  }

  void StopHung(int worker) {
    const uint64_t until = tally_.work[worker].until;
    if (until != 0 && Now() > until) {
      kill(children_[worker], SIGKILL);
    }
  }

  const Options& options_;
  Tally& tally_;
  uint64_t end_;
  std::vector<pid_t> children_;
  bool look_into_ = false;
};

}  // namespace

void RunPool(const Options& options, Tally& tally) {
  Pool(options, tally).Run();
}

}  // namespace sextant::differential
