#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/ast/decl.h"

namespace sextant::ast {

// How the names of one file are found. What it declares is known under `prefix`, "" or "bold.",
// plus the name; a bare name is looked for there, then in the files it joins, then outward.
struct FileScope {
  struct Joined {
    source::FileId file;
    std::string prefix;
  };
  struct Import {
    std::string alias;
    std::vector<Joined> files;  // the imported file, and what that joins
  };

  source::FileId file;
  std::string prefix;
  std::vector<Joined> joined;   // imported without a name, also by one of these
  std::vector<Import> imports;  // with a name
};

// One parsed file, with what it imports. Immutable after parsing; what checking learns stands in side tables keyed by
// ExprId.
class Tree {
 public:
  ExprId Add(source::Span span, ExprNode node) {
    exprs_.push_back({span, std::move(node)});
    return ExprId(exprs_.size() - 1);
  }
  const ExprNode& node(ExprId id) const { return exprs_[id.index()].node; }
  source::Span span(ExprId id) const { return exprs_[id.index()].span; }
  std::size_t expr_count() const { return exprs_.size(); }

  std::vector<Decl> decls;
  std::vector<FileScope> files;  // the program's own first; none: a single file

 private:
  struct Entry {
    source::Span span;
    ExprNode node;
  };
  std::vector<Entry> exprs_;
};

// The tree as indented text, one node a line with its place; the format of `--emit ast`.
std::string Print(const Tree& tree);

}  // namespace sextant::ast
