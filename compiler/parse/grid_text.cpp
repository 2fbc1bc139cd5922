#include "compiler/parse/grid_text.h"

namespace sextant::parse {
namespace {

using diag::Diag;

class Drawer {
 public:
  Drawer(const Characters& csv, source::FileId file, diag::Sink& sink)
      : csv_(csv), file_(file), sink_(sink) {
    grid_.scalars.reserve(csv.scalars.size() * 5 / 4);
    grid_.offsets.reserve(csv.scalars.size() * 5 / 4);
  }

  Characters Run() {
    while (at_ < csv_.scalars.size()) {
      if (IsLineEnd()) {
        ++at_;
      } else {
        DrawLine();
      }
    }
    grid_.offsets.push_back(csv_.offsets.back());
    return std::move(grid_);
  }

 private:
  char32_t Here() const { return csv_.scalars[at_]; }
  bool AtEnd() const { return at_ >= csv_.scalars.size(); }
  bool IsLineEnd() const { return Here() == '\n' || Here() == '\r'; }
  // A full-width comma parts the items of a cell; only the ASCII one parts cells.
  bool IsSeparator() const {
    return Here() == ',' && csv_.offsets[at_ + 1] - csv_.offsets[at_] == 1;
  }

  void Put(char32_t c) {
    grid_.scalars.push_back(c);
    grid_.offsets.push_back(csv_.offsets[at_]);
  }

  void DrawLine() {
    Put('|');
    DrawCell();
    while (!AtEnd() && !IsLineEnd()) {
      Put('|');
      ++at_;  // the separator
      DrawCell();
    }
    Put('|');
    Put('\n');
  }

  void DrawCell() {
    in_text_ = false;
    Put(' ');  // `||` would be a slip of its own
    if (!AtEnd() && Here() == '"') {
      DrawQuoted();
    }
    while (!AtEnd() && !IsLineEnd() && !IsSeparator()) {
      PutContent();
    }
  }

  // "" within quotes is one quote.
  void DrawQuoted() {
    const std::size_t open = at_;
    Put(' ');
    ++at_;
    while (!AtEnd()) {
      if (Here() != '"') {
        PutContent();
      } else if (at_ + 1 < csv_.scalars.size() && csv_.scalars[at_ + 1] == '"') {
        ++at_;
        PutContent();
      } else {
        Put(' ');
        ++at_;
        return;
      }
    }
    sink_.Report(Diag::kUnclosedText, {file_, csv_.offsets[open], csv_.offsets[open + 1]})
        .Hint("a cell that begins with a quote ends with one; write a quote inside it twice");
  }

  // Within a cell nothing ends the row, and nothing is a comment.
  void PutContent() {
    const char32_t c = Here();
    in_text_ = c == '"' ? !in_text_ : in_text_;
    if (c == '\n' || c == '\r') {
      Put(' ');
    } else if ((c == '|' || c == '#') && !in_text_) {
      sink_
          .Report(Diag::kStrayCharacter, {file_, csv_.offsets[at_], csv_.offsets[at_ + 1]},
                  {c == '|' ? "`|`" : "`#`"})
          .Hint("a cell of a table's file holds one condition or value");
      Put(' ');
    } else {
      Put(c);
    }
    ++at_;
  }

  const Characters& csv_;
  source::FileId file_;
  diag::Sink& sink_;
  Characters grid_;
  std::size_t at_ = 0;
  bool in_text_ = false;  // inside a text constant
};

}  // namespace

Characters GridText(const Characters& csv, source::FileId file, diag::Sink& sink) {
  return Drawer(csv, file, sink).Run();
}

}  // namespace sextant::parse
