// Compares what the compiler says about each strategy with NAME.expected beside it.
//
//   lang_diagnostics [--update] FOLDER
//
// FOLDER has a folder a construct, with strategies in `reject`, each of which has an error, and in
// `accept`, where none has; one without diagnostics has no .expected. `--update` writes what is
// shown now: read the difference.

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

void AddStrategies(const fs::path& folder, std::vector<fs::path>& paths) {
  if (!fs::exists(folder)) {
    return;
  }
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sxt") {
      paths.push_back(fs::absolute(entry.path()));
    }
  }
}

std::vector<fs::path> Strategies(const fs::path& constructs) {
  std::vector<fs::path> paths;
  for (const auto& construct : fs::directory_iterator(constructs)) {
    AddStrategies(construct.path() / "accept", paths);
    AddStrategies(construct.path() / "reject", paths);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// construct/reject/name.sxt
std::string Name(const fs::path& path) {
  const fs::path kind = path.parent_path();
  return (kind.parent_path().filename() / kind.filename() / path.filename()).string();
}

// The complaint about one file, or "".
std::string Compare(const fs::path& path, bool update) {
  const std::string name = Name(path);
  fs::current_path(path.parent_path());  // files beside it are named from there
  const sextant::lang::Shown shown = sextant::lang::Show(path.filename().string(), Read(path));
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
  const bool update = argc == 3 && std::string(argv[1]) == "--update";
  if (argc != (update ? 3 : 2)) {
    std::cout << "lang_diagnostics [--update] FOLDER\n";
    return 2;
  }
  const std::vector<fs::path> paths = Strategies(argv[argc - 1]);
  int wrong = 0;
  for (const fs::path& path : paths) {
    const std::string complaint = Compare(path, update);
    std::cout << complaint;
    wrong += complaint.empty() ? 0 : 1;
  }
  std::cout << paths.size() << " strategies, " << wrong << " differ";
  std::cout << (wrong > 0 ? "; after reading them: ninja update_lang\n" : "\n");
  return wrong > 0 || paths.empty() ? 1 : 0;
}
