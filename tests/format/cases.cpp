#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/format/text.h"

// Formats every NAME.input of a folder and compares with NAME.expected, which formatting must leave
// as it is. A file with a mistake expects its diagnostics.
namespace sextant::formatted {
namespace {

namespace fs = std::filesystem;

int Complain(const fs::path& file, const std::string& what) {
  fmt::print("{}: {}\n", file.string(), what);
  return 1;
}

int RunCase(const fs::path& input, bool update) {
  std::string findings;
  const auto text = FormatText(ReadFile(input.string()), &findings);
  const std::string made = text.value_or(findings);
  fs::path expected = input;
  expected.replace_extension(".expected");
  if (update) {
    std::ofstream(expected, std::ios::binary) << made;
  }
  if (const std::string wanted = ReadFile(expected.string()); made != wanted) {
    return Complain(input, "not as expected: " + FirstDifference(wanted, made));
  }
  if (text) {
    const auto again = FormatText(*text);
    if (!again || *again != *text) {
      return Complain(input, "changes again: " + FirstDifference(*text, again.value_or("")));
    }
  }
  return 0;
}

int Run(const std::string& folder, bool update) {
  std::vector<fs::path> inputs;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".input") {
      inputs.push_back(entry.path());
    }
  }
  std::sort(inputs.begin(), inputs.end());
  int wrong = 0;
  for (const fs::path& input : inputs) {
    wrong += RunCase(input, update);
  }
  fmt::print("{} cases, {} wrong\n", inputs.size(), wrong);
  return wrong > 0 || inputs.empty() ? 1 : 0;
}

}  // namespace
}  // namespace sextant::formatted

int main(int argc, char** argv) {
  const bool update = argc == 3 && std::string(argv[1]) == "--update";
  return sextant::formatted::Run(argv[argc - 1], update);
}
