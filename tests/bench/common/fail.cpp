#include "tests/bench/common/fail.h"

#include <cstdlib>
#include <iostream>

namespace sextant::bench {

void Fail(const std::string& message) {
  std::cerr << message << "\n";
  std::exit(1);
}

}  // namespace sextant::bench
