#include <catch2/catch.hpp>

#include <random>

#include "runtime/io/csv_rows.h"
#include "tests/unit/runtime/io/csv_reference.h"

// The reader of CSV against Arrow's, on texts that are made to be hard.

using namespace sextant;

namespace {

class Dice {
 public:
  explicit Dice(uint64_t seed) : engine_(seed) {}
  std::size_t Below(std::size_t end) { return engine_() % end; }
  bool OneIn(std::size_t n) { return Below(n) == 0; }
  template <class T, std::size_t N>
  const T& Of(const T (&things)[N]) {
    return things[Below(N)];
  }

 private:
  std::mt19937_64 engine_;
};

// Numbers in all their forms, and what only looks like one.
std::string Number(Dice& dice) {
  static const char* const kOdd[] = {"",
                                     "-",
                                     "+5",
                                     ".5",
                                     "5.",
                                     ".",
                                     "-.",
                                     "--1",
                                     "1-",
                                     "5e+05",
                                     "1E2",
                                     "1e-1",
                                     "e5",
                                     "1e",
                                     "5e+0x",
                                     "1_000",
                                     "1 0",
                                     " 7",
                                     "7\t",
                                     "-0",
                                     "0",
                                     "00012",
                                     "+",
                                     "1.2.3",
                                     "0x10",
                                     "NA",
                                     "12.345",
                                     "-12.30",
                                     "1..2",
                                     "/",
                                     ":",
                                     "1:",
                                     "99999999999999999999",
                                     "1e400",
                                     "9223372036854775807",
                                     "-9223372036854775808",
                                     "92233720368547758.07",
                                     "92233720368547758.08",
                                     "0.000000000000000000001",
                                     "100000000.00",
                                     "1234567890123456",
                                     "123456789012345678",
                                     "\xd9\xa3"};
  if (dice.OneIn(4)) {
    return dice.Of(kOdd);
  }
  std::string text = dice.OneIn(3) ? "-" : "";
  for (std::size_t digits = dice.Below(19) + 1; digits > 0; --digits) {
    text.push_back(static_cast<char>('0' + dice.Below(10)));
    if (dice.OneIn(15)) {
      text.push_back('.');
    }
  }
  return text;
}

std::string Quoted(const std::string& cell) {
  std::string text = "\"";
  for (const char c : cell) {
    text += c == '"' ? "\"\"" : std::string(1, c);
  }
  return text + "\"";
}

std::string Text(Dice& dice) {
  static const char* const kPieces[] = {"a",
                                        "bc",
                                        "\"",
                                        "\"\"",
                                        "\n",
                                        "\r\n",
                                        "\r",
                                        ",",
                                        "é",
                                        " ",
                                        "x",
                                        "yz",
                                        "0123456789012345678901234567890123456789"};
  std::string text;
  for (std::size_t pieces = dice.Below(dice.OneIn(50) ? 200 : 5); pieces > 0; --pieces) {
    text += dice.Of(kPieces);
  }
  return text;
}

// A cell as it stands in a file: sometimes one that a careful writer would not make.
std::string Cell(Dice& dice) {
  static const char* const kCareless[] = {"a\"b",      "a\"\"",    "\"a\"b", "\"\"x",
                                          "\"a\"b\"c", "\"\"\"\"", "\"\"",   " \"a\"",
                                          "\"a\" ",    "b\"",      "\xff",   "\"\xc3\""};
  if (dice.OneIn(40)) {
    return dice.Of(kCareless);
  }
  if (dice.OneIn(2)) {
    const std::string number = Number(dice);
    return dice.OneIn(6) ? Quoted(number) : number;
  }
  const std::string text = Text(dice);
  const bool must = text.find_first_of("\",\r\n") != std::string::npos;
  return must || dice.OneIn(5) ? Quoted(text) : text;
}

// Lines of mostly `columns` cells.
std::string Lines(Dice& dice, std::size_t columns, bool careful) {
  static const char* const kEnds[] = {"\n", "\n", "\r\n", "\r"};
  const bool mixed = dice.OneIn(3);
  const std::string usual = dice.Of(kEnds);
  std::string text;
  for (std::size_t lines = dice.Below(40); lines > 0; --lines) {
    const std::string end = mixed ? dice.Of(kEnds) : usual;
    if (dice.OneIn(12)) {
      text += end;
      continue;
    }
    const std::size_t cells = careful || !dice.OneIn(60) ? columns : dice.Below(6) + 1;
    for (std::size_t i = 0; i < cells; ++i) {
      text += (i == 0 ? "" : ",") + Cell(dice);
    }
    text += end;
  }
  if (dice.OneIn(4) && !text.empty()) {
    text.pop_back();
  }
  if (!careful && dice.OneIn(20)) {
    text += "1,\"open";
  }
  return text;
}

// Any bytes that mean something.
std::string Noise(Dice& dice) {
  std::string text;
  for (std::size_t bytes = dice.Below(300); bytes > 0; --bytes) {
    text.push_back(",,\"\n\r1a"[dice.Below(7)]);
  }
  return text;
}

// The text with the slack a scanner asks for, filled with what would mislead it.
struct Padded {
  explicit Padded(const std::string& text, char filling)
      : bytes(text + std::string(io::CsvScanner::kSlack, filling)), size(text.size()) {}
  std::string_view view() const { return {bytes.data(), size}; }
  std::string bytes;
  std::size_t size;
};

void CheckRows(const std::string& text, std::size_t columns, const io::CsvKernels& kernels) {
  // The reference takes the number of cells from a line of names.
  std::string names = "n";
  for (std::size_t i = 1; i < columns; ++i) {
    names += ",n";
  }
  const test::CsvReference reference = test::ParseCsv(names + "\n" + text);
  const Padded padded(text.ends_with('\n') || text.empty() ? text : text + "\n", '"');
  io::CsvRows rows(',', kernels);
  rows.Find(padded.view(), static_cast<int64_t>(columns));
  REQUIRE(rows.count() + 1 == static_cast<int64_t>(reference.records.size()));
  io::TextArena arena;
  for (int64_t row = 0; row < rows.count(); ++row) {
    for (std::size_t i = 0; i < columns; ++i) {
      const auto cell = rows.column(static_cast<int64_t>(i)).raw(row);
      REQUIRE(io::Unquoted(cell, arena) == reference.records[static_cast<std::size_t>(row) + 1][i]);
    }
  }
  REQUIRE(rows.ragged().has_value() == reference.error.starts_with("has "));
  if (!rows.ragged()) {
    REQUIRE(rows.open() == !reference.error.empty());
  }
}

}  // namespace

TEST_CASE("records and cells are Arrow's, with every set of instructions") {
  for (const io::CsvKernels* kernels : io::AllCsvKernels()) {
    for (uint64_t seed = 0; seed < 1500; ++seed) {
      Dice dice(seed);
      const std::size_t columns = dice.Below(4) + 1;
      const std::string text = seed % 3 == 0 ? Noise(dice) : Lines(dice, columns, false);
      INFO(kernels->name << " " << seed << " " << columns << ": " << text);
      CheckRows(text, columns, *kernels);
    }
  }
}

TEST_CASE("a long quoted cell lies across any number of stretches") {
  for (const io::CsvKernels* kernels : io::AllCsvKernels()) {
    for (const std::size_t length : {60, 64, 4090, 4096, 9000}) {
      std::string inner;
      for (std::size_t i = 0; inner.size() < length; ++i) {
        inner += i % 7 == 0 ? "\"" : i % 5 == 0 ? ",\r\n" : "xy";
      }
      INFO(kernels->name << " " << length);
      CheckRows("1," + Quoted(inner) + ",2\n3,4,5\n", 3, *kernels);
      CheckRows("1,a\"" + inner.substr(0, 40), 2, *kernels);
    }
  }
}

TEST_CASE("values and faults are those of the plain way, wherever the blocks end") {
  const auto compiled = test::Compiled(R"(
record Customer key id {
  id    : integer
  limit : money EUR optional
  name  : text optional
  rate  : decimal(4) optional
}
source extract for Customer from csv {
  id from "a"  limit from "b"  name from "c"  rate from "d"
}
output { limit, name, rate }
)");
  test::TempFolder folder;
  for (uint64_t seed = 0; seed < 400; ++seed) {
    Dice dice(seed);
    const std::string text = "a,b,unused,c,d\n" + Lines(dice, 5, seed % 4 != 0);
    const auto expected = test::BindReference(*compiled->module, text);
    const std::string path = folder.Write("book.csv", text);
    for (const int64_t batch_rows : {1, 3, 4096}) {
      const auto found = test::ReadBook(*compiled->module, path, batch_rows);
      INFO(seed << " " << batch_rows << ": " << text);
      if (expected.size() == 1 && expected[0].starts_with("error: ")) {
        REQUIRE(found.size() == 1);
        REQUIRE(found[0].find(expected[0].substr(7)) != std::string::npos);
      } else {
        REQUIRE(found == expected);
      }
    }
  }
}

TEST_CASE("a unit and tokens that look like numbers are minded") {
  const auto compiled = test::Compiled(R"(
record Customer key id {
  id    : integer
  limit : money EUR optional
  rate  : decimal(4) optional
}
source extract for Customer from csv {
  null "-999", "NA"
  id from "a"  limit from "b" in 1000 EUR  rate from "c" in 0.25
}
output { limit, rate }
)");
  test::TempFolder folder;
  for (uint64_t seed = 0; seed < 100; ++seed) {
    Dice dice(seed);
    std::string text = "a,b,c\n";
    for (int line = 0; line < 50; ++line) {
      for (int i = 0; i < 3; ++i) {
        text += (i == 0 ? "" : ",") + (dice.OneIn(9) ? "-999" : Number(dice));
      }
      text += "\n";
    }
    INFO(seed << ": " << text);
    REQUIRE(test::ReadBook(*compiled->module, folder.Write("book.csv", text)) ==
            test::BindReference(*compiled->module, text));
  }
}
