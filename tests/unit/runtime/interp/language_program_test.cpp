#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "compiler/support/sha256.h"
#include "tests/unit/runtime/interp/spoken.h"

// Programs of several parts: experiments and imports.
namespace sextant::interp {
namespace {

constexpr const char* kExperiment = R"(record R key id { id : text  a : integer }
strategy Champion -> { line : integer, open : boolean } first match {
  rule big when a > 100 then line = 1000, open = true because C1 "big"
  otherwise then line = 10 / a rounded to 0 places, open = false because C0 "small"
}
strategy Challenger -> { line : integer optional, open : boolean } first match {
  rule any when a > 10 then line = a * 2, open = true because D1 "more"
  otherwise then open = false
}
experiment Test by id salt "2026Q4" {
  champion 90% : Champion
  challenger 10% : Challenger
}
let wide = Test.arm is challenger and Test.line is known and Test.line > 50
let why = Test.reason is known and Test.reason is D1
output { Test, wide, why }
)";

Spoken Tested(const std::string& id, const std::string& a) {
  Spoken spoken{std::string(kExperiment)};
  spoken.Give("id", id);
  spoken.Give("a", a);
  return spoken;
}

TEST_CASE("a key decides the arm, and the arm's decision is the experiment's") {
  Spoken t1 = Tested("T1", "40");  // place 9832 of 10,000
  CHECK(t1.Answer("Test.arm") == "challenger");
  CHECK(t1.Answer("Test.line") == "80");
  CHECK(t1.Answer("Test.open") == "true");
  CHECK(t1.Answer("Test.reason") == "D1");
  CHECK(t1.Answer("wide") == "true");
  CHECK(t1.Answer("why") == "true");
  Spoken none = Tested("T1", "5");
  CHECK(none.Answer("Test.line") == "missing");
  CHECK(none.Answer("Test.reason") == "missing");
  Spoken t2 = Tested("T2", "200");
  CHECK(t2.Answer("Test.arm") == "champion");
  CHECK(t2.Answer("Test.line") == "1000");
  CHECK(t2.Answer("Test.reason") == "C1");
}

TEST_CASE("only the assigned arm is evaluated") {
  CHECK(Tested("T1", "0").Answer("Test.open") == "false");
  CHECK(Tested("T2", "0").Answer("Test.open") == "division_by_zero");
}

TEST_CASE("an integer key counts as its digits, and one value may be divided") {
  const std::string text = R"(record R key id { id : integer  a : integer }
strategy One -> integer first match { otherwise then a }
band Two = a { low below 10; high otherwise }
experiment Lines by id salt "s" { x 0.01% : One  y 99.99% : One }
experiment Bands by id salt "s" { x 100% : Two }
let twice = Lines * 2
output { Lines, Bands, twice }
)";
  Spoken spoken{text};
  spoken.Give("id", "-17");
  spoken.Give("a", "12");
  CHECK(spoken.Answer("Lines") == "12");
  CHECK(spoken.Answer("Lines.arm") == (SplitPlace("s", "-17") < 1 ? "x" : "y"));
  CHECK(spoken.Answer("twice") == "24");
  CHECK(spoken.Answer("Bands") == "high");
  CHECK(spoken.Answer("Bands.arm") == "x");
}

TEST_CASE("the version in effect on the as-of date decides") {
  const std::string text = R"(record R key id { id : integer  a : integer }
strategy Line effective 2026-07-01..2026-12-31 -> { line : integer } first match {
  rule big when a > 10 then line = a * 2 because N1 "new"
  otherwise then line = 10 / (a - a) rounded to 0 places
}
strategy Line effective 2026-01-01..2026-06-30 -> { line : integer optional } first match {
  let half = a / 2 rounded to 0 places
  otherwise then line = half because O1 "old"
}
band Risk effective 2026-01-01..2026-03-31 = a { low below 10; high otherwise }
band Risk effective 2026-04-01..2026-12-31 = a { low below 20; high otherwise }
let doubled = (Line.line otherwise 0) * 2
output { Line, Risk, doubled }
)";
  Spoken spoken{text};
  spoken.Give("id", "1");
  spoken.Give("a", "12");
  spoken.Give("as_of", "2026-01-01");
  CHECK(spoken.Answer("Line.line") == "6");
  CHECK(spoken.Answer("Line.reason") == "O1");
  CHECK(spoken.Answer("Risk") == "high");
  spoken.Give("as_of", "2026-06-30");
  CHECK(spoken.Answer("Line.line") == "6");
  CHECK(spoken.Answer("Risk") == "low");
  spoken.Give("as_of", "2026-07-01");
  CHECK(spoken.Answer("Line.line") == "24");
  CHECK(spoken.Answer("doubled") == "48");
  CHECK(spoken.Answer("Line.reason") == "N1");
  spoken.Give("a", "2");
  CHECK(spoken.Answer("Line.line") == "division_by_zero");
  spoken.Give("as_of", "2026-04-01");
  CHECK(spoken.Answer("Line.line") == "1");
  spoken.Give("as_of", "2027-01-01");
  CHECK(spoken.Answer("Line.line") == "range");
  spoken.Give("as_of", "2025-12-31");
  CHECK(spoken.Answer("Line.line") == "range");
}

// Files of a program in a folder of their own.
class Folder {
 public:
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sextant-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void Write(const std::string& name, const std::string& text) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name) << text;
  }
  std::unique_ptr<driver::Compilation> Compile(const std::string& name) const {
    auto compiled = driver::CompileFile((path_ / name).string());
    REQUIRE(compiled.ok());
    return std::move(*compiled);
  }

 private:
  std::filesystem::path path_;
};

TEST_CASE("imported names stand behind the name of the import") {
  const Folder folder;
  folder.Write("main.sxt", R"(import "parts/bold.sxt" as bold
import "parts/rates.sxt"
record R key id { id : text  limit : integer }
param most : integer = 100 in 1..1000
strategy Line -> { line : integer } first match { otherwise then line = limit limited to 0..most }
experiment Test by id salt "2026Q4" { champion 90% : Line  challenger 10% : bold.Line }
let both = bold.Line.line + Line.line + bold.factor + base_rate
output { Test, both, bold.mood, bold.Line }
)");
  folder.Write("parts/bold.sxt", R"(import "rates.sxt" as rates
import "../parts/moods.sxt" as moods
let factor = 3
param most : integer = 7 in 1..1000
strategy Line -> { line : integer } first match {
  let scaled = limit * factor * rates.base_rate
  otherwise then line = scaled limited to 0..most
}
let mood : moods.Mood = if moods.is_high then good else bad
)");
  folder.Write("parts/rates.sxt", "let base_rate = 2\n");
  folder.Write("parts/moods.sxt",
               "enum Mood { good, bad }\nlet is_high = factor > 2 and limit > most\n");
  auto compiled = folder.Compile("main.sxt");
  for (const diag::Diagnostic& finding : compiled->sink.Sorted()) {
    UNSCOPED_INFO(diag::Render(finding, compiled->sources));
  }
  Spoken spoken(std::move(compiled));
  spoken.Give("id", "T1");
  spoken.Give("limit", "50");
  CHECK(spoken.Answer("Test.arm") == "challenger");
  CHECK(spoken.Answer("Test.line") == "7");
  CHECK(spoken.Answer("Test.line", {{"bold.most", "500"}}) == "300");
  CHECK(spoken.Answer("both") == "62");
  CHECK(spoken.Answer("bold.Line.line") == "7");
  CHECK(spoken.Answer("bold.mood") == "good");
}

TEST_CASE("an imported file is read once, and mistakes are shown in it") {
  const Folder folder;
  folder.Write("main.sxt", R"(import "a.sxt"
import "b.sxt"
record R key id { id : text  n : integer }
output { x, y }
)");
  folder.Write("a.sxt", "import \"c.sxt\"\nlet x = n + z\n");
  folder.Write("b.sxt", "import \"c.sxt\" as c\nlet y = c.z + z\n");
  folder.Write("c.sxt", "let z = n * 2\n");
  Spoken spoken(folder.Compile("main.sxt"));
  spoken.Give("id", "T1");
  spoken.Give("n", "5");
  CHECK(spoken.Answer("x") == "15");
  CHECK(spoken.Answer("y") == "20");

  folder.Write("c.sxt", "# a comment\nlet z = n * nothing\n");
  const auto wrong = folder.Compile("main.sxt");
  REQUIRE(wrong->sink.Sorted().size() == 1);
  CHECK(wrong->sources.name(wrong->sink.Sorted()[0].primary.file).ends_with("c.sxt"));
  CHECK(wrong->sources.begin(wrong->sink.Sorted()[0].primary).line == 2);
}

}  // namespace
}  // namespace sextant::interp
