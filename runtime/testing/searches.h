#pragma once

#include <memory>

#include "runtime/testing/search.h"

// The two kinds of search. Each is asked for one batch of records at a time.
namespace sextant::testing {

class GuaranteeSearch {
 public:
  virtual ~GuaranteeSearch() = default;
  // Whether there is nothing left to search for.
  virtual bool done() const = 0;
  // Decides one more batch, and adds what it finds.
  virtual void Step(SearchReport& report) = 0;
};

// The conditions among the guarantees: a record that breaks one is rejected for it.
Result<std::unique_ptr<GuaranteeSearch>> SearchConditions(const ir::Module& module,
                                                          const source::Manager& sources,
                                                          const SearchOptions& options);

// One trend: pairs of records that differ in one field.
Result<std::unique_ptr<GuaranteeSearch>> SearchTrend(const ir::TrendCase& trend,
                                                     const source::Manager& sources,
                                                     const SearchOptions& options);

}  // namespace sextant::testing
