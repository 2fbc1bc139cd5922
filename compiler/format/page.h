#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace sextant::format {

// The lines of the formatted file, written one after the other.
class Page {
 public:
  // Ends the line at work and begins one with so many blanks.
  void NewLine(std::size_t column);
  // Leaves the line above the one at work empty.
  void BlankAbove();
  // Writes a word; `space` puts a blank before it, except at the start of a line or column.
  void Write(const std::string& text, std::size_t width, bool space);
  // Fills the line at work with blanks up to `column`, where a column starts.
  void Pad(std::size_t column);
  // A comment behind the line at work, which ends with it.
  void Beside(const std::string& comment);
  // A comment instead of words.
  void Alone(const std::string& comment);

  // The next free column of the line at work.
  std::size_t column() const { return lines_.empty() ? 0 : lines_.back().width; }
  // The next word has no blank before it: a line or a column starts.
  bool starts() const { return starts_; }
  // Nothing but blanks has been written in the line at work.
  bool fresh() const { return fresh_; }
  // A comment has ended the line at work.
  bool closed() const { return !lines_.empty() && !lines_.back().comment.empty(); }

  // The whole page; comments behind lines that follow each other are aligned.
  std::string Text();

 private:
  struct Line {
    std::string text;
    std::size_t width = 0;
    std::string comment;
    std::size_t comment_column = 0;
    bool blank_above = false;
    bool alone = false;  // a comment on a line of its own
  };
  void AlignComments();
  std::size_t CommentsFrom(std::size_t first);

  std::vector<Line> lines_;
  bool fresh_ = false;   // of the line
  bool starts_ = false;  // of a line or a column: no blank before the next word
};

}  // namespace sextant::format
