// Any bytes as the CSV file of a decision table.
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "compiler/diag/diagnostic.h"
#include "compiler/driver/compile.h"
#include "compiler/support/check.h"

namespace {

// The file of this process, as a table file has to be one.
const std::string& TablePath() {
  static const std::string path =
      "/dev/shm/sextant_fuzz_" + std::to_string(getpid()) + ".csv";
  return path;
}

std::string Strategy(bool gb18030) {
  return R"(record Customer key id {
  id      : integer
  age     : integer in 18..100 optional
  segment : one of { retail, private, business }
  balance : money EUR
}

table Price -> { fee : money EUR, note : text } first match from ")" +
         TablePath() + "\"" + (gb18030 ? " encoding \"gb18030\"" : "") + "\n\noutput { id, Price }\n";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace sextant;
  if (size == 0) {
    return 0;
  }
  std::ofstream(TablePath(), std::ios::binary)
      .write(reinterpret_cast<const char*>(data) + 1, static_cast<std::streamsize>(size - 1));
  const auto made = driver::CompileText("strategy.sxt", Strategy(data[0] % 4 == 0));
  for (const diag::Diagnostic& one : made->sink.Sorted()) {
    SEXTANT_CHECK(!diag::Render(one, made->sources).empty(), "a message says something");
  }
  SEXTANT_CHECK(made->sink.has_errors() || made->module.has_value(), "no module and no error");
  return 0;
}
