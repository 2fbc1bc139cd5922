#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>

#include "compiler/parse/parse.h"
#include "compiler/parse/table_file.h"

// Following the imports of a program.
namespace sextant::parse {
namespace {

namespace fs = std::filesystem;
using diag::Diag;

class Loader {
 public:
  Loader(source::Manager& sources, diag::Sink& sink) : sources_(sources), sink_(sink) {}

  ast::Tree Run(source::FileId file) {
    Open(file, "");
    ReadTableFiles(sources_, tree_, sink_);
    return std::move(tree_);
  }

 private:
  std::size_t Open(source::FileId file, const std::string& prefix) {
    const std::size_t scope = tree_.files.size();
    tree_.files.push_back({file, prefix, {}, {}});
    loaded_.emplace(Identity(sources_.name(file)), scope);
    open_.push_back(scope);
    const std::size_t first = tree_.decls.size();
    ParseInto(sources_, file, tree_, sink_);
    std::vector<ast::ImportDecl> imports;
    for (std::size_t i = first; i < tree_.decls.size(); ++i) {
      if (const auto* import = std::get_if<ast::ImportDecl>(&tree_.decls[i].node)) {
        imports.push_back(*import);
      }
    }
    for (const ast::ImportDecl& import : imports) {
      Follow(import, scope);
    }
    open_.pop_back();
    return scope;
  }

  void Follow(const ast::ImportDecl& import, std::size_t scope) {
    const std::string path = PathOf(import, tree_.files[scope].file);
    const std::string own = tree_.files[scope].prefix;
    const std::string& alias = import.alias.text;
    const auto known = loaded_.find(Identity(path));
    if (known != loaded_.end() && IsOpen(known->second)) {
      return ReportLoop(import, known->second);
    }
    std::size_t target = 0;
    if (known != loaded_.end()) {
      target = known->second;
    } else if (const auto file = Read(import, path)) {
      target = Open(*file, alias.empty() ? own : own + alias + ".");
    } else {
      return;
    }
    const std::string prefix = tree_.files[target].prefix;
    ast::FileScope& importer = tree_.files[scope];
    if (!alias.empty()) {
      importer.aliases.emplace_back(alias, prefix);
    } else if (prefix != own) {
      importer.joined.push_back(prefix);
    }
  }

  std::string PathOf(const ast::ImportDecl& import, source::FileId from) const {
    return fs::path(sources_.Beside(from, import.path)).lexically_normal().string();
  }

  std::optional<source::FileId> Read(const ast::ImportDecl& import, const std::string& path) {
    std::error_code code;
    std::string problem;
    if (import.path.empty() || fs::path(import.path).is_absolute()) {
      problem = "an import names a file beside this one";
    } else if (!fs::exists(path, code)) {
      problem = "there is no such file";
    } else if (fs::is_directory(path, code)) {
      problem = "it is a folder";
    } else {
      const Result<source::FileId> file = sources_.Load(path);
      if (file) {
        return *file;
      }
      problem = "it cannot be read";
    }
    sink_.Report(Diag::kImportUnread, import.path_span, {import.path, problem})
        .Hint("the path is relative to the file that imports, as in `import \"bold.sxt\" as bold`");
    return std::nullopt;
  }

  void ReportLoop(const ast::ImportDecl& import, std::size_t scope) {
    std::string loop;
    const auto start = std::find(open_.begin(), open_.end(), scope);
    for (auto at = start; at != open_.end(); ++at) {
      loop += sources_.name(tree_.files[*at].file) + " → ";
    }
    loop += sources_.name(tree_.files[scope].file);
    sink_.Report(Diag::kImportLoop, import.path_span, {import.path, loop})
        .Here("this file is being imported already")
        .Hint("move what both need into a file of its own, and import that in both");
  }

  bool IsOpen(std::size_t scope) const {
    return std::find(open_.begin(), open_.end(), scope) != open_.end();
  }

  static std::string Identity(const fs::path& path) {
    std::error_code code;
    const fs::path whole = fs::weakly_canonical(path, code);
    return (code ? path.lexically_normal() : whole).string();
  }

  source::Manager& sources_;
  diag::Sink& sink_;
  ast::Tree tree_;
  std::map<std::string, std::size_t> loaded_;  // by place; into Tree::files
  std::vector<std::size_t> open_;              // files whose imports are being followed
};

}  // namespace

ast::Tree ParseProgram(source::Manager& sources, source::FileId file, diag::Sink& sink) {
  return Loader(sources, sink).Run(file);
}

}  // namespace sextant::parse
