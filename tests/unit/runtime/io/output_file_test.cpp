#include "runtime/io/output_file.h"

#include <sys/stat.h>

#include "tests/unit/runtime/io/io_support.h"

using namespace sextant;
using io::OutputFile;

TEST_CASE("a file has its name only when it is complete") {
  test::TempFolder folder;
  const std::string path = folder.Write("out.csv", "old");
  {
    auto file = OutputFile::Create(path);
    REQUIRE(file);
    REQUIRE((*file)->Write("half", 4));
    CHECK(test::Slurp(path) == "old");
  }
  CHECK(test::Slurp(path) == "old");
  CHECK(folder.Names() == std::vector<std::string>{"out.csv"});
  auto file = OutputFile::Create(path);
  REQUIRE(file);
  REQUIRE((*file)->Write("complete", 8));
  REQUIRE((*file)->Commit());
  CHECK(test::Slurp(path) == "complete");
  CHECK(folder.Names() == std::vector<std::string>{"out.csv"});
}

TEST_CASE("links keep pointing where they did") {
  test::TempFolder folder;
  folder.Write("real.csv", "old");
  std::filesystem::create_symlink(folder / "real.csv", folder / "link.csv");
  auto file = OutputFile::Create(folder / "link.csv");
  REQUIRE(file);
  REQUIRE((*file)->Write("new", 3));
  REQUIRE((*file)->Commit());
  CHECK(std::filesystem::is_symlink(folder / "link.csv"));
  CHECK(test::Slurp(folder / "real.csv") == "new");
}

TEST_CASE("a file that cannot be written says why") {
  test::TempFolder folder;
  const auto missing = OutputFile::Create(folder / "no/such/out.csv");
  REQUIRE(!missing);
  CHECK(missing.error().hint.find("make the folder") == 0);
  auto full = OutputFile::Create("/dev/full");
  REQUIRE(full);
  const Status status = (*full)->Write("x", 1);
  REQUIRE(!status);
  CHECK(status.error().message == "cannot write /dev/full: No space left on device");
}
