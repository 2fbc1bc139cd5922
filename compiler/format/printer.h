#pragma once

#include <string>
#include <vector>

#include "compiler/format/member.h"
#include "compiler/format/page.h"
#include "compiler/format/shapes.h"
#include "compiler/format/words.h"
#include "compiler/parse/syntax.h"

namespace sextant::format {

// Writes the declarations of a file. A part that fits on the rest of its line is written there; one
// that does not is taken apart, outermost first, by its shape. `tail` is always the width of what
// has to follow on the same line.
class Printer {
 public:
  Printer(const parse::Syntax& syntax, const Words& words) : syntax_(syntax), words_(words) {}

  std::string Run();

 private:
  static constexpr std::size_t kStep = 2;  // a member is indented so far
  static constexpr std::size_t kGoOn = 4;  // the second line of a statement

  using Node = parse::SyntaxNode;
  // Where lines begin; restored at the end of a construct.
  struct Margins {
    std::size_t indent = 0;  // of the statement at work
    std::size_t next = 0;    // of a line that goes on with it
  };
  class Scope;

  // printer.cpp: words and comments
  void Word(std::size_t word);
  void Flat(std::size_t first, std::size_t end);
  // Where an empty line of the author's may stay, one at most: nowhere, below something,
  // everywhere.
  enum class Blanks { kNone, kBelow, kAll };
  // Writes the comments above `word` from a fresh line on; leaves a fresh line for it.
  void CommentsAbove(std::size_t word, std::size_t column, Blanks blanks);
  // Makes the line at work one that `word` can stand on, if a comment has to come before it.
  void Settle(std::size_t word);
  // Ends a block whose members stand on lines of their own.
  void CloseBlock(std::size_t close, std::size_t indent);
  // Where the next word would stand.
  std::size_t ColumnOf(std::size_t word) const;
  bool Fits(std::size_t first, std::size_t end, std::size_t tail) const;

  // print_parts.cpp: expressions and lists
  void Print(const Node& node, std::size_t tail);
  void PrintParts(const Node& node, std::size_t first, std::size_t end, std::size_t tail);
  void PrintPart(const Node& part, bool may_begin_line, std::size_t tail);
  void PrintChain(const Node& node, std::size_t tail);
  void PrintChoice(const Node& node, std::size_t column, std::size_t tail);
  void PrintBrackets(const Node& node, Brackets brackets, std::size_t tail);
  void PrintBelow(const Node& node, Brackets brackets);
  void PrintList(const Node& node, std::size_t first, std::size_t end, std::size_t tail);
  bool IsPlainList(const Node& node) const;
  bool IsChoice(const Node& node) const;
  bool StandsBelow(const Node& node, Brackets brackets) const;
  std::size_t TailOf(const Node& node, std::size_t part, std::size_t end, std::size_t tail) const;
  bool MayBeginLine(std::size_t word) const;

  // print_members.cpp: declarations and blocks
  std::vector<Member> MakeMembers(const std::vector<Node>& nodes, std::size_t close) const;
  void PrintBlock(const Node& node, Brackets braces);
  void PrintMembers(std::vector<Member> members, std::size_t indent, bool top);
  void PrintMember(const Member& member, std::size_t indent);
  void PrintStack(const Member& member);
  void PrintCell(const Member& member, std::size_t cell);
  bool IsTall(const Member& member) const;
  void SetApart(std::vector<Member>& members) const;

  // print_rows.cpp: tables
  std::size_t PrintRows(const std::vector<Member>& members, std::size_t first, std::size_t indent);

  const parse::Syntax& syntax_;
  const Words& words_;
  Page page_;
  Margins margins_;
  std::size_t comments_done_ = 0;  // words before this one have their comments above written
};

class Printer::Scope {
 public:
  Scope(Printer& printer, Margins margins) : printer_(printer), before_(printer.margins_) {
    printer.margins_ = margins;
  }
  ~Scope() { printer_.margins_ = before_; }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Printer& printer_;
  Margins before_;
};

}  // namespace sextant::format
