#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"
#include "runtime/report/migration.h"

namespace sextant::report {

// What one output column amounts to over the accepted records.
struct ColumnSummary {
  // Enumerations and booleans: a member; reasons: a Module::reasons; rows: a row.
  std::vector<int64_t> counts;
  int64_t known = 0;    // records with a value, or with a list that is not empty
  int64_t missing = 0;  // the others
  int64_t values = 0;   // `known`, but every item of a list counts
  Int128 sum = 0;  // exact numbers, at the type's scale; 2^64 records cannot overflow it
  std::optional<int64_t> low, high;  // exact numbers, dates
  std::optional<double> real_low, real_high;
};

// What a run decided, counted. All figures are exact and do not depend on the order of the batches.
struct Totals {
  int64_t records = 0;
  int64_t decided = 0;
  int64_t rejected = 0;
  // By where (a field, a check, a decision) and kind: lines of the rejects.
  std::map<std::pair<std::string, std::string>, int64_t> rejects;
  std::vector<ColumnSummary> columns;  // one a Module::outputs entry
  std::vector<Migration> migrations;   // one a Module::state entry
};

// Counts the batches of a run. One Add may run at a time for each worker.
class Summary {
 public:
  Summary(const ir::Module& module, int workers);

  void Add(int worker, const abi::InputBatch& batch, const abi::DecisionBatch& decisions);
  Totals Merged() const;

 private:
  const ir::Module& module_;
  std::vector<Totals> parts_;  // one a worker
};

// How a column is summed up.
enum class Measure : uint8_t {
  kNone,     // the key, text
  kMembers,  // counts by member: enumerations, booleans
  kReasons,  // counts by reason
  kRows,     // counts by row: `.row` of a table
  kExact,    // sum, mean, smallest, largest
  kReal,     // smallest, largest: a sum of floats would depend on their order
  kDates,    // earliest, latest
};
Measure MeasureOf(const ir::Module& module, std::size_t column);
// The table whose row a column is; null for other columns.
const ir::Table* RowsOf(const ir::Module& module, std::size_t column);

// Beside the counts: what ran, and how fast.
struct RunFacts {
  std::string strategy;
  std::string data;
  std::string source;
  double seconds = 0;
  // How the rows of lists met their records.
  struct ListRows {
    std::string source;
    std::string list;
    int64_t rows = 0;
    int64_t without_record = 0;
  };
  std::vector<ListRows> lists = {};
  std::string program = {};  // its ir::Fingerprint, for the JSON; "" is not shown
};

// The report as aligned text for a person, and as JSON.
std::string RenderText(const ir::Module& module, const Totals& totals, const RunFacts& facts);
std::string RenderJson(const ir::Module& module, const Totals& totals, const RunFacts& facts);

}  // namespace sextant::report
