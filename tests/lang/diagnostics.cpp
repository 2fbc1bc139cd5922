// Compares what the compiler says about each strategy of a folder with NAME.expected beside it.
//
//   lang_diagnostics [--update] FOLDER...
//
// In a folder named `reject` every strategy has an error, in `accept` none has; a file without
// diagnostics has no .expected. `--update` writes what is shown now: read the difference.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/lang/show.h"

namespace {

namespace fs = std::filesystem;

std::string Read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

void Write(const fs::path& path, const std::string& text) {
  if (text.empty()) {
    fs::remove(path);
    return;
  }
  std::ofstream(path, std::ios::binary) << text;
}

std::vector<fs::path> Strategies(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sxt") {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// The complaint about one file, or "".
std::string Compare(const fs::path& path, bool update) {
  const std::string name = path.filename().string();
  fs::current_path(path.parent_path());  // files beside it are named from there
  const sextant::lang::Shown shown = sextant::lang::Show(name, Read(path));
  const bool rejects = path.parent_path().filename() == "reject";
  if (shown.has_errors != rejects) {
    return name + (rejects ? ": has no error\n" : ": has an error\n" + shown.text);
  }
  fs::path expected = path;
  expected.replace_extension(".expected");
  if (update) {
    Write(expected, shown.text);
    return "";
  }
  const std::string wanted = fs::exists(expected) ? Read(expected) : "";
  return shown.text == wanted
             ? ""
             : name + ": expected\n" + wanted + "----- shown\n" + shown.text + "-----\n";
}

}  // namespace

int main(int argc, char** argv) {
  bool update = false;
  int wrong = 0;
  for (int i = 1; i < argc; ++i) {
    if (std::string(argv[i]) == "--update") {
      update = true;
      continue;
    }
    for (const fs::path& path : Strategies(argv[i])) {
      const std::string complaint = Compare(path, update);
      std::cout << complaint;
      wrong += complaint.empty() ? 0 : 1;
    }
  }
  if (wrong > 0) {
    std::cout << wrong << " files differ; after reading them: ninja update_lang\n";
  }
  return wrong > 0 ? 1 : 0;
}
