#include "tests/differential/shrink.h"

#include <algorithm>
#include <map>
#include <utility>

namespace sextant::differential {

using types::Kind;
using types::Type;

Shrinker::Shrinker(Case failing, const Outcome& outcome, std::chrono::seconds budget)
    : best_(std::move(failing)),
      outcome_(outcome),
      deadline_(std::chrono::steady_clock::now() + budget) {}

bool Shrinker::Keep(Case candidate) {
  // An engine that was never made in a few seconds will do for one that is never made.
  const int patience = outcome_.kind == Outcome::kHung ? 2 : 20;
  if (TimeIsUp() || !RunApart(candidate, patience).LikeThat(outcome_)) {
    return false;
  }
  best_ = std::move(candidate);
  return true;
}

Case Shrinker::Shrink() {
  if (!Keep(best_)) {
    return best_;  // it does not fail every time
  }
  ShrinkRecords();
  while (ShrinkProgram()) {
    ShrinkRecords();
  }
  ShrinkLayout();
  ShrinkCells();
  return best_;
}

// Halves the records as long as one half still fails; then drops them one by one.
void Shrinker::ShrinkRecords() {
  for (int64_t size = best_.table.rows / 2; size >= 1;) {
    bool found = false;
    for (int64_t from = 0; !found && from < best_.table.rows; from += size) {
      Case candidate = best_;
      candidate.table = KeepRows(best_.table, from, std::min(size, best_.table.rows - from));
      found = candidate.table.rows < best_.table.rows && Keep(std::move(candidate));
    }
    size = found ? best_.table.rows / 2 : size / 4;
  }
}

void Shrinker::ShrinkLayout() {
  for (std::size_t i = 0; i < best_.table.columns.size(); ++i) {
    Case candidate = best_;
    candidate.table.columns[i].offset = 0;
    candidate.table.columns[i].validity = false;
    Keep(std::move(candidate));
  }
  Case candidate = best_;
  candidate.tuning = {};
  Keep(std::move(candidate));
  candidate = best_;
  candidate.params.clear();
  Keep(std::move(candidate));
}

// Tries plainer values in every cell of the few records that are left.
void Shrinker::ShrinkCells() {
  constexpr int64_t kFew = 3;
  for (std::size_t i = 0; best_.table.rows <= kFew && i < best_.table.columns.size(); ++i) {
    for (std::size_t row = 0; row < best_.table.columns[i].cells.size(); ++row) {
      for (const Cell& plain : {Cell{0, true, {}}, Cell{1, true, {}}, Cell{0, false, {}}}) {
        const Cell& cell = best_.table.columns[i].cells[row];
        if (cell.word == plain.word && cell.valid == plain.valid && !cell.fault) {
          break;
        }
        Case candidate = best_;
        candidate.table.columns[i].cells[row] = plain;
        if (Keep(std::move(candidate))) {
          break;
        }
      }
    }
  }
}

bool Shrinker::TryProgram(NodePtr program) {
  Case candidate = best_;
  candidate.program = std::move(program);
  return Keep(std::move(candidate));
}

bool Shrinker::ShrinkProgram() {
  const bool removed = RemoveItems();
  const bool simplified = SimplifyExprs();
  return (InlineLets() || removed || simplified) && !TimeIsUp();
}

namespace {

// The paths of the nodes that `want` accepts, parents first.
template <class Predicate>
std::vector<Path> Paths(const NodePtr& root, Predicate want) {
  std::vector<Path> paths;
  Visit(root, [&](const Path& path, const NodePtr& node) {
    if (!path.empty() && want(*node)) {
      paths.push_back(path);
    }
  });
  return paths;
}

bool Under(const Path& parent, const Path& path) {
  return path.size() >= parent.size() && std::equal(parent.begin(), parent.end(), path.begin());
}

}  // namespace

// Whole declarations, then their parts; from the last to the first, so that the paths still to be
// tried stay right.
bool Shrinker::RemoveItems() {
  bool any = false;
  for (const bool declarations : {true, false}) {
    std::vector<Path> paths = Paths(best_.program, [](const Node& node) { return node.removable; });
    std::erase_if(paths, [&](const Path& path) { return (path.size() == 1) != declarations; });
    std::ranges::reverse(paths);
    for (const Path& path : paths) {
      any = TryProgram(Replace(best_.program, path, nullptr)) || any;
    }
  }
  return any;
}

namespace {

std::vector<std::string> PlainTexts(const Type& type) {
  if (type.series > 0) {
    return {};
  }
  switch (type.kind) {
    case Kind::kBool:
      return {"true", "false"};
    case Kind::kNumber:
    case Kind::kFloat:
      return {"0", "1"};
    case Kind::kMoney:
      return {"0 " + type.currency.text(), "1 " + type.currency.text()};
    case Kind::kDate:
      return {"2000-01-01"};
    case Kind::kDuration:
      return type.unit == types::DurationUnit::kDays
                 ? std::vector<std::string>{"0 days", "1 day"}
                 : std::vector<std::string>{"0 months", "1 month"};
    case Kind::kText:
      return {"\"a\""};
    default:
      return {};
  }
}

NodePtr Plain(const Node& like, const std::string& text) {
  auto node = std::make_shared<Node>();
  node->construct = like.construct;
  node->type = like.type.required();
  node->text = text;
  return node;
}

// The nearest expressions inside the node that could stand in its place.
std::vector<NodePtr> Inner(const NodePtr& node) {
  std::vector<NodePtr> inner;
  Visit(node, [&](const Path& path, const NodePtr& child) {
    const bool alike =
        child->type.kind == node->type.kind && child->type.series == node->type.series;
    if (!path.empty() && child->is_expr() && alike && inner.size() < 10) {
      inner.push_back(child);
    }
  });
  return inner;
}

}  // namespace

bool Shrinker::SimplifyAt(const Path& path) {
  const NodePtr node = At(best_.program, path);
  for (const std::string& text : PlainTexts(node->type)) {
    const bool plain = node->text == text;
    if (!plain && TryProgram(Replace(best_.program, path, Plain(*node, text)))) {
      return true;
    }
    if (plain) {
      return false;
    }
  }
  for (const NodePtr& inner : Inner(node)) {
    auto copy = std::make_shared<Node>(*inner);
    copy->removable = node->removable;
    if (TryProgram(Replace(best_.program, path, copy))) {
      return true;
    }
  }
  return false;
}

// Parents before children: what is replaced whole need not be looked into.
bool Shrinker::SimplifyExprs() {
  bool any = false;
  std::vector<Path> done;
  for (const Path& path : Paths(best_.program, [](const Node& node) { return node.is_expr(); })) {
    const bool inside =
        std::ranges::any_of(done, [&](const Path& one) { return Under(one, path); });
    if (TimeIsUp()) {
      break;
    }
    if (!inside && SimplifyAt(path)) {
      any = true;
      done.push_back(path);
    }
  }
  return any;
}

// Writes the value of a `let` where its name stands.
bool Shrinker::InlineLets() {
  std::map<std::string, NodePtr> values;
  Visit(best_.program, [&](const Path&, const NodePtr& node) {
    for (const std::string_view head : {"let ", "  let "}) {
      if (node->text.starts_with(head)) {
        const std::string rest = node->text.substr(head.size());
        values.emplace(rest.substr(0, rest.find(' ')), node->children.back());
      }
    }
  });
  bool any = false;
  for (const Path& path : Paths(best_.program, [](const Node& node) { return node.is_name(); })) {
    const auto found = values.find(At(best_.program, path)->text);
    if (found != values.end()) {
      any = TryProgram(Replace(best_.program, path, found->second)) || any;
      if (any) {
        return true;
      }
    }
  }
  return any;
}

}  // namespace sextant::differential
