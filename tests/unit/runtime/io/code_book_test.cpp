#include "runtime/io/code_book.h"

#include <catch2/catch.hpp>

using namespace sextant;
using io::CodeBook;

TEST_CASE("codes written as numbers are compared by value, texts exactly") {
  const CodeBook book = CodeBook::OfCodes(
      {{"1", true, 0}, {"2", true, 1}, {"S", false, 2}, {"007", false, 3}, {"-5", true, 4}});
  for (const char* one : {"1", "1.0", "1e0", " 1", "+1", "01", "0.1e1"}) {
    INFO(one);
    CHECK(book.Find(one) == 0);
  }
  CHECK(book.Find("2.000") == 1);
  CHECK(book.Find("S") == 2);
  CHECK(!book.Find("s"));
  CHECK(!book.Find(" S"));
  CHECK(book.Find("007") == 3);
  CHECK(!book.Find("7"));
  CHECK(book.Find("-5.0") == 4);
  CHECK(!book.Find("1.5"));
  CHECK(!book.Find(""));
  CHECK(!book.Find("0"));
}

TEST_CASE("without codes a cell holds the member's name") {
  const CodeBook book = CodeBook::OfMembers({"married", "single", "x"});
  CHECK(book.Find("married") == 0);
  CHECK(book.Find("x") == 2);
  CHECK(!book.Find("Married"));
  CHECK(!book.Find("marrie"));
}

TEST_CASE("booleans are true or false in any case, 1 or 0") {
  const CodeBook book = CodeBook::OfBooleans();
  for (const char* yes : {"true", "TRUE", "True", "1"}) {
    CHECK(book.Find(yes) == 1);
  }
  for (const char* no : {"false", "FALSE", "0"}) {
    CHECK(book.Find(no) == 0);
  }
  for (const char* neither : {"yes", "t", "2", "", "truee", "01"}) {
    CHECK(!book.Find(neither));
  }
}
