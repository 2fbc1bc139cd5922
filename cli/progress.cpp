#include "cli/progress.h"

#include <string>

#include <unistd.h>

#include <fmt/format.h>

#include "compiler/support/counted.h"

namespace sextant::cli {

ProgressLine::ProgressLine() : on_terminal_(isatty(STDERR_FILENO) != 0), start_(Clock::now()) {}

ProgressLine::~ProgressLine() {
  if (drawn_) {
    fmt::print(stderr, "\r\x1b[K");
  }
}

void ProgressLine::Show(int64_t records, int64_t done, int64_t total) {
  const auto now = Clock::now();
  if (!on_terminal_ || now - last_ < std::chrono::milliseconds(200)) {
    return;
  }
  last_ = now;
  drawn_ = true;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string share =
      total > 0
          ? fmt::format("  {:.0f}%", 100.0 * static_cast<double>(done) / static_cast<double>(total))
          : "";
  fmt::print(stderr, "\r\x1b[K{}{}  {:.1f} s", Counted(records, "record"), share, seconds);
}

}  // namespace sextant::cli
