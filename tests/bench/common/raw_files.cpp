#include "tests/bench/common/raw_files.h"

#include <filesystem>
#include <fstream>

#include "tests/bench/common/fail.h"

namespace sextant::bench {

void WriteRaw(const std::string& folder, const std::string& name, const void* bytes,
              std::size_t count) {
  std::filesystem::create_directories(folder);
  std::ofstream file(std::filesystem::path(folder) / name, std::ios::binary);
  file.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count));
  if (!file.flush()) {
    Fail("cannot write " + folder + "/" + name);
  }
}

}  // namespace sextant::bench
