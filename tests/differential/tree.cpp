#include "tests/differential/tree.h"

#include <utility>

namespace sextant::differential {

std::string_view ConstructText(Construct construct) {
  static constexpr std::string_view kTexts[] = {
#define CONSTRUCT(Name, text) text,
#include "tests/differential/constructs.def"
#undef CONSTRUCT
  };
  return kTexts[static_cast<std::size_t>(construct)];
}

namespace {

void PrintTo(std::string& out, const Node& node) {
  if (node.list) {
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      out += i == 0 ? "" : node.text;
      PrintTo(out, *node.children[i]);
    }
    return;
  }
  std::size_t child = 0;
  for (const char c : node.text) {
    if (c == '@') {
      PrintTo(out, *node.children[child++]);
    } else {
      out += c;
    }
  }
}

NodePtr ReplaceFrom(const NodePtr& node, const Path& path, std::size_t depth,
                    NodePtr& replacement) {
  if (depth == path.size()) {
    return std::move(replacement);
  }
  auto copy = std::make_shared<Node>(*node);
  NodePtr child = ReplaceFrom(node->children[path[depth]], path, depth + 1, replacement);
  if (child == nullptr) {
    copy->children.erase(copy->children.begin() + static_cast<std::ptrdiff_t>(path[depth]));
  } else {
    copy->children[path[depth]] = std::move(child);
  }
  return copy;
}

void VisitFrom(const NodePtr& node, Path& path,
               const std::function<void(const Path&, const NodePtr&)>& visit) {
  visit(path, node);
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    path.push_back(i);
    VisitFrom(node->children[i], path, visit);
    path.pop_back();
  }
}

}  // namespace

std::string Print(const NodePtr& node) {
  std::string out;
  PrintTo(out, *node);
  return out;
}

std::size_t CountNodes(const NodePtr& node) {
  std::size_t count = 1;
  for (const NodePtr& child : node->children) {
    count += CountNodes(child);
  }
  return count;
}

const NodePtr& At(const NodePtr& root, const Path& path) {
  const NodePtr* node = &root;
  for (const std::size_t step : path) {
    node = &(*node)->children[step];
  }
  return *node;
}

NodePtr Replace(const NodePtr& root, const Path& path, NodePtr replacement) {
  return ReplaceFrom(root, path, 0, replacement);
}

void Visit(const NodePtr& root, const std::function<void(const Path&, const NodePtr&)>& visit) {
  Path path;
  VisitFrom(root, path, visit);
}

}  // namespace sextant::differential
