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
