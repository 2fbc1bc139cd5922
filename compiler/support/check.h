#pragma once

#include <string_view>

namespace sextant {

// Prints the place and the message to stderr and aborts: a defect of Sextant itself.
[[noreturn]] void CheckFailed(std::string_view file, int line, std::string_view condition,
                              std::string_view message);

}  // namespace sextant

// States what must hold if Sextant itself is right. Never used for what a user, a file or a
// record may cause.
#define SEXTANT_CHECK(condition, message)                                \
  do {                                                                   \
    if (!(condition)) {                                                  \
      ::sextant::CheckFailed(__FILE__, __LINE__, #condition, (message)); \
    }                                                                    \
  } while (false)
