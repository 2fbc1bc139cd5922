#include "compiler/diag/excerpt.h"

#include <algorithm>

#include "compiler/diag/display.h"

namespace sextant::diag {
namespace {

constexpr std::size_t kWindow = 100;  // columns of source shown
constexpr std::size_t kBefore = 40;   // of those, before the mark when the line is cut

// The part of a line that is looked at: a line may have megabytes.
constexpr std::size_t kNear = 2000;  // bytes on each side of the mark that must be seen

// Whether something was left out before and behind what is left of a line.
struct Cut {
  bool before = false;
  bool behind = false;
};

const Mark& MostImportant(const std::vector<Mark>& marks) {
  const auto primary =
      std::find_if(marks.begin(), marks.end(), [](const Mark& m) { return m.primary; });
  return primary == marks.end() ? marks.front() : *primary;
}

bool InsideScalar(std::string_view line, std::size_t at) {
  return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80;
}

// Keeps what is near the most important mark, and moves the marks along.
Cut KeepNear(std::string_view& line, std::vector<Mark>& marks) {
  const std::size_t center = marks.empty() ? 0 : MostImportant(marks).begin;
  std::size_t begin = center > kNear ? center - kNear : 0;
  std::size_t end = std::min(line.size(), center + kNear);
  while (begin < center && InsideScalar(line, begin)) {
    ++begin;
  }
  while (end < line.size() && InsideScalar(line, end)) {
    ++end;
  }
  const Cut cut{begin > 0, end < line.size()};
  line = line.substr(begin, end - begin);
  for (Mark& mark : marks) {
    mark.begin = std::clamp(mark.begin, begin, end) - begin;
    mark.end = std::clamp(mark.end, begin, end) - begin;
  }
  return cut;
}

// A line measured for printing: what each scalar shows, and the column at which it starts.
struct Measured {
  struct Item {
    std::size_t byte;
    std::size_t column;
    Cell cell;
  };
  std::vector<Item> items;
  std::size_t bytes = 0;
  std::size_t width = 0;

  std::size_t ColumnOf(std::size_t byte) const {
    const auto at = std::find_if(items.begin(), items.end(),
                                 [byte](const Item& item) { return item.byte >= byte; });
    return at == items.end() ? width : at->column;
  }
};

Measured Measure(std::string_view line) {
  Measured measured;
  measured.bytes = line.size();
  for (std::size_t at = 0; at < line.size();) {
    const Scalar scalar = NextScalar(line, at);
    Cell cell = Show(scalar, line.substr(at, scalar.length));
    const std::size_t width = cell.width;
    measured.items.push_back({at, measured.width, std::move(cell)});
    measured.width += width;
    at += scalar.length;
  }
  return measured;
}

// The columns [first, last) that are shown.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

Window Choose(const Measured& line, const std::vector<Mark>& marks) {
  if (line.width <= kWindow || marks.empty()) {
    return {0, std::min(line.width, kWindow)};
  }
  const std::size_t column = line.ColumnOf(MostImportant(marks).begin);
  const std::size_t first = column < kWindow - kBefore ? 0 : column - kBefore;
  return {first, std::min(line.width, first + kWindow)};
}

std::string ShownText(const Measured& line, Window window, Cut cut) {
  std::string text = window.first > 0 || cut.before ? "…" : "";
  for (const Measured::Item& item : line.items) {
    if (item.column >= window.first && item.column + item.cell.width <= window.last) {
      text += item.cell.text;
    }
  }
  return window.last < line.width || cut.behind ? text + "…" : text;
}

// A mark in columns of the printed line.
struct Placed {
  std::size_t first;
  std::size_t last;
  const Mark* mark;
};

std::vector<Placed> Place(const Measured& line, Window window, Cut cut,
                          const std::vector<Mark>& marks) {
  const std::size_t shift = window.first > 0 || cut.before ? 1 : 0;
  const auto clamp = [&](std::size_t column) {
    return std::clamp(column, window.first, window.last) - window.first + shift;
  };
  std::vector<Placed> placed;
  for (const Mark& mark : marks) {
    const std::size_t first = clamp(line.ColumnOf(mark.begin));
    placed.push_back({first, std::max(first + 1, clamp(line.ColumnOf(mark.end))), &mark});
  }
  std::stable_sort(placed.begin(), placed.end(),
                   [](const Placed& a, const Placed& b) { return a.first < b.first; });
  return placed;
}

Excerpt::Row TextBelow(const Placed& placed) {
  return {std::string(placed.first, ' ') + ShowAll(placed.mark->text), placed.mark->primary};
}

// Marks that do not overlap share a row; the last one's text stands beside it, the others' below.
void AddRow(const std::vector<Placed>& row, std::vector<Excerpt::Row>& out) {
  std::string signs;
  bool primary = false;
  for (const Placed& placed : row) {
    signs.resize(placed.first, ' ');
    signs.append(placed.last - placed.first, placed.mark->primary ? '^' : '-');
    primary |= placed.mark->primary;
  }
  const std::string& beside = row.back().mark->text;
  out.push_back({beside.empty() ? signs : signs + " " + ShowAll(beside), primary});
  for (auto placed = row.rbegin() + 1; placed != row.rend(); ++placed) {
    if (!placed->mark->text.empty()) {
      out.push_back(TextBelow(*placed));
    }
  }
}

}  // namespace

Excerpt MakeExcerpt(std::string_view line, std::vector<Mark> marks) {
  const Cut cut = KeepNear(line, marks);
  const Measured measured = Measure(line);
  const Window window = Choose(measured, marks);
  Excerpt excerpt{ShownText(measured, window, cut), {}};
  std::vector<Placed> waiting = Place(measured, window, cut, marks);
  while (!waiting.empty()) {
    std::vector<Placed> row, later;
    for (const Placed& placed : waiting) {
      const bool fits = row.empty() || placed.first >= row.back().last;
      (fits ? row : later).push_back(placed);
    }
    AddRow(row, excerpt.rows);
    waiting = std::move(later);
  }
  return excerpt;
}

}  // namespace sextant::diag
