#include "compiler/format/format.h"
#include "compiler/format/printer.h"

namespace sextant::format {
// Each member takes the separators behind it along; `close` is the word that ends the last.
std::vector<Member> Printer::MakeMembers(const std::vector<Node>& nodes, std::size_t close) const {
  std::vector<Member> members;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const std::size_t end = i + 1 < nodes.size() ? nodes[i + 1].first : close;
    members.push_back(MakeMember(syntax_, nodes[i], end));
  }
  return members;
}

void Printer::PrintBlock(const Node& node, Brackets braces) {
  const std::size_t close = node.parts[braces.close].first;
  Word(node.parts[braces.open].first);
  const std::size_t indent = margins_.indent;
  {
    const Scope scope(*this, {indent + kStep, indent + kStep + kGoOn});
    PrintMembers(MakeMembers(MembersOf(syntax_, node, braces.open, braces.close), close),
                 indent + kStep, false);
  }
  CloseBlock(close, indent);
}

// A declaration with braces that takes more than one line.
bool Printer::IsTall(const Member& member) const {
  const std::size_t first = member.node.first;
  const std::size_t end = member.node.end;
  return words_.HasBlock(first, end) ||
         (words_.text(end - 1) == "}" &&
          (words_.Breaks(first, end) || words_.Width(first, end) > kWidth));
}

// Tall declarations, and those of different kinds, are set apart.
void Printer::SetApart(std::vector<Member>& members) const {
  for (std::size_t i = 1; i < members.size(); ++i) {
    members[i].set_apart = members[i].node.rule != members[i - 1].node.rule || IsTall(members[i]) ||
                           IsTall(members[i - 1]);
    members[i].after_blank |= members[i].set_apart;
  }
}

void Printer::PrintMembers(std::vector<Member> members, std::size_t indent, bool top) {
  if (top) {
    SetApart(members);
  }
  Align(words_, indent, members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    const Member& member = members[i];
    if (IsRow(syntax_, member.node)) {
      i = PrintRows(members, i, indent) - 1;
      continue;
    }
    page_.NewLine(indent);
    if (member.set_apart) {
      page_.BlankAbove();
    }
    CommentsAbove(member.node.first, indent, i > 0 ? Blanks::kAll : Blanks::kBelow);
    member.style.stacked ? PrintStack(member) : PrintMember(member, indent);
  }
}

// moves a -> b
//       c -> d
void Printer::PrintStack(const Member& member) {
  Word(member.node.first);
  const std::size_t column = page_.column() + 1;
  const std::vector<Node> nodes(member.node.parts.begin() + 1, member.node.parts.end());
  std::vector<Member> members = MakeMembers(nodes, member.end);
  for (Member& each : members) {
    each.after_blank = false;  // no empty lines within
  }
  Align(words_, column, members);
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i > 0) {
      page_.NewLine(column);
    }
    PrintMember(members[i], column);
  }
}

void Printer::PrintMember(const Member& member, std::size_t indent) {
  const std::size_t beside = member.cells_beside();
  {
    const Scope scope(*this, {indent, indent + kGoOn});
    for (std::size_t i = 0; i < beside; ++i) {
      if (i > 0) {
        page_.Pad(indent + member.cells[i].column);
      }
      PrintCell(member, i);
    }
  }
  for (std::size_t i = beside; i < member.cells.size(); ++i) {
    const bool under = member.cells[i].place == Place::kUnder && beside > 1;
    const std::size_t column = indent + (under ? member.cells[1].column : kStep);
    const Scope scope(*this, {under ? indent : column, column + kGoOn});
    page_.NewLine(column);
    PrintCell(member, i);
  }
}

void Printer::PrintCell(const Member& member, std::size_t index) {
  const Cell& cell = member.cells[index];
  const std::size_t end = member.node.parts[cell.end - 1].end;
  const bool last = index + 1 == member.cells.size();
  const std::size_t tail = last ? words_.Width(end, member.end) : 0;
  if (Fits(member.CellFirst(index), end, tail)) {
    Flat(member.CellFirst(index), end);
  } else if (cell.first == 0 && cell.end == member.node.parts.size()) {
    member.node.parts.size() == 1 ? Print(member.node.parts.front(), tail)
                                  : Print(member.node, tail);
  } else {
    PrintParts(member.node, cell.first, cell.end, tail);
  }
  if (last) {
    Flat(end, member.end);
  }
}

}  // namespace sextant::format
