// Programs too large to keep in files: each limit ends in a diagnostic, never in a crash.

#include <catch2/catch.hpp>

#include <string>

#include "tests/lang/show.h"

namespace sextant::lang {
namespace {

const std::string kRecord = "record Customer key id {\n  id : text\n  x  : integer in 0..9\n}\n\n";

bool Says(const std::string& code, const std::string& text) {
  return Show("big.sxt", text).text.find("[" + code + "]") != std::string::npos;
}

std::string Repeated(const std::string& text, int count) {
  std::string all;
  for (int i = 0; i < count; ++i) {
    all += text;
  }
  return all;
}

TEST_CASE("a file of more than 16 MiB is not read") {
  CHECK(Says("E0005",
             kRecord + Repeated("# a comment of forty-eight characters a line, ..\n", 360'000)));
}

TEST_CASE("a file of more than two million words is not read") {
  CHECK(Says("E0006", kRecord + "let a = x" + Repeated("+x", 1'100'000) + "\n"));
}

TEST_CASE("nesting ends at a limit") {
  CHECK(Says("E0110",
             kRecord + "let a = " + Repeated("(", 100'000) + "x" + Repeated(")", 100'000) + "\n"));
}

TEST_CASE("a chain of operations ends at a limit") {
  CHECK(Says("E0111", kRecord + "let a = x" + Repeated(" + x", 5'000) + "\n"));
}

// Each let needs the next one, so the first one needs all of them at once.
std::string Descending(int count) {
  std::string text = kRecord;
  for (int i = 0; i < count; ++i) {
    text += "let a" + std::to_string(i) + " = a" + std::to_string(i + 1) + " + 1\n\n";
  }
  return text + "let a" + std::to_string(count) + " = x\n\noutput { a0 }\n";
}

TEST_CASE("definitions that are written before what they need end at a limit") {
  CHECK(Show("deep.sxt", Descending(300)).text.empty());
  CHECK(Says("E0214", Descending(20'000)));
}

TEST_CASE("definitions that are written after what they need have no limit") {
  std::string text = kRecord + "let a0 = x\n\n";
  for (int i = 1; i <= 5'000; ++i) {
    text += "let a" + std::to_string(i) + " = a" + std::to_string(i - 1) + " + 1\n\n";
  }
  CHECK(Show("long.sxt", text + "output { a5000 }\n").text.empty());
}

}  // namespace
}  // namespace sextant::lang
