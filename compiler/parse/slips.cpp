#include "compiler/parse/slips.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "compiler/parse/antlr_bridge.h"

namespace sextant::parse {
namespace {

using diag::Diag;

// What was written, the grammar's token that was meant ("" for none), and what to write.
struct Slip {
  const char* written;
  const char* meant;
  const char* hint;
};
constexpr Slip kOperators[] = {
    {"==", "EQUAL", "write `=`, or `is`"},
    {"===", "EQUAL", "write `=`, or `is`"},
    {"!==", "NOT_EQUAL", "write `is not`, or `!=`"},
    {"&&", "AND", "write `and`"},
    {"&", "AND", "write `and`"},
    {"||", "OR", "write `or`"},
    {"!", "NOT", "write `not`"},
    {"=>", "GREATER_EQUAL", "write `>=`"},
    {"=<", "LESS_EQUAL", "write `<=`"},
    {"**", "STAR", "there are no powers; multiply"},
    {"^", "STAR", "there are no powers; multiply"},
};
constexpr Slip kSigns[] = {
    {"[", "LEFT_BRACE", "write `{`: lists stand in braces"},
    {"]", "RIGHT_BRACE", "write `}`: lists stand in braces"},
    {"…", "RANGE", "write `..` between the two ends of a range"},
};
constexpr Slip kStrays[] = {
    {"–", "MINUS", "write `-`"},
    {"—", "MINUS", "write `-`"},
    {"‘", "", "put text in double quotes"},
    {"’", "", "put text in double quotes"},
    {"\\", "", "a rule goes on over the end of its line by itself"},
    {"?", "", "write `if … then … else …` to choose, `is known` to test for a value"},
    {"$", "", "write the currency behind the amount: `5 USD`"},
    {"￥", "", "write the currency behind the amount: `5 CNY`"},
    {"¥", "", "write the currency behind the amount: `5 CNY`"},
    {"€", "", "write the currency behind the amount: `5 EUR`"},
    {"`", "", "a name in back-quotes has letters, digits and `_`"},
};

template <std::size_t N>
const Slip* Find(const Slip (&slips)[N], const std::string& text) {
  const auto found = std::find_if(std::begin(slips), std::end(slips),
                                  [&](const Slip& slip) { return text == slip.written; });
  return found == std::end(slips) ? nullptr : found;
}

class Fixer {
 public:
  Fixer(Lexed& lexed, diag::Sink& sink) : lexed_(lexed), sink_(sink) {}

  void Run() {
    std::vector<Token>& tokens = lexed_.tokens;
    for (at_ = 0; at_ < tokens.size(); ++at_) {
      Fix(tokens[at_]);
    }
    tokens = std::move(kept_);
  }

 private:
  void Fix(const Token& token) {
    if (token.column == 1 && token.kind == TokenKind::kWord) {
      in_records_ = lexed_.Is(token, "sample") || lexed_.Is(token, "test");
    }
    switch (token.kind) {
      case TokenKind::kSlip:
        return FixSlip(token);
      case TokenKind::kUnclosedText:
        sink_.Report(Diag::kUnclosedText, lexed_.span(token))
            .Hint("text ends on the line it begins on");
        return Replace(token, "TEXT", TokenKind::kText);
      case TokenKind::kStray:
        return FixStray(token);
      case TokenKind::kNumber:
        return FixNumber(token);
      case TokenKind::kSign:
        return FixSign(token);
      case TokenKind::kWord:
        CheckComposed(token);
        break;
      default:
        break;
    }
    kept_.push_back(token);
  }

  void FixSlip(const Token& token) {
    const std::string text = lexed_.text(token);
    if (const Slip* slip = Find(kOperators, text)) {
      sink_.Report(Diag::kForeignOperator, lexed_.span(token), {text}).Hint(slip->hint);
      Replace(token, slip->meant, TokenKind::kSign);
    } else if (const Slip* sign = Find(kSigns, text)) {
      ReplaceSign(token, *sign);
    } else if (text.front() == '\'') {
      sink_.Report(Diag::kSingleQuotes, lexed_.span(token))
          .Hint(fmt::format("write \"{}\"", text.substr(1, text.size() - 2)));
      Replace(token, "TEXT", TokenKind::kText);
    } else {
      sink_
          .Report(Diag::kForeignComment, lexed_.span(token.begin, token.begin + 2),
                  {text.substr(0, 2)})
          .Hint("a comment begins with `#`");
      if (text == "/*") {
        SkipBlockComment();
      }
    }
  }

  // Brackets hold the lists of samples and tests, and nothing else. `| => rate |` marks an output of
  // a table; elsewhere the sign is meant for `>=`.
  void FixSign(const Token& token) {
    if (lexed_.Is(token, "=>") && !(at_ > 0 && lexed_.Is(lexed_.tokens[at_ - 1], "|"))) {
      return FixSlip(token);
    }
    const Slip* sign = in_records_ ? nullptr : Find(kSigns, lexed_.text(token));
    sign == nullptr ? kept_.push_back(token) : ReplaceSign(token, *sign);
  }

  void ReplaceSign(const Token& token, const Slip& sign) {
    sink_.Report(Diag::kStrayCharacter, lexed_.span(token), {"`" + std::string(sign.written) + "`"})
        .Hint(sign.hint);
    Replace(token, sign.meant, TokenKind::kSign);
  }

  void SkipBlockComment() {
    const auto closes = [this](std::size_t i) {
      return lexed_.Is(lexed_.tokens[i], "*") && lexed_.Is(lexed_.tokens[i + 1], "/");
    };
    while (at_ + 2 < lexed_.tokens.size() && !closes(at_)) {
      ++at_;
    }
    at_ += at_ + 2 < lexed_.tokens.size() ? 1 : 0;
  }

  void FixStray(const Token& token) {
    const std::string text = lexed_.text(token);
    const bool follows = at_ > 0 && lexed_.tokens[at_ - 1].kind == TokenKind::kStray &&
                         lexed_.tokens[at_ - 1].end == token.begin;
    const Slip* slip = Find(kStrays, text);
    if (!follows) {
      const char32_t c = lexed_.characters.scalars[token.begin];
      const bool hidden = c >= 0x2000 && c <= 0x206F && slip == nullptr;
      sink_
          .Report(
              Diag::kStrayCharacter, lexed_.span(token),
              {hidden ? fmt::format("the invisible character U+{:04X}", static_cast<unsigned>(c))
                      : "`" + text + "`"})
          .Hint(slip == nullptr ? "" : slip->hint);
    }
    if (slip != nullptr && *slip->meant != 0) {
      Replace(token, slip->meant, TokenKind::kSign);
    }
  }

  void FixNumber(const Token& number) {
    kept_.push_back(number);
    if (Grouped(at_)) {
      ReportGrouped();
    } else if (Adjacent(at_) && Next(at_).kind == TokenKind::kWord && !IsUnit(Next(at_))) {
      ReportRunning(number);
    }
  }

  const Token& Next(std::size_t i) const { return lexed_.tokens[i + 1]; }
  bool Adjacent(std::size_t i) const { return lexed_.tokens[i].end == Next(i).begin; }

  bool IsUnit(const Token& token) const {
    const bool capitals = token.end - token.begin == 3 &&
                          std::all_of(lexed_.characters.scalars.begin() + token.begin,
                                      lexed_.characters.scalars.begin() + token.end,
                                      [](char32_t c) { return c >= 'A' && c <= 'Z'; });
    constexpr std::string_view kUnits[] = {"day", "days", "month", "months", "year", "years", "bp"};
    return capitals || std::any_of(std::begin(kUnits), std::end(kUnits),
                                   [&](std::string_view unit) { return lexed_.Is(token, unit); });
  }

  // `1,000`: a short number, a comma and exactly three digits without a blank between them.
  bool Grouped(std::size_t i) const {
    if (i + 2 >= lexed_.tokens.size() || !Adjacent(i) || !Adjacent(i + 1)) {
      return false;
    }
    const Token& group = lexed_.tokens[i + 2];
    return lexed_.Is(Next(i), ",") && group.kind == TokenKind::kNumber && DigitsOf(group) == 3 &&
           DigitsOf(lexed_.tokens[i]) <= 3;
  }
  // The digits before the point.
  std::size_t DigitsOf(const Token& number) const {
    const std::string text = lexed_.text(number);
    return std::min(text.find_first_not_of("0123456789"), text.size());
  }

  void ReportGrouped() {
    const std::size_t first = at_;
    while (Grouped(at_)) {
      at_ += 2;
    }
    const Token& last = lexed_.tokens[at_];
    kept_.back().end = last.end;  // all of it is the number that was meant
    std::string text = lexed_.text(lexed_.tokens[first].begin, last.end);
    std::string better = text;
    std::replace(better.begin(), better.end(), ',', '_');
    sink_.Report(Diag::kGroupedWithComma, lexed_.span(lexed_.tokens[first].begin, last.end), {text})
        .Hint(fmt::format("write `{}`, or a blank behind the comma if these are several numbers",
                          better));
  }

  // `1e5`, `5x`: passes over the word.
  void ReportRunning(const Token& number) {
    const Token& word = Next(at_);
    const std::string text = lexed_.text(word);
    ++at_;
    kept_.back().end = word.end;
    if (!IsExponent(text)) {
      sink_
          .Report(Diag::kNumberRunsIntoWord, lexed_.span(number.begin, word.end),
                  {lexed_.text(number), text})
          .Hint("a name does not begin with a digit; put a blank before a unit");
      return;
    }
    const bool sign = text.size() == 1 && Adjacent(at_) && Next(at_).kind == TokenKind::kSign &&
                      Adjacent(at_ + 1) && lexed_.tokens[at_ + 2].kind == TokenKind::kNumber;
    at_ += sign ? 2 : 0;
    const uint32_t end = lexed_.tokens[at_].end;
    kept_.back().end = end;
    sink_
        .Report(Diag::kScientificNotation, lexed_.span(number.begin, end),
                {lexed_.text(number.begin, end)})
        .Hint("write the number out: `500_000`, or `50万`");
  }

  static bool IsExponent(const std::string& text) {
    return (text.front() == 'e' || text.front() == 'E') &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
  }

  // Characters that Unicode's canonical composition would change, so that one name could be written
  // in two ways: combining accents, conjoining jamo, compatibility ideographs and letter signs.
  static bool IsDecomposed(char32_t c) {
    return (c >= 0x0300 && c <= 0x036F) || (c >= 0x1100 && c <= 0x11FF) || c == 0x3099 ||
           c == 0x309A || (c >= 0xF900 && c <= 0xFAFF) || c == 0x2126 || c == 0x212A ||
           c == 0x212B || (c >= 0x2F800 && c <= 0x2FA1F);
  }

  void CheckComposed(const Token& word) {
    for (uint32_t i = word.begin; i < word.end; ++i) {
      const char32_t c = lexed_.characters.scalars[i];
      if (IsDecomposed(c)) {
        sink_
            .Report(Diag::kNameNotComposed, lexed_.span(word),
                    {lexed_.text(word), fmt::format("U+{:04X}", static_cast<unsigned>(c))})
            .Hint("write the composed letter (Unicode NFC)");
        return;
      }
    }
  }

  void Replace(Token token, const char* meant, TokenKind kind) {
    token.type = TokenType(meant);
    token.kind = kind;
    kept_.push_back(token);
  }

  Lexed& lexed_;
  diag::Sink& sink_;
  std::vector<Token> kept_;
  std::size_t at_ = 0;
  bool in_records_ = false;  // inside a sample or a test
};

}  // namespace

void ReportSlips(Lexed& lexed, diag::Sink& sink) {
  Fixer(lexed, sink).Run();
}

}  // namespace sextant::parse
