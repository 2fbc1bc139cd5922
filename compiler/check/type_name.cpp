#include "compiler/check/type_name.h"

namespace sextant::check {
namespace {

// What other languages and tools call our types.
struct Alias {
  const char* word;
  const char* ours;
};
constexpr Alias kAliases[] = {
    {"int", "integer"},        {"long", "integer"},
    {"bigint", "integer"},     {"number", "decimal(4)"},
    {"numeric", "decimal(4)"}, {"double", "float"},
    {"real", "float"},         {"bool", "boolean"},
    {"string", "text"},        {"varchar", "text"},
    {"str", "text"},           {"percent", "rate"},
    {"percentage", "rate"},    {"amount", "money CNY"},
    {"enum", "one of { … }"},  {"category", "one of { … }"},
    {"datetime", "date"},      {"timestamp", "date"},
};

std::string Suggestion(const Context& context, const std::string& word) {
  for (const Alias& alias : kAliases) {
    if (word == alias.word) {
      return alias.ours;
    }
  }
  std::vector<std::string> words{"money",   "one of",  "series of", "list of", "set of",
                                 "integer", "decimal", "rate",      "float",   "boolean",
                                 "date",    "text",    "days",      "months"};
  for (const auto& [name, id] : context.enums) {
    words.push_back(name);
  }
  return diag::Nearest(word, words);
}

}  // namespace

std::string UnknownTypeHint(const Context& context, const std::string& word) {
  const std::string suggestion = Suggestion(context, word);
  if (!suggestion.empty()) {
    return "did you mean `" + suggestion + "`?";
  }
  return "types are integer, decimal(n), money CNY, rate, float, boolean, date, text, days, "
         "months, one of { … }, set of { … }, series of n …, list of … and the names of "
         "enumerations";
}

}  // namespace sextant::check
