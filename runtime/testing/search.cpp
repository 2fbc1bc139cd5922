#include "runtime/testing/search.h"

#include <algorithm>
#include <chrono>

#include "runtime/testing/searches.h"

namespace sextant::testing {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Result<SearchReport> Search(const ir::Module& module, const std::vector<ir::TrendCase>& trends,
                            const source::Manager& sources, const SearchOptions& options) {
  SearchReport report;
  const std::size_t searches = trends.size() + (module.guarantees.empty() ? 0 : 1);
  const auto share = std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
      options.seconds / static_cast<double>(std::max<std::size_t>(searches, 1))));
  const auto run = [&](Result<std::unique_ptr<GuaranteeSearch>> search) -> Status {
    if (!search) {
      return search.error();
    }
    for (const auto end = Clock::now() + share; Clock::now() < end && !search.value()->done();) {
      search.value()->Step(report);
    }
    return {};
  };
  if (!module.guarantees.empty()) {
    if (const Status status = run(SearchConditions(module, sources, options)); !status) {
      return status.error();
    }
  }
  for (const ir::TrendCase& trend : trends) {
    if (const Status status = run(SearchTrend(trend, sources, options)); !status) {
      return status.error();
    }
  }
  for (const ir::Guarantee& guarantee : module.guarantees) {
    report.searched.push_back(guarantee.name);
  }
  for (const ir::TrendCase& trend : trends) {
    report.searched.push_back(trend.name);
  }
  return report;
}

}  // namespace sextant::testing
