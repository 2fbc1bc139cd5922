#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/ir/module.h"

// What `sextant test` runs: programs of their own, made of a strategy and one of its tests. Nothing
// of it is part of the program that decides customers.
namespace sextant::ir {

// One cell of a record: a stored word (of a float its bits), or a text.
struct Given {
  bool known = false;
  int64_t word = 0;
  std::string text;
};

// The row of a list: one cell a List::slots.
using GivenRow = std::vector<Given>;
struct GivenRecord {
  std::vector<Given> cells;                  // one a Module::slots
  std::vector<std::vector<GivenRow>> lists;  // by Module::lists
};

// A value to be shown when an expectation fails: one side of its comparison.
struct Shown {
  std::string text;  // as written
  std::vector<InstId> values;  // one, or one an item of a series
  bool series = false;
};

// What a column that is a list has to be: all of the items in order, or one that it has. Reasons
// are given by their codes.
struct ListExpectation {
  int32_t column = -1;
  std::string name;  // "NextBest.reasons"
  bool has = false;
  bool negated = false;
  std::vector<Given> items;
};
struct Expectation {
  int32_t condition = -1;  // the output column that has to be true; -1: none
  std::vector<Shown> shown;
  std::optional<ListExpectation> list;
  int32_t reason_column = -1;  // the output column whose reason has to be `reason`
  std::string reason;
  std::string fault;  // the code of the fault that rejects the record; "": it has to be accepted
  std::string where;  // where it has to happen; "" anywhere
  source::Span where_span;  // the lines it has to happen on, when `where` is a let
  source::Span span;
};

// A strategy with one record. Its outputs are the strategy's own and then what is expected; what
// the test assumes stands in the place of what it names.
struct TestCase {
  std::string name;
  source::Span span;
  Module module;
  GivenRecord record;
  std::vector<std::optional<int64_t>> params;
  std::vector<Expectation> expectations;
};

// A strategy with one output more: what never rises (or never falls) as `field` does. Records that
// any other output rejects are no counter-examples.
struct TrendCase {
  std::string name;
  source::Span span;
  source::Span value_span;  // what never rises, as written
  Module module;
  uint32_t field = 0;
  uint32_t slot = 0;  // of the field
  bool never_rises = true;
};

}  // namespace sextant::ir
