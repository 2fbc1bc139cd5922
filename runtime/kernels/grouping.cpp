#include "runtime/kernels/grouping.h"

#include <algorithm>

namespace sextant::kernels {
namespace {

Group Joined(const Group& a, const Group& b) {
  Group both = a;
  both.columns.insert(both.columns.end(), b.columns.begin(), b.columns.end());
  for (const uint32_t stride : b.strides) {
    both.strides.push_back(stride * a.size);
  }
  both.size = a.size * b.size;
  return both;
}

}  // namespace

std::vector<Group> GroupsOf(std::span<const Column> columns, uint32_t most) {
  std::vector<Group> groups;
  for (uint32_t i = 0; i < columns.size(); ++i) {
    groups.push_back({{i}, {1}, columns[i].size(), 0});
  }
  const auto larger = [](const Group& a, const Group& b) { return a.size > b.size; };
  while (groups.size() > 1) {
    std::ranges::stable_sort(groups, larger);
    const Group &a = groups[groups.size() - 1], &b = groups[groups.size() - 2];
    if (uint64_t{a.size} * b.size > most) {
      break;
    }
    const Group both = Joined(a, b);
    groups.resize(groups.size() - 2);
    groups.push_back(both);
  }
  if (groups.empty()) {
    groups.emplace_back();  // no column tells rows apart: all records are in the same interval
  }
  uint32_t base = 0;
  for (Group& group : groups) {
    group.base = base;
    base += group.size;
  }
  return groups;
}

}  // namespace sextant::kernels
