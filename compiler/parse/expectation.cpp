#include "compiler/parse/expectation.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <set>

namespace sextant::parse {
namespace {

// The grammar's tokens that are written as signs, or otherwise than their name in lower case.
struct Spelling {
  std::string_view token;
  std::string_view written;
};
constexpr Spelling kSpellings[] = {
    {"LEFT_BRACE", "{"},
    {"RIGHT_BRACE", "}"},
    {"LEFT_PAREN", "("},
    {"RIGHT_PAREN", ")"},
    {"LEFT_BRACKET", "["},
    {"RIGHT_BRACKET", "]"},
    {"COMMA", ","},
    {"SEMICOLON", ";"},
    {"COLON", ":"},
    {"ARROW", "->"},
    {"GIVES", "=>"},
    {"PIPE", "|"},
    {"RANGE", ".."},
    {"DOT", "."},
    {"PERCENT", "%"},
    {"PERMILLE", "‰"},
    {"PLUS", "+"},
    {"MINUS", "-"},
    {"STAR", "*"},
    {"SLASH", "/"},
    {"EQUAL", "="},
    {"NOT_EQUAL", "!="},
    {"LESS", "<"},
    {"LESS_EQUAL", "<="},
    {"GREATER", ">"},
    {"GREATER_EQUAL", ">="},
    {"NULL_WORD", "null"},
    {"PERCENT_WORD", "percent"},
    {"DAY", "days"},
    {"MONTH", "months"},
    {"YEAR", "years"},
    {"BASIS_POINT", "bp"},
    {"TEN_THOUSANDS", "万"},
    {"YUAN", "元"},
    {"TEN_THOUSANDS_OF_YUAN", "万元"},
};

// Tokens that stand for a whole kind.
constexpr Spelling kKinds[] = {
    {"EOF", "the end of the declaration"},    {"NUMBER", "a number"},
    {"TEXT", "text in double quotes"},        {"DATE", "a date"},
    {"CURRENCY", "a currency such as `CNY`"},
};

// Tokens that only carry an expression or a number on; they are never what was forgotten.
constexpr std::string_view kContinuations[] = {
    "PLUS",          "MINUS",    "STAR",        "SLASH",         "EQUAL",
    "NOT_EQUAL",     "LESS",     "LESS_EQUAL",  "GREATER",       "IS",
    "GREATER_EQUAL", "IN",       "NOT",         "WITHIN",        "HAS",
    "OTHERWISE",     "ROUNDED",  "LIMITED",     "CONVERTED",     "STARTS",
    "AND",           "OR",       "IMPLIES",     "WITH",          "DOT",
    "PERCENT",       "PERMILLE", "BASIS_POINT", "TEN_THOUSANDS", "YUAN",
    "CURRENCY",      "DAY",      "MONTH",       "YEAR",          "TEN_THOUSANDS_OF_YUAN",
};

constexpr std::string_view kConditionWords[] = {"when", "check", "and",     "or",
                                                "not",  "if",    "implies", "with"};

// Where the lines of a declaration stand, the grammar would only say `}`: its loops end at whatever
// begins no line. What the lines are is said here.
struct Body {
  std::string_view rule;
  const char* text;
  bool name;                         // whether a line begins with a name
  std::array<const char*, 3> words;  // what else one begins with
};
constexpr Body kBodies[] = {
    {"recordDecl", "a field such as `age : integer`, `check` or `}`", true, {"check"}},
    {"strategyOutputs", "an output such as `line : money CNY`, or `}`", true, {}},
    {"sourceDecl", "a field, a setting such as `dates`, or `}`", true, {"dates", "null"}},
    {"bandDecl", "a member such as `low below 5%`, or `}`", true, {}},
    {"scorecardDecl", "what is scored, such as `age { … }`, or `}`", true, {}},
    {"characteristic", "points such as `below 25: 5`, or `}`", true, {"below", "missing"}},
    {"strategyDecl", "`rule`, `otherwise`, `let` or `}`", false, {"rule", "otherwise", "let"}},
    {"decisionDecl", "`rule`, `let` or `}`", false, {"rule", "let"}},
    {"lifecycleDecl",
     "`stage`, `moves`, `other moves`, a minimum stay or `}`",
     true,
     {"stage", "moves", "other"}},
    {"testDecl",
     "`given`, `with param`, `assume`, `expect` or `}`",
     false,
     {"given", "assume", "expect"}},
    {"experimentDecl", "an arm such as `champion 90% : CreditLine`, or `}`", true, {}},
    {"offersDecl", "`offer` or `}`", false, {"offer"}},
    {"matrixDecl", "a row that begins with `|`, or `}`", false, {}},
    {"tableDecl", "`|` around a cell, or `}`", false, {}},
};

using Tokens = std::set<std::string>;

bool Has(const Tokens& tokens, const char* name) {
  return tokens.count(name) > 0;
}

template <std::size_t N>
const Spelling* Find(const Spelling (&spellings)[N], const std::string& token) {
  const auto found = std::find_if(std::begin(spellings), std::end(spellings),
                                  [&](const Spelling& s) { return s.token == token; });
  return found == std::end(spellings) ? nullptr : found;
}

std::string Spelled(const std::string& token) {
  if (const Spelling* spelling = Find(kSpellings, token)) {
    return std::string(spelling->written);
  }
  std::string word = token;
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return word;
}

std::string Shown(const std::string& token) {
  const Spelling* kind = Find(kKinds, token);
  return kind != nullptr ? std::string(kind->written) : "`" + Spelled(token) + "`";
}

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    out += i == 0 ? "" : i + 1 == parts.size() ? " or " : ", ";
    out += parts[i];
  }
  return out;
}

bool IsLanguageWord(const std::string& token) {
  const auto& words = LanguageWords();
  return std::find(words.begin(), words.end(), Spelled(token)) != words.end();
}

// What is left when all names, or all beginnings of a value, are named by one word.
void Remove(Tokens& from, bool names, bool values) {
  const Tokens name_parts = {"NAME", "QUOTED_NAME", "CURRENCY"};
  const Tokens value_parts = {"NUMBER", "DATE", "TEXT", "LEFT_PAREN", "MINUS"};
  for (auto it = from.begin(); it != from.end();) {
    const bool remove = (names && (IsLanguageWord(*it) || name_parts.count(*it) > 0)) ||
                        (values && value_parts.count(*it) > 0);
    it = remove ? from.erase(it) : std::next(it);
  }
}

const Body* BodyOf(const SyntaxError& error, const Tokens& expected) {
  if (error.rules.empty() || !Has(expected, "RIGHT_BRACE")) {
    return nullptr;
  }
  const auto body = std::find_if(std::begin(kBodies), std::end(kBodies), [&](const Body& body) {
    return error.rules.front() == body.rule;
  });
  return body == std::end(kBodies) ? nullptr : body;
}

void DescribeBody(const Body& body, Expectation& out) {
  out.text = body.text;
  out.name |= body.name;
  for (const char* word : body.words) {
    if (word != nullptr) {
      out.words.emplace_back(word);
    }
  }
}

std::string DescribeTokens(Tokens expected, const Expectation& what, const std::string& before) {
  if (expected == Tokens{"EOF"}) {
    return before == "}" ? "the end of the declaration"
                         : "an operator or the end of the declaration";
  }
  if (!what.value && (Has(expected, "STAR") || Has(expected, "ROUNDED"))) {
    for (const std::string_view token : kContinuations) {
      expected.erase(std::string(token));
    }
  }
  Remove(expected, what.name, what.value);
  std::vector<std::string> parts;
  if (what.value) {
    const bool condition = std::find(std::begin(kConditionWords), std::end(kConditionWords),
                                     before) != std::end(kConditionWords);
    parts.emplace_back(condition ? "a condition" : "a value");
  } else if (what.name) {
    parts.emplace_back("a name");
  }
  for (const std::string& token : expected) {
    parts.push_back(Shown(token));
  }
  return parts.empty() ? "an operator" : Joined(parts);
}

}  // namespace

const std::vector<std::string>& LanguageWords() {
  static const std::vector<std::string> words{
      "and",        "or",        "not",       "in",       "is",         "if",        "then",
      "else",       "when",      "otherwise", "because",  "missing",    "known",     "has",
      "of",         "from",      "to",        "with",     "within",     "before",    "after",
      "rounded",    "true",      "false",     "record",   "source",     "param",     "let",
      "band",       "lifecycle", "quadrant",  "matrix",   "scorecard",  "strategy",  "output",
      "key",        "check",     "optional",  "money",    "one",        "series",    "at",
      "least",      "most",      "above",     "below",    "up",         "for",       "dates",
      "null",       "separator", "percent",   "codes",    "first",      "match",     "stage",
      "rule",       "base",      "implies",   "absolute", "smallest",   "largest",   "sum",
      "average",    "count",     "any",       "none",     "ratio",      "last",      "item",
      "half",       "even",      "down",      "places",   "days",       "months",    "years",
      "bp",         "reasons",   "unique",    "collect",  "lowest",     "guarantee", "sample",
      "test",       "never",     "rises",     "falls",    "as",         "on",        "given",
      "assume",     "expect",    "fault",     "about",    "table",      "best",      "by",
      "encoding",   "list",      "dated",     "latest",   "frequent",   "distinct",  "keep",
      "while",      "formerly",  "moves",     "other",    "stay",       "stays",     "except",
      "remembered", "set",       "consents",  "flags",    "split",      "enum",      "limited",
      "converted",  "starts",    "salt",      "import",   "experiment", "effective",
      "decision",   "top",
      "partner",    "offers",    "offer",     "unless",   "worth",      "needs",     "consent",
      "hands",      "over",      "shared",    "budget",   "mix",        "spend",     "rank",
      "highest",    "since"};

  return words;
}

Expectation Describe(const SyntaxError& error, const std::string& before) {
  const Tokens expected(error.expected.begin(), error.expected.end());
  Expectation out;
  for (const std::string& token : expected) {
    out.words.push_back(Spelled(token));
  }
  out.name = Has(expected, "NAME");
  out.value = out.name && Has(expected, "NUMBER") && Has(expected, "LEFT_PAREN");
  const bool line = !error.rules.empty() && (error.rules.front() == "tableHeadLine" ||
                                             error.rules.front() == "tableRowLine");
  if (line) {
    out.text = "the end of the cell";
  } else if (const Body* body = BodyOf(error, expected)) {
    DescribeBody(*body, out);
  } else {
    out.text = DescribeTokens(expected, out, before);
  }
  return out;
}

}  // namespace sextant::parse
