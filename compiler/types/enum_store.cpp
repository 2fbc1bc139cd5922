#include "compiler/types/enum_store.h"

#include <algorithm>
#include <utility>

namespace sextant::types {

EnumId EnumStore::AddNamed(std::string name, std::vector<std::string> members) {
  enums_.push_back({std::move(name), std::move(members)});
  return EnumId(enums_.size() - 1);
}

EnumId EnumStore::InternAnonymous(std::vector<std::string> members) {
  const auto same = std::find_if(enums_.begin(), enums_.end(), [&](const Enumeration& known) {
    return known.name.empty() && known.members == members;
  });
  if (same != enums_.end()) {
    return EnumId(static_cast<std::size_t>(same - enums_.begin()));
  }
  return AddNamed("", std::move(members));
}

std::optional<int32_t> EnumStore::Find(EnumId id, std::string_view member) const {
  const std::vector<std::string>& members = get(id).members;
  const auto found = std::find(members.begin(), members.end(), member);
  if (found == members.end()) {
    return std::nullopt;
  }
  return static_cast<int32_t>(found - members.begin());
}

}  // namespace sextant::types
