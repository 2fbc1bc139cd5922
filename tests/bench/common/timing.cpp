#include "tests/bench/common/timing.h"

#include <algorithm>

namespace sextant::bench {

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

std::map<std::string, double> Interleave(const std::vector<Contender>& contenders, int runs) {
  std::map<std::string, std::vector<double>> times;
  for (int run = -1; run < runs; ++run) {
    for (const Contender& contender : contenders) {
      const auto start = Clock::now();
      contender.work();
      if (run >= 0) {
        times[contender.name].push_back(SecondsSince(start) * 1e9 /
                                        static_cast<double>(contender.records));
      }
    }
  }
  std::map<std::string, double> medians;
  for (auto& [name, values] : times) {
    medians[name] = Median(std::move(values));
  }
  return medians;
}

}  // namespace sextant::bench
