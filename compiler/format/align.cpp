#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/format/member.h"

namespace sextant::format {
namespace {

// The width of a member's first line from the cell `column` on.
std::size_t WidthFrom(const Words& words, const Member& m, std::size_t column) {
  std::size_t width = 0;
  for (std::size_t i = column; i < m.cells_beside(); ++i) {
    const bool last = i + 1 == m.cells_beside();
    width += (i > column ? m.cells[i].gap : 0) +
             (last && m.broken ? 0 : words.Width(m.CellFirst(i), m.CellEnd(i)));
  }
  return width;
}

// Aligns a run of members of one rule that follow each other.
class Aligner {
 public:
  Aligner(const Words& words, std::size_t indent, Member* begin, Member* end)
      : words_(words), indent_(indent), begin_(begin), end_(end) {}

  // Returns whether every column could be aligned.
  bool Run() {
    bool all = true;
    bool more = true;
    for (std::size_t column = 1; more; ++column) {
      more = false;
      for (Member* m = begin_; m != end_;) {
        if (m->cells_beside() <= column) {
          ++m;
          continue;
        }
        Member* first = m;
        while (m != end_ && m->cells_beside() > column) {
          ++m;
        }
        all &= AlignColumn(column, first, m);
        more = true;
      }
    }
    return all;
  }

 private:
  std::size_t Natural(const Member& m, std::size_t column) const {
    return m.cells[column - 1].column +
           words_.Width(m.CellFirst(column - 1), m.CellEnd(column - 1)) + m.cells[column].gap;
  }

  bool AlignColumn(std::size_t column, Member* first, Member* end) {
    std::size_t widest = 0;
    for (Member* m = first; m != end; ++m) {
      widest = std::max(widest, Natural(*m, column));
    }
    bool fits = true;
    for (Member* m = first; m != end; ++m) {
      const std::size_t rest = indent_ + WidthFrom(words_, *m, column);
      fits &= widest + rest <= kWidth || Natural(*m, column) + rest > kWidth;
    }
    for (Member* m = first; m != end; ++m) {
      m->cells[column].column = fits ? widest : Natural(*m, column);
    }
    return fits;
  }

  const Words& words_;
  std::size_t indent_;
  Member* begin_;
  Member* end_;
};

// Returns whether every column of members that belong together could be aligned.
bool AlignRuns(const Words& words, std::size_t indent, std::vector<Member>& members) {
  bool all = true;
  for (std::size_t i = 0; i < members.size();) {
    std::size_t end = i + 1;
    while (end < members.size() && members[end].node.rule == members[i].node.rule &&
           !members[end].after_blank) {
      ++end;
    }
    const bool aligned = Aligner(words, indent, &members[i], &members[i] + (end - i)).Run();
    all &= aligned || !members[i].style.together;
    i = end;
  }
  return all;
}

// Whether the cells beside each other from `cell` on need more than one line.
bool IsWide(const Words& words, std::size_t indent, const Member& member, std::size_t cell) {
  std::size_t last = cell;
  while (last + 1 < member.cells.size() && member.cells[last + 1].place == Place::kBeside) {
    ++last;
  }
  const std::size_t end = member.CellEnd(last);
  return words.Breaks(member.CellFirst(cell), end) ||
         indent + words.Width(member.node.first, end) > kWidth;
}

// Cells that only make sense on one line go together again: all from a brace on that does not close
// on its line.
void Break(const Words& words, std::size_t indent, Member& member) {
  member.broken = true;
  std::vector<Cell> cells;
  bool within = false;
  for (std::size_t i = 0; i < member.cells.size(); ++i) {
    const Cell& cell = member.cells[i];
    const std::size_t first = member.CellFirst(i);
    within = cell.place == Place::kBeside &&
             (within || (words.text(first) == "{" && IsWide(words, indent, member, i)));
    if (within) {
      cells.back().end = cell.end;
    } else {
      cells.push_back(cell);
    }
  }
  if (member.style.together && !member.style.heads) {
    // Without columns: what stands beside the head follows it.
    while (cells.size() > 1 && cells[1].place == Place::kBeside && !member.style.apart) {
      cells[0].end = cells[1].end;
      cells.erase(cells.begin() + 1);
    }
  }
  if (member.style.apart) {
    for (std::size_t i = 1; i < cells.size(); ++i) {
      cells[i].place = Place::kBelow;
    }
  }
  member.cells = std::move(cells);
}

}  // namespace

void Align(const Words& words, std::size_t indent, std::vector<Member>& members) {
  const auto narrow = [&](const Member& m) {
    return !words.Breaks(m.node.first, m.end) && indent + WidthFrom(words, m, 0) <= kWidth;
  };
  bool together = true;
  for (Member& m : members) {
    const bool fits = narrow(m) && !m.style.apart;
    together &= fits || !m.style.together;
    if (!fits && !m.style.together) {
      Break(words, indent, m);
    }
  }
  std::vector<Member> tried = members;
  if (together && AlignRuns(words, indent, tried)) {
    members = std::move(tried);
    return;
  }
  for (Member& m : members) {
    if (m.style.together) {
      Break(words, indent, m);
    }
  }
  AlignRuns(words, indent, members);
}

}  // namespace sextant::format
