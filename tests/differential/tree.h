#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/types/type.h"

// Generated programs are kept as trees of text, so that they can be counted and shrunk without
// knowing the compiler's own trees.
namespace sextant::differential {

// Every production of the generator, once; the run counts them all.
enum class Construct : uint16_t {
#define CONSTRUCT(Name, text) k##Name,
#include "tests/differential/constructs.def"
#undef CONSTRUCT
};
inline constexpr std::size_t kConstructs = 0
#define CONSTRUCT(Name, text) +1
#include "tests/differential/constructs.def"
#undef CONSTRUCT
    ;
std::string_view ConstructText(Construct construct);

// About where the values of an expression lie, as real numbers (days for dates). A guess: it only
// serves to write literals that split the records.
struct Estimate {
  double low = 0;
  double high = 0;
};

struct Node;
// Shared, because the shrinker's candidates differ in one place and share the rest.
using NodePtr = std::shared_ptr<const Node>;

struct Node {
  Construct construct{};
  // Each `@` of the text stands for the next child; the text of a list stands between its children.
  std::string text;
  std::vector<NodePtr> children;
  bool list = false;
  bool removable = false;  // an item its list can do without
  types::Type type;        // of an expression; the error type for all else
  Estimate estimate;
  // Constructs that show only in the text: a rounding mode, an operator.
  std::vector<Construct> also;

  bool is_expr() const { return !type.is_error(); }
  bool is_name() const { return is_expr() && children.empty() && named; }
  bool named = false;  // a leaf that reads a declared name
};

std::string Print(const NodePtr& node);
std::size_t CountNodes(const NodePtr& node);

// Where a node stands: the child to take at each level from the root.
using Path = std::vector<std::size_t>;
const NodePtr& At(const NodePtr& root, const Path& path);
// The tree with the node at `path` replaced; null removes it from its list.
NodePtr Replace(const NodePtr& root, const Path& path, NodePtr replacement);

// Calls `visit` for every node, parents first.
void Visit(const NodePtr& root, const std::function<void(const Path&, const NodePtr&)>& visit);

}  // namespace sextant::differential
