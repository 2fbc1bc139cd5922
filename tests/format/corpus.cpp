#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "tests/format/same.h"
#include "tests/format/scramble.h"
#include "tests/format/text.h"

// Formats every strategy below the paths given, and every piece of one that a page shows: as it
// stands and scrambled.
namespace sextant::formatted {
namespace {

namespace fs = std::filesystem;

struct Text {
  std::string name;
  std::string text;
};

// The fenced blocks of a page, whatever word stands behind the fence.
void AddPieces(const fs::path& page, std::vector<Text>& texts) {
  const std::string all = ReadFile(page.string());
  std::size_t at = 0;
  for (int number = 1;; ++number) {
    const std::size_t open = all.find("\n```", at);
    const std::size_t begin = open == all.npos ? all.npos : all.find('\n', open + 1);
    const std::size_t close = begin == all.npos ? all.npos : all.find("\n```", begin);
    if (close == all.npos) {
      return;
    }
    texts.push_back({fmt::format("{} piece {}", page.string(), number),
                     all.substr(begin + 1, close - begin)});
    at = close + 1 + std::string("```").size();
  }
}

void AddFile(const fs::path& file, std::vector<Text>& texts) {
  if (file.extension() == ".sxt") {
    texts.push_back({file.string(), ReadFile(file.string())});
  } else if (file.extension() == ".md") {
    AddPieces(file, texts);
  }
}

std::string WhatBreaks(const std::string& text, bool* parsed) {
  const std::string broken = WhatFormattingBreaks(text, parsed);
  if (!broken.empty() || !*parsed) {
    return broken;
  }
  constexpr uint64_t kLayouts = 4;
  for (uint64_t seed = 1; seed <= kLayouts; ++seed) {
    const std::string scrambled = WhatScramblingBreaks(text, seed);
    if (!scrambled.empty()) {
      return fmt::format("scrambled with seed {}: {}", seed, scrambled);
    }
  }
  return "";
}

int Run(int count, char** paths) {
  std::vector<Text> texts;
  for (int i = 0; i < count; ++i) {
    if (fs::is_regular_file(paths[i])) {
      AddFile(paths[i], texts);
      continue;
    }
    for (const auto& entry : fs::recursive_directory_iterator(paths[i])) {
      AddFile(entry.path(), texts);
    }
  }
  std::sort(texts.begin(), texts.end(),
            [](const Text& a, const Text& b) { return a.name < b.name; });
  int formatted = 0, wrong = 0;
  for (const Text& text : texts) {
    bool parsed = false;
    const std::string broken = WhatBreaks(text.text, &parsed);
    formatted += parsed ? 1 : 0;
    if (!broken.empty()) {
      fmt::print("{}: {}\n", text.name, broken);
      ++wrong;
    }
  }
  fmt::print("{} texts formatted of {}, {} wrong\n", formatted, texts.size(), wrong);
  return wrong > 0 || formatted == 0 ? 1 : 0;
}

}  // namespace
}  // namespace sextant::formatted

int main(int argc, char** argv) {
  return sextant::formatted::Run(argc - 1, argv + 1);
}
