#include <algorithm>

#include "compiler/format/format.h"
#include "compiler/format/printer.h"
#include "compiler/parse/chunks.h"

namespace sextant::format {
namespace {

// Deeper than this, a list goes on further left than its bracket.
constexpr std::size_t kDeepest = 60;

}  // namespace

void Printer::Print(const Node& node, std::size_t tail) {
  Settle(node.first);
  if (node.single() || parse::IsNumber(syntax_, node) || Fits(node.first, node.end, tail)) {
    Flat(node.first, node.end);
  } else if (IsChain(syntax_, node)) {
    PrintChain(node, tail);
  } else if (IsChoice(node)) {
    PrintChoice(node, ColumnOf(node.first), tail);
  } else if (IsPlainList(node)) {
    const Scope scope(*this, {margins_.indent, ColumnOf(node.first)});
    PrintList(node, 0, node.parts.size(), tail);
  } else {
    PrintParts(node, 0, node.parts.size(), tail);
  }
}

// `a, b, c` without brackets.
bool Printer::IsPlainList(const Node& node) const {
  return node.parts.size() > 1 && IsToken(syntax_, node.parts[1], ",");
}

bool Printer::IsChoice(const Node& node) const {
  return !node.single() && IsToken(syntax_, node.parts.front(), "if");
}

// What has to stand behind a part on its line: a sign that follows at once, an opening brace.
std::size_t Printer::TailOf(const Node& node, std::size_t part, std::size_t end,
                            std::size_t tail) const {
  if (part + 1 == end) {
    return tail;
  }
  const Node& next = node.parts[part + 1];
  for (std::size_t i = part + 1; i < end; ++i) {  // what stands before a block goes on its line
    if (IsToken(syntax_, node.parts[i], "{") && words_.Breaks(next.first, node.parts[i].end + 1)) {
      return 1 + words_.Width(next.first, node.parts[i].end);
    }
  }
  if (!words_.space_before(next.first)) {
    return words_.width(next.first) + (part + 2 == end ? tail : 0);
  }
  return IsToken(syntax_, next, "{") ? kStep : 0;
}

// Parts one after the other, those that do not fit on a line that goes on.
void Printer::PrintParts(const Node& node, std::size_t first, std::size_t end, std::size_t tail) {
  const std::vector<Brackets> brackets = FindBrackets(syntax_, node);
  for (std::size_t i = first; i < end; ++i) {
    const auto opens = std::find_if(brackets.begin(), brackets.end(),
                                    [&](const Brackets& pair) { return pair.open == i; });
    if (opens != brackets.end() && opens->close < end) {
      PrintBrackets(node, *opens, TailOf(node, opens->close, end, tail));
      i = opens->close;
    } else {
      PrintPart(node.parts[i], i > first, TailOf(node, i, end, tail));
    }
  }
}

// A part that does not fit goes to a line of its own when it fits there, or stands too far right to
// be taken apart. Chains and lists are better taken apart where they stand.
void Printer::PrintPart(const Node& part, bool may_begin_line, std::size_t tail) {
  const bool glued = !words_.space_before(part.first) || words_.text(part.first) == "{";
  if (may_begin_line && !glued && MayBeginLine(part.first) && page_.column() > margins_.next &&
      !Fits(part.first, part.end, tail)) {
    const std::string& last = words_.text(part.end - 1);
    const bool in_place =
        last == "}" || last == ")" || IsChain(syntax_, part) || IsPlainList(part) || IsChoice(part);
    const bool narrow = !words_.Breaks(part.first, part.end) &&
                        margins_.next + words_.Width(part.first, part.end) + tail <= kWidth;
    if (ColumnOf(part.first) > kDeepest || (narrow && !in_place)) {
      page_.NewLine(margins_.next);
    }
  }
  Print(part, tail);
}

// A line that begins like a declaration would be taken for one.
bool Printer::MayBeginLine(std::size_t word) const {
  const std::vector<std::string>& words = parse::DeclarationWords();
  return std::find(words.begin(), words.end(), words_.text(word)) == words.end();
}

// One operand a line, below each other; the operators hang to their left. Within parentheses they
// stand below the first operand, so that they are not taken for those outside.
void Printer::PrintChain(const Node& node, std::size_t tail) {
  const std::size_t column = ColumnOf(node.first);
  const bool inside = node.first > 0 && words_.text(node.first - 1) == "(";
  for (std::size_t i = 0; i < node.parts.size(); ++i) {
    if (i % 2 == 1) {
      const Node& sign = node.parts[i];
      const std::size_t hang = words_.width(sign.first) + 1;
      const std::size_t left = margins_.indent + (margins_.indent == 0 ? kStep : 1);
      page_.NewLine(inside ? column : std::max(left, column - std::min(column, hang)));
      Word(sign.first);
      continue;
    }
    const Scope scope(*this, {margins_.indent, ColumnOf(node.parts[i].first) + kStep});
    Print(node.parts[i], i + 1 == node.parts.size() ? tail : 0);
  }
}

// if … / then … / else …, below each other; a chain of them stays in one column.
void Printer::PrintChoice(const Node& node, std::size_t column, std::size_t tail) {
  for (std::size_t i = 0; i < node.parts.size(); i += 2) {
    if (i > 0) {
      page_.NewLine(column);
    }
    Word(node.parts[i].first);
    const Node& value = node.parts[i + 1];
    const bool last = i + 2 == node.parts.size();
    const Scope scope(*this, {margins_.indent, column + kGoOn});
    if (last && IsChoice(value)) {
      PrintChoice(value, column, tail);
    } else {
      Print(value, last ? tail : 0);
    }
  }
}

// Whether the items of a list stand below its brace: where it ends a declaration.
bool Printer::StandsBelow(const Node& node, Brackets brackets) const {
  const auto declares = [&](const Node& declaration) {
    const Node& last = declaration.parts.back();
    return node.end == declaration.end &&
           (node.first == declaration.first || node.first == last.first);
  };
  return IsToken(syntax_, node.parts[brackets.open], "{") &&
         brackets.close + 1 == node.parts.size() &&
         std::any_of(syntax_.declarations.begin(), syntax_.declarations.end(), declares);
}

void Printer::PrintBrackets(const Node& node, Brackets brackets, std::size_t tail) {
  const std::size_t open = node.parts[brackets.open].first;
  const std::size_t close = node.parts[brackets.close].first;
  if (Fits(open, close + 1, tail)) {
    Flat(open, close + 1);
    return;
  }
  const std::vector<Node> members = MembersOf(syntax_, node, brackets.open, brackets.close);
  if (members.empty()) {
    Word(open);
    CloseBlock(close, margins_.indent);
    return;
  }
  if (words_.text(open) == "{" &&
      (words_.HasBlock(open, members.front().end) || IsColumnMember(members.front().rule) ||
       IsToken(syntax_, node.parts[brackets.open + 2], ";"))) {
    PrintBlock(node, brackets);
    return;
  }
  if (StandsBelow(node, brackets)) {
    PrintBelow(node, brackets);
    return;
  }
  Word(open);
  const bool braces = words_.space_before(open + 1);
  const std::size_t inside = page_.column() + (braces ? 1 : 0);
  const std::size_t next = inside <= kDeepest ? inside : margins_.next;
  const Scope scope(*this, {margins_.indent, next});
  PrintList(node, brackets.open + 1, brackets.close, tail + (braces ? 2 : 1));
  Word(close);
}

void Printer::PrintBelow(const Node& node, Brackets brackets) {
  const std::size_t indent = margins_.indent;
  Word(node.parts[brackets.open].first);
  {
    const Scope scope(*this, {indent + kStep, indent + kStep});
    page_.NewLine(margins_.next);
    PrintList(node, brackets.open + 1, brackets.close, 0);
  }
  CloseBlock(node.parts[brackets.close].first, indent);
}

// Items that are separated by signs, as many on a line as fit.
void Printer::PrintList(const Node& node, std::size_t first, std::size_t end, std::size_t tail) {
  std::size_t item = first;
  while (item < end) {
    std::size_t behind = item;
    while (behind < end && !IsSeparator(syntax_, node.parts[behind])) {
      ++behind;
    }
    const bool separated = behind < end;
    const std::size_t follows = separated ? 1 : tail;
    const std::size_t from = node.parts[item].first;
    const std::size_t to = node.parts[behind - 1].end;
    if (item > first && !Fits(from, to, follows) && MayBeginLine(from)) {
      page_.NewLine(margins_.next);
    }
    if (behind == item + 1) {
      Print(node.parts[item], follows);
    } else {
      PrintParts(node, item, behind, follows);
    }
    if (separated) {
      Word(node.parts[behind].first);
    }
    item = behind + 1;
  }
}

}  // namespace sextant::format
