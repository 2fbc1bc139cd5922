#pragma once

#include <string>

namespace sextant::bench {

// Ends the program with a message: a benchmark that cannot do its work has nothing else to do.
[[noreturn]] void Fail(const std::string& message);

}  // namespace sextant::bench
