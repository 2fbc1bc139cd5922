#include "compiler/format/printer.h"

#include "compiler/format/format.h"

namespace sextant::format {

std::string Printer::Run() {
  std::vector<Member> members;
  for (const Node& declaration : syntax_.declarations) {
    members.push_back(MakeMember(syntax_, declaration, declaration.end));
  }
  PrintMembers(std::move(members), 0, true);
  const std::size_t end = syntax_.tokens.size() - 1;
  if (!syntax_.tokens[end].above.empty()) {
    page_.NewLine(0);
    CommentsAbove(end, 0, end > 0 ? Blanks::kAll : Blanks::kBelow);
  }
  return page_.Text();
}

void Printer::Settle(std::size_t word) {
  const bool comments = !syntax_.tokens[word].above.empty() && word >= comments_done_;
  if (page_.closed() || (comments && !page_.fresh())) {
    page_.NewLine(margins_.next);
  }
  if (comments) {
    CommentsAbove(word, page_.column(), Blanks::kNone);
  }
}

void Printer::Word(std::size_t word) {
  Settle(word);
  page_.Write(words_.text(word), words_.width(word), words_.space_before(word));
  if (!syntax_.tokens[word].beside.empty()) {
    page_.Beside(syntax_.tokens[word].beside);
  }
}

void Printer::Flat(std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    Word(i);
  }
}

void Printer::CommentsAbove(std::size_t word, std::size_t column, Blanks blanks) {
  bool may = blanks == Blanks::kAll;
  for (const parse::Comment& comment : syntax_.tokens[word].above) {
    if (may && comment.blank_above) {
      page_.BlankAbove();
    }
    may = blanks != Blanks::kNone;
    page_.Alone(comment.text);
    page_.NewLine(column);
  }
  if (may && syntax_.tokens[word].blank_above) {
    page_.BlankAbove();
  }
  comments_done_ = word + 1;
}

void Printer::CloseBlock(std::size_t close, std::size_t indent) {
  bool may = true;
  for (const parse::Comment& comment : syntax_.tokens[close].above) {
    page_.NewLine(indent + kStep);
    if (may && comment.blank_above) {
      page_.BlankAbove();
    }
    page_.Alone(comment.text);
  }
  comments_done_ = close + 1;
  page_.NewLine(indent);
  Word(close);
}

std::size_t Printer::ColumnOf(std::size_t word) const {
  return page_.column() + (words_.space_before(word) && !page_.starts() ? 1 : 0);
}

bool Printer::Fits(std::size_t first, std::size_t end, std::size_t tail) const {
  return !words_.Breaks(first, end) && !page_.closed() &&
         ColumnOf(first) + words_.Width(first, end) + tail <= kWidth;
}

}  // namespace sextant::format
