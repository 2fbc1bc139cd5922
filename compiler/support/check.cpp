#include "compiler/support/check.h"

#include <cstdio>
#include <cstdlib>

namespace sextant {

void CheckFailed(std::string_view file, int line, std::string_view condition,
                 std::string_view message) {
  std::fprintf(stderr, "sextant: internal error: %.*s [%.*s] at %.*s:%d\n",
               static_cast<int>(message.size()), message.data(), static_cast<int>(condition.size()),
               condition.data(), static_cast<int>(file.size()), file.data(), line);
  std::abort();
}

}  // namespace sextant
