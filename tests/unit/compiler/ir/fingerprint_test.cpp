#include "compiler/ir/fingerprint.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <string>

#include "compiler/driver/compile.h"

using namespace sextant;

namespace {

std::string Of(const std::string& text) {
  const auto made = driver::CompileText("test.sxt", text);
  for (const auto& diagnostic : made->sink.Sorted()) {
    UNSCOPED_INFO(diagnostic.message);
  }
  REQUIRE(made->module.has_value());
  return ir::Fingerprint(*made->module);
}

const std::string kHead =
    "record R key id { id : text  n : integer in 0..9  p : float in 0..1 }\n";

}  // namespace

TEST_CASE("layout and comments do not change a program's fingerprint") {
  const std::string plain = kHead +
                            "scorecard S base 3 top 1 reasons {\n"
                            "  n + 1 { below 5: 1; otherwise: 2 } because A1 \"few  n\"\n}\n"
                            "let double = n + n\noutput { S, double }\n";
  const std::string print = Of(plain);
  CHECK(print.size() == 64);
  CHECK(Of(plain) == print);
  CHECK(Of("# Another comment.\n\n" + kHead +
           "scorecard S base 3 top 1 reasons {\n\n"
           "  n+1 { below 5 : 1 # five\n  ; otherwise : 2 }\n     because A1 \"few  n\"\n}\n"
           "let double = n\n  + n\noutput { S,\n double }\n") == print);
  CHECK(Of(kHead +
           "scorecard S base 3 top 1 reasons {\n"
           "  n + 1 { below 5: 1; otherwise: 2 } because A1 \"few n\"\n}\n"
           "let double = n + n\noutput { S, double }\n") != print);
}

TEST_CASE("everything that decides is in the fingerprint") {
  const std::string param = "param cut : rate = 5% in 1%..20%\n";
  const std::string rest = "let high = p > 0.5 or cut > 10%\noutput { high }\n";
  const std::string print = Of(kHead + param + rest);
  CHECK(Of(kHead + "param cut : rate = 6% in 1%..20%\n" + rest) != print);
  CHECK(Of(kHead + "param cut : rate = 5% in 1%..30%\n" + rest) != print);
  CHECK(Of(kHead + param + "let high = p >= 0.5 or cut > 10%\noutput { high }\n") != print);
  CHECK(Of("record R key id { id : text  n : integer in 0..9  p : float above 0 at most 1 }\n" +
           param + rest) != Of("record R key id { id : text  n : integer in 0..9  p : float in "
                               "0..1 }\n" +
                               param + rest));
  CHECK(Of(kHead + param + rest + "source s for R { p from \"PD\" }\n") !=
        Of(kHead + param + rest + "source s for R { p from \"P\" }\n"));
  CHECK(Of(kHead + param + rest + "source s for R from csv { encoding \"gb18030\" }\n") !=
        Of(kHead + param + rest + "source s for R from csv { }\n"));
}

TEST_CASE("a changed cell of a table's file changes the fingerprint, its layout does not") {
  std::string pattern = (std::filesystem::temp_directory_path() / "sextant-ir-XXXXXX").string();
  REQUIRE(mkdtemp(pattern.data()) != nullptr);
  const std::filesystem::path folder = pattern;
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder / name) << text;
  };
  const auto of_file = [&] {
    const auto made = driver::CompileFile((folder / "s.sxt").string());
    REQUIRE(made.ok());
    for (const auto& diagnostic : (*made)->sink.Sorted()) {
      UNSCOPED_INFO(diagnostic.message);
    }
    REQUIRE((*made)->module.has_value());
    return ir::Fingerprint(*(*made)->module);
  };
  write("part.sxt", "let twice = n + n\n");
  write("s.sxt", "import \"part.sxt\"\n" + kHead +
                     "table T -> integer first match from \"t.csv\"\noutput { T, twice }\n");
  write("t.csv", "n,=> T\n1..3,5\notherwise,7\n");
  const std::string print = of_file();
  write("t.csv", "n, => T\r\n1..3 ,5\r\notherwise,7\r\n");
  CHECK(of_file() == print);
  write("t.csv", "n,=> T\n1..3,6\notherwise,7\n");
  CHECK(of_file() != print);
  write("t.csv", "n,=> T\n1..4,5\notherwise,7\n");
  CHECK(of_file() != print);
  write("t.csv", "n,=> T\n1..3,5\notherwise,7\n");
  CHECK(of_file() == print);
  write("part.sxt", "let twice = 2 * n\n");
  CHECK(of_file() != print);
  std::filesystem::remove_all(folder);
}
