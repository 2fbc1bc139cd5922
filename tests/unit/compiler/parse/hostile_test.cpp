#include <catch2/catch.hpp>
#include <random>

#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

// Parses, renders every finding and prints the tree: nothing of it may crash or hang.
std::size_t Survive(const std::string& text) {
  const Parsed parsed(text);
  for (const diag::Diagnostic& found : parsed.sink.Sorted()) {
    CHECK_FALSE(diag::Render(found, parsed.sources).empty());
  }
  ast::Print(parsed.tree);
  return parsed.sink.error_count();
}

std::string FirstCode(const std::string& text) {
  const std::vector<std::string> findings = Parsed(text).Findings();
  return findings.empty() ? "" : findings[0].substr(0, findings[0].find(':'));
}

TEST_CASE("a file without declarations says so") {
  CHECK(FirstCode("") == "E0001 1");
  CHECK(FirstCode(" \n\t# only a comment\n") == "E0001 1");
  CHECK(FirstCode("\xEF\xBB\xBF") == "E0001 1");
}

TEST_CASE("bytes that are not text") {
  CHECK(FirstCode("let x = \"\xff\"\n") == "E0002 1");
  CHECK(FirstCode("let x = \xC0\x80\n") == "E0002 1");      // overlong
  CHECK(FirstCode("let x = \xED\xA0\x80\n") == "E0002 1");  // a surrogate
  CHECK(FirstCode("let x = \xF0\x9F\x98") == "E0002 1");    // cut off
  CHECK(FirstCode(std::string("let x\0= 5\n", 10)) == "E0004 1");
  CHECK(FirstCode("let x = 5\rlet y = 6\n") == "E0004 1");
  CHECK(FirstCode("# a\u2028let x = 5\n") == "E0004 1");
}

TEST_CASE("marks of direction are refused, in comments and text as well") {
  CHECK(FirstCode("# a\u202Eb\n") == "E0003 1");
  CHECK(FirstCode("let x = \"\u2066\"\n") == "E0003 1");
}

TEST_CASE("invisible and odd characters outside text are named") {
  CHECK(FirstCode("let x\u200B = 5\n") == "E0007 1");
  CHECK(FirstCode("let x = 5 @@@ 3\n") == "E0007 1");
  CHECK(FirstCode("let e\u0301 = 5\n") == "E0008 1");
  CHECK(FirstCode("let `` = 5\n") == "E0132 1");
}

TEST_CASE("deep nesting is refused before it is parsed") {
  const std::size_t megabyte = 1u << 20;
  CHECK(FirstCode("let x = " + std::string(megabyte, '(')) == "E0110 1");
  CHECK(FirstCode("let x = " + std::string(megabyte, '{')) == "E0110 1");
  CHECK(FirstCode("let x = " + std::string(megabyte, '-') + "1") == "E0110 1");
  CHECK(FirstCode("let x = " + std::string(200, '(') + "1" + std::string(200, ')') + "\n").empty());
  CHECK(FirstCode("let x = " + std::string(201, '(') + "1" + std::string(201, ')') + "\n") ==
        "E0110 1");
}

std::string Repeat(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) {
    out += text;
  }
  return out;
}

TEST_CASE("long chains are refused without deep recursion") {
  CHECK(FirstCode("let x = 1" + Repeat(" + 1", 400) + "\n").empty());
  CHECK(FirstCode("let x = 1" + Repeat(" + 1", 50'000) + "\n") == "E0111 1");
  CHECK(FirstCode("let x = a" + Repeat(" or a", 50'000) + "\n") == "E0111 1");
  CHECK(FirstCode("let x = a" + Repeat(" implies a", 50'000) + "\n") == "E0110 1");
  CHECK(FirstCode("let x = " + Repeat("not ", 50'000) + "a\n") == "E0110 1");
  CHECK(FirstCode("let x = " + Repeat("if a then 1 else ", 50'000) + "2\n") == "E0110 1");
  CHECK(FirstCode("let x = " + Repeat("last 3 of ", 50'000) + "s\n") == "E0110 1");
  CHECK(FirstCode("let x = a" + Repeat(" otherwise a", 50'000) + "\n") == "E0111 1");
}

TEST_CASE("long names, texts and lines") {
  CHECK(Survive("let " + std::string(1u << 20, 'a') + " = 1\n") == 0);
  CHECK(Survive("let x = \"" + std::string(1u << 20, 'a') + "\"\n") == 0);
  CHECK(Survive("strateg" + std::string(1u << 20, 'y') + " S {}\n") == 1);
}

TEST_CASE("many mistakes stop at the limit of reports") {
  const Parsed parsed(Repeat("let x = )\n", 1000));
  CHECK(parsed.sink.Sorted().size() == diag::Sink::kMaxErrors);
}

TEST_CASE("random bytes") {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 200; ++i) {
      text += static_cast<char>(random() % 256);
    }
    CHECK(Survive(text) > 0);
  }
}

// Words and signs of the language in any order reach further than bytes do.
TEST_CASE("random words") {
  const std::vector<std::string> words = {
      "let",   "record", "strategy", "band",   "matrix", "when", "then",  "otherwise", "because",
      "rule",  "stage",  "in",       "is",     "not",    "and",  "or",    "of",        "with",
      "count", "x",      "5",        "5%",     "CNY",    "{",    "}",     "(",         ")",
      "|",     "..",     ",",        ":",      "=",      "->",   "\"t\"", "\n",        "\nlet",
      "+",     "-",      "/",        "months", "from",   "to",   "。",    "“",         "'",
      "==",    "1,000",  "`",        "@",      "key",    "if",   "else",  "missing",   "known"};
  std::mt19937 random(2);
  for (int round = 0; round < 300; ++round) {
    std::string text = "\nlet x = ";
    for (int i = 0; i < 40; ++i) {
      text += words[random() % words.size()] + " ";
    }
    Survive(text);
  }
}

TEST_CASE("a strategy cut off anywhere") {
  const std::string text =
      "record R key k {\n  k : integer in 0..9\n  m : money CNY at least 0 CNY optional\n"
      "  check m > 0 CNY because D1 \"额\"\n}\n"
      "source s for R { k from \"K_{1..2}\" in 0.01 codes { 1 -> a } }\n"
      "param p : rate = 5% in 1%..2%\n"
      "band B = k { low below 5; high otherwise }\n"
      "lifecycle L first match { stage a when none of s with it > 0 stage b otherwise }\n"
      "quadrant Q {\n  | B / L | a | b |\n  | low | c | d |\n}\n"
      "scorecard C base 3 { k { below 5: 1; otherwise: 2 } }\n"
      "strategy S -> { a : rate } first match {\n  let x = ratio(k, 2) otherwise 1\n"
      "  rule r when x in { 1, 2 } then a = 5% rounded down to 2 places\n  otherwise then a = "
      "0%\n}\n"
      "output { k, S }\n";
  for (std::size_t length = 0; length < text.size(); ++length) {
    INFO(length);
    Survive(text.substr(0, length));
  }
  CHECK(Survive(text) == 0);
}

TEST_CASE("everything cut off, and with a byte missing, at many places") {
  const std::string text = ReadFile("tests/unit/compiler/parse/everything.input");
  for (std::size_t at = 0; at < text.size(); at += 97) {
    INFO(at);
    Survive(text.substr(0, at));
    Survive(text.substr(0, at) + text.substr(at + 1));
  }
}

}  // namespace
}  // namespace sextant::parse
