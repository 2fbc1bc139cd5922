#pragma once

#include <vector>

#include "tests/bench/card_book/book.h"
#include "tests/bench/engines/decide.h"

// The book and the answers as the engines know them: columns by name.
namespace sextant::bench::card_book {

MemoryBook RecordsOf(const Book& book);
std::vector<ExpectedColumn> Expected(const Answers& answers);

}  // namespace sextant::bench::card_book
