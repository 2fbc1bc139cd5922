#include "compiler/check/names.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace sextant::check {
namespace {

constexpr std::size_t kMostVisible = 5000;

Symbol* FindIn(std::unordered_map<std::string, Symbol>& scope, const std::string& name) {
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
    if (Symbol* local = FindIn(locals_[owner], name)) {
      return local;
    }
  }
  return FindIn(top_, name);
}

Symbol* Names::Find(const ast::Name& name, int32_t owner) {
  if (owner >= 0) {
    if (Symbol* local = FindIn(locals_[owner], name.text)) {
      return local;
    }
  }
  const ast::FileScope* file = FileOf(name);
  if (file == nullptr) {
    return FindIn(top_, name.text);
  }
  if (const std::size_t dot = name.text.find('.'); dot != std::string::npos) {
    const std::string whole =
        Imported({name.text.substr(0, dot), name.span}, {name.text.substr(dot + 1), name.span});
    return whole.empty() ? nullptr : FindIn(top_, whole);
  }
  if (Symbol* own = FindIn(top_, file->prefix + name.text)) {
    return own;
  }
  for (const std::string& prefix : file->joined) {
    if (Symbol* joined = FindIn(top_, prefix + name.text)) {
      return joined;
    }
  }
  // The files around it: "bold.rates." lies in "bold.", which lies in the program.
  std::string prefix = file->prefix;
  while (!prefix.empty()) {
    prefix.pop_back();
    prefix.erase(prefix.rfind('.') + 1);
    if (Symbol* outer = FindIn(top_, prefix + name.text)) {
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

std::string Names::Imported(const ast::Name& base, const ast::Name& member) const {
  const ast::FileScope* file = FileOf(base);
  if (file == nullptr) {
    return "";
  }
  for (const auto& [alias, prefix] : file->aliases) {
    if (alias == base.text) {
      return prefix + member.text;
    }
  }
  return "";
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
