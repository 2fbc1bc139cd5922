#include "compiler/opt/quotient.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace sextant::opt {

Int128 Factor::reach() const {
  return divisor == 1 ? std::numeric_limits<int64_t>::max() / size()
                      : std::min(kSmallFactor, (Int128{1} << 62) / size() * divisor);
}

std::optional<Factor> SmallFactor(Int128 power, Int128 divisor) {
  if (divisor < 0) {
    power = -power;
    divisor = -divisor;
  }
  const Int128 shared = std::gcd(power, divisor);
  const Factor factor{power / shared, divisor / shared};
  const bool small = factor.size() < kSmallFactor && factor.divisor < kSmallFactor &&
                     factor.size() * factor.divisor < kSmallFactor;
  return small ? std::optional(factor) : std::nullopt;
}

}  // namespace sextant::opt
