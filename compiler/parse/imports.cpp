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
    Open(file);
    NameFiles();
    for (std::size_t scope = 0; scope < edges_.size(); ++scope) {
      AddImports(scope);
    }
    ReadTableFiles(sources_, tree_, sink_);
    return std::move(tree_);
  }

 private:
  // An import that was followed.
  struct Edge {
    std::size_t target = 0;  // into Tree::files
    std::string alias;
  };

  std::size_t Open(source::FileId file) {
    const std::size_t scope = tree_.files.size();
    tree_.files.push_back({file, "", {}, {}});
    edges_.emplace_back();
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
    const auto known = loaded_.find(Identity(path));
    if (known != loaded_.end() && IsOpen(known->second)) {
      return ReportLoop(import, known->second);
    }
    std::size_t target = 0;
    if (known != loaded_.end()) {
      target = known->second;
    } else if (const auto file = Read(import, path)) {
      target = Open(*file);
    } else {
      return;
    }
    edges_[scope].push_back({target, import.alias.text});
  }

  // A file that is imported in several ways has the prefix with the fewest names in it, whatever
  // the order of the imports; of several such the first.
  void NameFiles() {
    std::vector<bool> named(edges_.size());
    named[0] = true;
    std::vector<std::size_t> level{0};
    const auto name = [&](const Edge& edge, std::string prefix, std::vector<std::size_t>& to) {
      if (!named[edge.target]) {
        named[edge.target] = true;
        tree_.files[edge.target].prefix = std::move(prefix);
        to.push_back(edge.target);
      }
    };
    while (!level.empty()) {
      for (std::size_t i = 0; i < level.size(); ++i) {
        for (const Edge& edge : edges_[level[i]]) {
          if (edge.alias.empty()) {
            name(edge, tree_.files[level[i]].prefix, level);
          }
        }
      }
      std::vector<std::size_t> deeper;
      for (const std::size_t scope : level) {
        for (const Edge& edge : edges_[scope]) {
          if (!edge.alias.empty()) {
            name(edge, tree_.files[scope].prefix + edge.alias + ".", deeper);
          }
        }
      }
      level = std::move(deeper);
    }
  }

  // The file itself, and what it imports without a name, near before far.
  std::vector<std::size_t> JoinedBy(std::size_t scope) const {
    std::vector<std::size_t> joined{scope};
    for (std::size_t i = 0; i < joined.size(); ++i) {
      for (const Edge& edge : edges_[joined[i]]) {
        if (edge.alias.empty() &&
            std::find(joined.begin(), joined.end(), edge.target) == joined.end()) {
          joined.push_back(edge.target);
        }
      }
    }
    return joined;
  }

  void AddImports(std::size_t scope) {
    const auto files = [&](const std::vector<std::size_t>& scopes) {
      std::vector<ast::FileScope::Joined> found;
      for (const std::size_t joined : scopes) {
        found.push_back({tree_.files[joined].file, tree_.files[joined].prefix});
      }
      return found;
    };
    ast::FileScope& importer = tree_.files[scope];
    importer.joined = files(JoinedBy(scope));
    importer.joined.erase(importer.joined.begin());
    for (const Edge& edge : edges_[scope]) {
      if (!edge.alias.empty()) {
        importer.imports.push_back({edge.alias, files(JoinedBy(edge.target))});
      }
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
  std::vector<std::vector<Edge>> edges_;       // by file
  std::map<std::string, std::size_t> loaded_;  // by place; into Tree::files
  std::vector<std::size_t> open_;              // files whose imports are being followed
};

}  // namespace

ast::Tree ParseProgram(source::Manager& sources, source::FileId file, diag::Sink& sink) {
  return Loader(sources, sink).Run(file);
}

}  // namespace sextant::parse
