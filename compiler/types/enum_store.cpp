#include "compiler/types/enum_store.h"

#include <utility>

namespace sextant::types {

EnumId EnumStore::AddNamed(std::string name, std::vector<std::string> members) {
  std::unordered_map<std::string, int32_t>& codes = codes_.emplace_back();
  for (std::size_t code = 0; code < members.size(); ++code) {
    codes.emplace(members[code], static_cast<int32_t>(code));
  }
  enums_.push_back({std::move(name), std::move(members)});
  return EnumId(enums_.size() - 1);
}

EnumId EnumStore::InternAnonymous(std::vector<std::string> members) {
  const auto [known, added] = anonymous_.try_emplace(members, EnumId(enums_.size()));
  return added ? AddNamed("", std::move(members)) : known->second;
}

std::optional<int32_t> EnumStore::Find(EnumId id, std::string_view member) const {
  const auto& codes = codes_[id.index()];
  const auto found = codes.find(std::string(member));
  return found == codes.end() ? std::nullopt : std::optional<int32_t>(found->second);
}

}  // namespace sextant::types
