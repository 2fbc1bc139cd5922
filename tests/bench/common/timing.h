#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace sextant::bench {

using Clock = std::chrono::steady_clock;
double SecondsSince(Clock::time_point start);
double Median(std::vector<double> values);

// One way of doing the work that is compared. `records` is what one call decides.
struct Contender {
  std::string name;
  int64_t records;
  std::function<void()> work;
};

// Runs all contenders one after the other, `runs` times, after a round that is not timed. Gives the
// median nanoseconds a record by name: what disturbs the machine for a while disturbs all alike.
std::map<std::string, double> Interleave(const std::vector<Contender>& contenders, int runs);

}  // namespace sextant::bench
