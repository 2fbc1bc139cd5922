#include "compiler/format/member.h"

#include <algorithm>

#include "compiler/format/shapes.h"

namespace sextant::format {
namespace {

using parse::Syntax;
using parse::SyntaxNode;
using parse::TokenKind;

// Cuts a member into cells, as the style's columns and the clause words say.
class Cutter {
 public:
  Cutter(const Syntax& syntax, Member& member) : syntax_(syntax), member_(member) {}

  void Run() {
    const std::string_view columns = member_.style.columns;
    for (std::size_t at = 0; at < columns.size();) {
      const std::size_t end = std::min(columns.find(' ', at), columns.size());
      groups_.push_back(columns.substr(at, end - at));
      at = end + 1;
    }
    const std::vector<SyntaxNode>& parts = member_.node.parts;
    member_.cells.push_back({0, parts.size()});
    const std::size_t brace = LastBrace();
    for (std::size_t i = 1; i < parts.size(); ++i) {
      const bool within = depth_ > 0;
      depth_ += Opens(parts[i]) ? 1 : 0;
      depth_ -= Closes(parts[i]) ? 1 : 0;
      if (within) {
        if (IsBehindSemicolon(i)) {
          Begin(i, Place::kBeside);
        }
      } else if (const ClauseStyle* clause = i < brace ? nullptr : ClauseAt(parts[i])) {
        has_then_ = has_then_ || clause->word == "then";
        if (i == 1 && IsToken(syntax_, parts[0], "otherwise")) {
          continue;  // `otherwise then …` is one piece
        }
        Begin(i, clause->place);
        member_.cells.back().gap = clause->word == "because" && !has_then_ ? 2 : 1;
      } else if (IsColumn(i)) {
        Begin(i, Place::kBeside);
      }
    }
  }

 private:
  // Clauses before a brace belong to the head of its block, as in `offers NextBest keep 2 {`.
  std::size_t LastBrace() const {
    std::size_t last = 0;
    for (std::size_t i = 0; i < member_.node.parts.size(); ++i) {
      last = IsToken(syntax_, member_.node.parts[i], "{") ? i : last;
    }
    return last;
  }

  void Begin(std::size_t part, Place place) {
    member_.cells.back().end = part;
    member_.cells.push_back({part, member_.node.parts.size(), place});
  }

  // A clause begins with a word of the language, alone or as the first part of a rule.
  const ClauseStyle* ClauseAt(const SyntaxNode& part) const {
    const SyntaxNode& first = part.single() ? part : part.parts.front();
    const bool word = IsToken(first) ||
                      (first.single() && syntax_.tokens[first.first].kind == TokenKind::kReserved);
    return word ? FindClause(syntax_.tokens[first.first].text) : nullptr;
  }

  bool IsColumn(std::size_t part) {
    const SyntaxNode& node = member_.node.parts[part];
    if (Wants("1") && part == 1) {
      return true;
    }
    if (Wants("*") && part > 1 && !node.single()) {
      return true;
    }
    return IsToken(node) && TakeSign(syntax_.tokens[node.first].text);
  }

  bool Opens(const SyntaxNode& part) const {
    return IsToken(syntax_, part, "{") || IsToken(syntax_, part, "(") ||
           IsToken(syntax_, part, "[");
  }
  bool Closes(const SyntaxNode& part) const {
    return IsToken(syntax_, part, "}") || IsToken(syntax_, part, ")") ||
           IsToken(syntax_, part, "]");
  }
  bool IsBehindSemicolon(std::size_t part) const {
    const std::vector<SyntaxNode>& parts = member_.node.parts;
    return Wants(";") && IsToken(syntax_, parts[part - 1], ";") &&
           !IsToken(syntax_, parts[part], "}");
  }

  bool Wants(std::string_view group) const {
    return std::find(groups_.begin(), groups_.end(), group) != groups_.end();
  }

  // Only the first of a kind begins a column.
  bool TakeSign(std::string_view sign) {
    for (std::string_view& group : groups_) {
      if (group == sign || (sign.size() == 1 && sign != ";" && group.find(sign) != group.npos)) {
        group = {};
        return true;
      }
    }
    return false;
  }

  const Syntax& syntax_;
  Member& member_;
  std::vector<std::string_view> groups_;
  bool has_then_ = false;
  std::size_t depth_ = 0;  // of brackets
};

bool BlankAbove(const Syntax& syntax, const SyntaxNode& node) {
  const parse::SyntaxToken& token = syntax.tokens[node.first];
  return token.blank_above || std::any_of(token.above.begin(), token.above.end(),
                                          [](const auto& comment) { return comment.blank_above; });
}

}  // namespace

std::size_t Member::cells_beside() const {
  if (!broken) {
    return cells.size();
  }
  std::size_t count = 1;
  while (count < cells.size() && cells[count].place == Place::kBeside) {
    ++count;
  }
  return count;
}

Member MakeMember(const Syntax& syntax, SyntaxNode node, std::size_t end) {
  Member member;
  member.end = end;
  member.style = StyleOf(node.rule);
  member.after_blank = BlankAbove(syntax, node);
  member.node = std::move(node);
  if (member.node.single()) {
    SyntaxNode only = member.node;
    member.node.parts.push_back(std::move(only));
  }
  Cutter(syntax, member).Run();
  return member;
}

}  // namespace sextant::format
