#pragma once

#include <vector>

#include "compiler/format/styles.h"
#include "compiler/format/words.h"
#include "compiler/parse/syntax.h"

namespace sextant::format {

// A part of a member that may be aligned with those of its neighbours: parts [first, end) of its
// rule.
struct Cell {
  std::size_t first = 0;
  std::size_t end = 0;
  Place place = Place::kBeside;
  std::size_t gap = 1;     // blanks before it, at least
  std::size_t column = 0;  // where it begins, from the member's start
};

// A declaration, or what stands on a line of its own within one.
struct Member {
  parse::SyntaxNode node;
  std::size_t end = 0;  // behind its separator
  RuleStyle style;
  std::vector<Cell> cells;
  bool broken = false;       // does not stand on one line
  bool after_blank = false;  // an empty line stands above it, or above its comments
  bool set_apart = false;    // it stands there whatever the author wrote

  // The words of a cell; the last one has the separator.
  std::size_t CellFirst(std::size_t cell) const { return node.parts[cells[cell].first].first; }
  std::size_t CellEnd(std::size_t cell) const {
    return cell + 1 == cells.size() ? end : node.parts[cells[cell].end - 1].end;
  }
  // The cells on its first line.
  std::size_t cells_beside() const;
};

Member MakeMember(const parse::Syntax& syntax, parse::SyntaxNode node, std::size_t end);

// Settles which members stand on one line, and the columns of their cells.
void Align(const Words& words, std::size_t indent, std::vector<Member>& members);

}  // namespace sextant::format
