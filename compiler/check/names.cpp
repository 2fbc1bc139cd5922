#include "compiler/check/names.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sextant::check {
namespace {

constexpr std::size_t kMostVisible = 5000;

Symbol* InScope(std::unordered_map<std::string, Symbol>& scope, const std::string& name) {
  const auto found = scope.find(name);
  return found == scope.end() ? nullptr : &found->second;
}

}  // namespace

const Symbol* Names::Declare(const std::string& name, Symbol symbol, int32_t owner) {
  if (const Symbol* taken = Find(name, owner)) {
    return taken;
  }
  Scope& scope = owner < 0 ? top_ : locals_[owner];
  symbol.whole = name;
  scope.emplace(name, std::move(symbol));
  return nullptr;
}

Symbol* Names::Find(const std::string& name, int32_t owner) {
  if (owner >= 0) {
    if (Symbol* local = InScope(locals_[owner], name)) {
      return local;
    }
  }
  return InScope(top_, name);
}

Symbol* Names::Find(const ast::Name& name, int32_t owner) {
  if (owner >= 0) {
    if (Symbol* local = InScope(locals_[owner], name.text)) {
      return local;
    }
  }
  const ast::FileScope* file = FileOf(name);
  if (file == nullptr) {
    return InScope(top_, name.text);
  }
  if (const std::size_t dot = name.text.find('.'); dot != std::string::npos) {
    const auto* import = ImportOf({name.text.substr(0, dot), name.span});
    return import == nullptr ? nullptr : FindIn(import->files, name.text.substr(dot + 1));
  }
  if (Symbol* own = InScope(top_, file->prefix + name.text)) {
    return own;
  }
  if (Symbol* joined = FindIn(file->joined, name.text)) {
    return joined;
  }
  // The files around it: "bold.rates." lies in "bold.", which lies in the program.
  std::string prefix = file->prefix;
  while (!prefix.empty()) {
    prefix.pop_back();
    prefix.erase(prefix.rfind('.') + 1);
    if (Symbol* outer = InScope(top_, prefix + name.text)) {
      return outer;
    }
  }
  return nullptr;
}

const ast::FileScope* Names::FileOf(const ast::Name& name) const {
  const auto found = std::find_if(files_.begin(), files_.end(), [&](const ast::FileScope& file) {
    return file.file == name.span.file;
  });
  return found == files_.end() ? nullptr : &*found;
}

std::string Names::Whole(const ast::Name& name) const {
  const ast::FileScope* file = FileOf(name);
  return file == nullptr ? name.text : file->prefix + name.text;
}

const ast::FileScope::Import* Names::ImportOf(const ast::Name& name) const {
  const ast::FileScope* file = FileOf(name);
  if (file == nullptr) {
    return nullptr;
  }
  const auto found = std::find_if(file->imports.begin(), file->imports.end(),
                                  [&](const auto& import) { return import.alias == name.text; });
  return found == file->imports.end() ? nullptr : &*found;
}

Symbol* Names::FindIn(const std::vector<ast::FileScope::Joined>& files, const std::string& name) {
  for (const auto& [file, prefix] : files) {
    Symbol* symbol = InScope(top_, prefix + name);
    if (symbol != nullptr && symbol->span.file == file) {
      return symbol;
    }
  }
  return nullptr;
}

bool Names::IsImport(const ast::Name& name) const {
  return ImportOf(name) != nullptr;
}

std::vector<std::string> Names::OtherNames(const ast::Name& name, const std::string& whole) {
  std::vector<std::string> others;
  if (files_.empty()) {
    return others;
  }
  const auto add = [&](const std::string& text) {
    const Symbol* symbol = Find(ast::Name{text, {files_.front().file, 0, 0}}, -1);
    if (text != whole && symbol != nullptr && symbol->whole == whole) {
      others.push_back(text);
    }
  };
  add(name.text);
  for (const ast::FileScope::Import& import : files_.front().imports) {
    add(import.alias + "." + name.text);
  }
  return others;
}

int32_t Names::OwnerOfLocal(const std::string& name) const {
  const auto found = std::find_if(locals_.begin(), locals_.end(),
                                  [&](const auto& entry) { return entry.second.count(name) > 0; });
  return found == locals_.end() ? -1 : found->first;
}

std::vector<std::string> Names::Visible(int32_t owner) const {
  std::vector<std::string> names = {"as_of"};
  if (top_.size() > kMostVisible) {
    return names;
  }
  const auto add = [&](const Scope& scope) {
    for (const auto& [name, symbol] : scope) {
      if (symbol.ref.kind != RefKind::kNone) {
        names.push_back(name);
      }
    }
  };
  add(top_);
  if (const auto local = locals_.find(owner); local != locals_.end()) {
    add(local->second);
  }
  // The order of a hash table must not choose between two equally near names.
  std::sort(names.begin(), names.end());
  return names;
}

bool IsReserved(std::string_view word) {
  static constexpr std::string_view kWords[] = {"as_of", "it",      "true",
                                                "false", "missing", "otherwise"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

}  // namespace sextant::check
