#include "tests/format/scramble.h"

#include <algorithm>
#include <map>

#include "compiler/parse/chunks.h"
#include "compiler/parse/syntax.h"
#include "tests/differential/random.h"

namespace sextant::formatted {
namespace {

using parse::SyntaxNode;
using parse::SyntaxToken;
using parse::TokenKind;

class Scrambler {
 public:
  Scrambler(const parse::Syntax& syntax, uint64_t seed, Noise noise)
      : syntax_(syntax), random_(seed), noise_(noise), where_(syntax.tokens.size()) {
    for (const SyntaxNode& declaration : syntax.declarations) {
      where_[declaration.first] = Where::kDeclaration;
      Mark(declaration);
    }
  }

  std::string Run() {
    for (std::size_t i = 0; i + 1 < syntax_.tokens.size(); ++i) {
      Gap(i);
      out_ += Written(i);
    }
    out_ += random_.Pick({"", "\n", "\n\n\n", "  \n", " "});
    return out_;
  }

 private:
  enum class Where : uint8_t { kAnywhere, kDeclaration, kNewLine, kSameLine };

  // Rows of tables keep their lines; so does a unit, and a name that could be one.
  void Mark(const SyntaxNode& node) {
    if (parse::IsNumber(syntax_, node)) {
      std::fill(&where_[node.first] + 1, &where_[node.first] + (node.end - node.first),
                Where::kSameLine);
      if (syntax_.tokens[node.end].kind == TokenKind::kWord &&
          where_[node.end] == Where::kAnywhere) {
        where_[node.end] = AsItIs(node.end);
      }
      return;
    }
    if (node.rule == "sourceItem") {  // a setting below its field would be that of the source
      std::fill(&where_[node.first] + 1, &where_[node.first] + (node.end - node.first),
                Where::kSameLine);
      return;
    }
    if (!node.single() && syntax_.tokens[node.first].text == "|") {
      for (std::size_t i = node.first; i < node.end; ++i) {
        where_[i] = AsItIs(i);
      }
      if (where_[node.end] == Where::kAnywhere) {
        where_[node.end] = Where::kNewLine;
      }
      return;
    }
    for (const SyntaxNode& part : node.parts) {
      Mark(part);
    }
  }
  Where AsItIs(std::size_t i) const {
    return syntax_.tokens[i].begins_line ? Where::kNewLine : Where::kSameLine;
  }

  // What stands between the token before and token i.
  void Gap(std::size_t i) {
    switch (where_[i]) {
      case Where::kDeclaration:
        if (i > 0) {
          Comment();
          out_ += '\n';
          Lines(0);
        }
        break;
      case Where::kNewLine:
        Comment();
        out_ += '\n';
        Lines(1);
        break;
      case Where::kSameLine:
        Blanks(i);
        break;
      case Where::kAnywhere:
        if (random_.Chance(20) && MayBeginLine(i)) {
          Comment();
          out_ += '\n';
          Lines(1);
        } else {
          Blanks(i);
        }
        break;
    }
  }

  // A line of a declaration that begins like another one would be taken for it.
  bool MayBeginLine(std::size_t i) const {
    const auto& words = parse::DeclarationWords();
    return std::find(words.begin(), words.end(), syntax_.tokens[i].text) == words.end();
  }

  void Comment() {
    if (noise_ == Noise::kComments && random_.Chance(15)) {
      out_ += random_.Pick({" # beside ", "# 备注（一）", "   # { not a brace", "\t#"});
    }
  }

  // Empty lines and comments, then the start of a line.
  void Lines(int least) {
    while (noise_ == Noise::kComments && random_.Chance(15)) {
      out_ += random_.Pick({"\n", "\r\n", "  # above\n", "#above \n", "\t# \"text\n\n"});
    }
    out_.append(static_cast<std::size_t>(least > 0 ? random_.Int(least, 30) : 0), ' ');
  }

  void Blanks(std::size_t i) {
    const bool needed = i > 0 && MayMerge(i);
    if (needed || random_.Chance(60)) {
      out_ += random_.Pick({" ", " ", "  ", "\t", "　", "         "});
    }
  }

  // Two tokens that would be read as one, or as something else, without a blank.
  bool MayMerge(std::size_t i) const {
    const SyntaxToken& left = syntax_.tokens[i - 1];
    const SyntaxToken& right = syntax_.tokens[i];
    const auto bracket = [](const SyntaxToken& token) {
      return token.text == "{" || token.text == "}" || token.text == "(" || token.text == ")";
    };
    if (bracket(left) || bracket(right) || left.kind == TokenKind::kText ||
        right.kind == TokenKind::kText) {
      return false;
    }
    const bool left_sign = left.kind == TokenKind::kSign;
    const bool right_sign = right.kind == TokenKind::kSign;
    const bool comma = left.text == ",";  // 1,000
    return left_sign == right_sign || comma || left.text == "." || right.text == "." ||
           left.kind == TokenKind::kDate || right.kind == TokenKind::kDate || right.text == "-";
  }

  std::string Written(std::size_t i) {
    static const std::map<std::string, std::string> kForms{
        {",", "，"}, {";", "；"}, {":", "："}, {"(", "（"}, {")", "）"}, {"{", "｛"}, {"}", "｝"},
        {"=", "＝"}, {"<", "＜"}, {">", "＞"}, {"+", "＋"}, {">=", "≥"}, {"<=", "≤"}, {"!=", "≠"}};
    const std::string& text = syntax_.tokens[i].text;
    const auto form = kForms.find(text);
    if (form != kForms.end() && random_.Chance(5)) {
      return form->second;
    }
    const bool plain = text.find_first_of("\\“”") == text.npos;
    if (syntax_.tokens[i].kind == TokenKind::kText && plain && random_.Chance(10) &&
        text.size() > 2) {
      return "“" + text.substr(1, text.size() - 2) + "”";
    }
    return text;
  }

  const parse::Syntax& syntax_;
  differential::Random random_;
  Noise noise_;
  std::vector<Where> where_;
  std::string out_;
};

}  // namespace

std::string Scramble(const std::string& text, uint64_t seed, Noise noise) {
  source::Manager sources;
  diag::Sink sink;
  const auto syntax = parse::ReadSyntax(sources, sources.Add("text.sxt", text), sink);
  return syntax ? Scrambler(*syntax, seed, noise).Run() : "";
}

}  // namespace sextant::formatted
