#pragma once

#include <chrono>
#include <cstdint>

namespace sextant::cli {

// One line on a terminal, rewritten at most five times a second and wiped at the end. Shows nothing
// when stderr is not a terminal.
class ProgressLine {
 public:
  ProgressLine();
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  // `done` of `total` is the share shown; a total of 0 shows none.
  void Show(int64_t records, int64_t done, int64_t total);

 private:
  using Clock = std::chrono::steady_clock;
  bool on_terminal_;
  bool drawn_ = false;
  Clock::time_point start_;
  Clock::time_point last_{};
};

}  // namespace sextant::cli
