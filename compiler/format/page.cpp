#include "compiler/format/page.h"

#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/format/spelling.h"

namespace sextant::format {
namespace {

constexpr std::size_t kCommentGap = 2;  // blanks before a comment beside words, at least

}  // namespace

void Page::NewLine(std::size_t column) {
  Line line;
  line.text.assign(column, ' ');
  line.width = column;
  lines_.push_back(std::move(line));
  fresh_ = starts_ = true;
}

void Page::BlankAbove() {
  lines_.back().blank_above = true;
}

void Page::Write(const std::string& text, std::size_t width, bool space) {
  Line& line = lines_.back();
  if (space && !starts_) {
    line.text += ' ';
    ++line.width;
  }
  line.text += text;
  line.width += width;
  fresh_ = starts_ = false;
}

void Page::Pad(std::size_t column) {
  Line& line = lines_.back();
  if (line.width < column && !closed()) {
    line.text.append(column - line.width, ' ');
    line.width = column;
    starts_ = true;
  }
}

void Page::Beside(const std::string& comment) {
  lines_.back().comment = comment;
}

void Page::Alone(const std::string& comment) {
  lines_.back().text += comment;
  lines_.back().alone = true;
  fresh_ = starts_ = false;
}

// The end of the group of comments that begins at line `first`: lines that follow each other, with
// at most one line without a comment between them, as long as no comment is pushed over the width.
std::size_t Page::CommentsFrom(std::size_t first) {
  std::size_t column = 0;
  std::size_t longest = 0;  // among comments that fit
  std::size_t end = first;
  for (std::size_t i = first; i < lines_.size() && i <= end + 2; ++i) {
    const Line& line = lines_[i];
    if (line.alone || (i > first && line.blank_above)) {
      break;
    }
    if (line.comment.empty()) {
      continue;
    }
    const std::size_t own = line.width + kCommentGap;
    const std::size_t size = DisplayWidth(line.comment);
    const std::size_t widest = own + size <= kWidth ? std::max(longest, size) : longest;
    const std::size_t wanted = std::max(column, own);
    if (i > first && wanted + widest > kWidth) {
      break;
    }
    column = wanted;
    longest = widest;
    end = i;
  }
  for (std::size_t i = first; i <= end; ++i) {
    lines_[i].comment_column = column;
  }
  return end + 1;
}

void Page::AlignComments() {
  for (std::size_t i = 0; i < lines_.size();) {
    i = lines_[i].comment.empty() ? i + 1 : CommentsFrom(i);
  }
}

std::string Page::Text() {
  AlignComments();
  std::string out;
  if (!lines_.empty() && fresh_) {
    lines_.pop_back();  // begun below the last comment
  }
  for (const Line& line : lines_) {
    out += line.blank_above ? "\n" : "";
    out += line.text;
    if (!line.comment.empty()) {
      out.append(line.comment_column - line.width, ' ');
      out += line.comment;
    }
    out += '\n';
  }
  return out;
}

}  // namespace sextant::format
