#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/bench/engines/decide.h"
#include "tests/bench/twelve_rules/book.h"

// The book and the answers as the engines know them: columns by name.
namespace sextant::bench::twelve_rules {

std::map<std::string, MemoryColumn> Columns(const Input& in);
std::map<std::string, MemoryColumn> AnswerColumns(const Answers& answers);
// `int32`, as the peers' scripts call it.
std::string TypeName(abi::Storage storage);

// No rule reads the key, so any column will do for it.
MemoryBook RecordsOf(const Book& book);
std::vector<ExpectedColumn> Expected(const Answers& answers);
bool Equal(const Answers& a, const Answers& b, int64_t rows);

}  // namespace sextant::bench::twelve_rules
