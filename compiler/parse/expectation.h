#pragma once

#include <string>
#include <vector>

#include "compiler/parse/syntax_error.h"

namespace sextant::parse {

// What the grammar would have taken, in the analyst's terms.
struct Expectation {
  std::string text;                // "`then`", "a value", "a name, `,` or `}`"
  std::vector<std::string> words;  // the words of the language among it, for "did you mean"
  bool name = false;               // a name could stand there,
  bool value = false;              // or a value
};

// `before` is the word in front, "" if none: it tells a condition from a value.
Expectation Describe(const SyntaxError& error, const std::string& before);

// Every reserved and soft word of the language.
const std::vector<std::string>& LanguageWords();

}  // namespace sextant::parse
