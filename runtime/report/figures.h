#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/support/int128.h"
#include "runtime/report/summary.h"

// Figures as a person reads them.
namespace sextant::report {

// 1234567.50 as 1,234,567.50.
std::string Grouped(const std::string& digits);
std::string Grouped(int64_t number);
// count of total as `12.3%`; empty when there is no total.
std::string Share(int64_t count, int64_t total);
// A word of the column's type, or a sum of words: `12,500.00`, `5.25%`. Without the currency.
std::string Figure(const types::Type& type, Int128 word);
// The mean of an exact column, to two places more than it has, half to even.
std::string Mean(const types::Type& type, Int128 sum, int64_t count);
// The same without grouping and never as a percentage; empty without records.
std::string PlainMean(const types::Type& type, Int128 sum, int64_t count);

// What a column counts: its members' names, or the codes and texts of its decision's reasons.
struct Member {
  std::string name;
  std::string text;       // of a reason
  std::size_t index = 0;  // into ColumnSummary::counts
};
std::vector<Member> MembersOf(const ir::Module& module, std::size_t column);

// Columns a text takes on a terminal.
std::size_t DisplayWidth(const std::string& text);

}  // namespace sextant::report
