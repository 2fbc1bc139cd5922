#include "compiler/parse/syntax_error.h"

#include <algorithm>
#include <iterator>

#include "compiler/parse/expectation.h"

namespace sextant::parse {
namespace {

using diag::Diag;

// Words of other languages and tools, and what stands for them here.
struct Foreign {
  const char* word;
  const char* hint;
};
constexpr Foreign kForeign[] = {
    {"elif", "write `else if`"},
    {"elsif", "write `else if`"},
    {"elseif", "write `else if`"},
    {"between", "write `x in low..high`; both ends are included"},
    {"contains", "write `x in { a, b }`"},
    {"like", "there are no patterns; list what is meant: `x in { a, b }`"},
    {"equals", "write `is`, or `=`"},
    {"where", "write `when` before a condition, `with` to filter a series"},
    {"unless", "write `when not (…)`"},
    {"null", "write `missing`"},
    {"None", "write `missing`"},
    {"nil", "write `missing`"},
    {"mod", "there is no remainder of a division"},
    {"default", "write `otherwise`"},
    {"xor", "write `a != b`"},
    {"end", "a declaration ends with `}`"},
    {"begin", "a declaration's lines stand between `{` and `}`"},
    {"return", "write `then`"},
};

constexpr const char* kFunctions = "functions are sum, average, largest, smallest, count and ratio";

class Reporter {
 public:
  Reporter(const Lexed& lexed, Chunk chunk, const SyntaxError& error, diag::Sink& sink)
      : lexed_(lexed), chunk_(chunk), error_(error), sink_(sink) {
    at_ = std::clamp(error.token, chunk.begin, chunk.end);
    expected_ = Describe(error, Before());
    found_ = AtEnd() ? "" : lexed_.text(Found());
  }

  void Run() {
    if (const Token* bar = BlankCell()) {
      return ReportBlankCell(*bar);
    }
    if (const Token* open = Unclosed()) {
      return ReportUnclosed(*open);
    }
    if (!AtEnd() && Found().kind == TokenKind::kReserved && expected_.name && !expected_.value) {
      return ReportReserved();
    }
    sink_.Report(Diag::kUnexpectedToken, Place(), {FoundText(), expected_.text}).Hint(HintText());
  }

 private:
  bool AtEnd() const { return at_ >= chunk_.end; }
  const Token& Found() const { return lexed_.tokens[at_]; }
  const Token* Previous() const { return at_ > chunk_.begin ? &lexed_.tokens[at_ - 1] : nullptr; }
  std::string Before() const { return Previous() == nullptr ? "" : lexed_.text(*Previous()); }
  bool InRule(const char* rule) const {
    return std::find(error_.rules.begin(), error_.rules.end(), rule) != error_.rules.end();
  }
  bool Expects(const char* word) const {
    return std::find(expected_.words.begin(), expected_.words.end(), word) != expected_.words.end();
  }

  // The place of the mistake; at the end, the last word of the declaration.
  source::Span Place() const {
    return lexed_.span(AtEnd() ? lexed_.tokens[chunk_.end - 1] : Found());
  }

  std::string FoundText() const {
    if (AtEnd()) {
      return chunk_.end + 1 == lexed_.tokens.size() ? "the end of the file"
                                                    : "the end of the declaration";
    }
    switch (Found().kind) {
      case TokenKind::kNumber:
        return "the number `" + found_ + "`";
      case TokenKind::kDate:
        return "the date `" + found_ + "`";
      case TokenKind::kText:
        return "text";
      default:
        return "`" + found_ + "`";
    }
  }

  // The bracket that is still open where the declaration ends, or where another kind closes.
  const Token* Unclosed() const {
    std::vector<const Token*> open;
    for (std::size_t i = chunk_.begin; i < at_; ++i) {
      const Token& token = lexed_.tokens[i];
      if (lexed_.Is(token, "(") || lexed_.Is(token, "{")) {
        open.push_back(&token);
      } else if ((lexed_.Is(token, ")") || lexed_.Is(token, "}")) && !open.empty()) {
        open.pop_back();
      }
    }
    if (open.empty()) {
      return nullptr;
    }
    const bool brace = lexed_.Is(*open.back(), "{");
    if (AtEnd()) {
      return Expects(brace ? "}" : ")") ? open.back() : nullptr;
    }
    const bool cannot_go_on =
        Found().kind == TokenKind::kReserved || found_ == "}" || found_ == "{";
    return !brace && cannot_go_on && Expects(")") && !expected_.value ? open.back() : nullptr;
  }

  void ReportUnclosed(const Token& open) {
    const bool brace = lexed_.Is(open, "{");
    sink_.Report(Diag::kUnclosedBracket, lexed_.span(open), {brace ? "{" : "("})
        .Here("opened here")
        .Label(Place(), AtEnd() ? FoundText() + " comes first" : "this comes first")
        .Hint(brace ? "close it with `}`" : "close it with `)`");
  }

  // The bar in front of a blank cell of a grid: a name was expected, and another bar stands there,
  // or the row has ended with two bars.
  const Token* BlankCell() const {
    const bool in_grid = InRule("matrixHead") || InRule("matrixRow");
    const Token* before = Previous();
    if (!in_grid || before == nullptr || !lexed_.Is(*before, "|") || !expected_.name) {
      return nullptr;
    }
    if (!AtEnd() && lexed_.Is(Found(), "|") && Found().line == before->line) {
      return before;
    }
    const Token& ahead = lexed_.tokens[at_ - 2];  // there is one: no grid begins with a bar
    return lexed_.Is(ahead, "|") && ahead.line == before->line ? &ahead : nullptr;
  }

  void ReportBlankCell(const Token& bar) {
    const auto at = static_cast<std::size_t>(&bar - lexed_.tokens.data());
    std::size_t number = 0;
    for (std::size_t i = chunk_.begin; i <= at; ++i) {
      const Token& token = lexed_.tokens[i];
      number += token.line == bar.line && lexed_.Is(token, "|") ? 1 : 0;
    }
    sink_
        .Report(Diag::kBlankCell, lexed_.span(bar.begin, lexed_.tokens[at + 1].end),
                {std::to_string(number)})
        .Hint("every cell of a grid has a name; the same name may stand in several");
  }

  void ReportReserved() {
    const bool member = found_ == "otherwise" || found_ == "missing";
    sink_.Report(Diag::kReservedName, Place(), {found_, expected_.text})
        .Hint(member && InRule("bandDecl")
                  ? "write the member's name first, as in `high otherwise`"
                  : "to use it as a name, put it in back-quotes: `` `" + found_ + "` ``");
  }

  std::string HintText() const {
    for (const auto hint : {&Reporter::HintMissing, &Reporter::HintForeign, &Reporter::HintCall,
                            &Reporter::HintSeparator, &Reporter::HintNumber, &Reporter::HintIf,
                            &Reporter::HintSpelling, &Reporter::HintShape}) {
      if (std::string text = (this->*hint)(); !text.empty()) {
        return text;
      }
    }
    return "";
  }

  std::string HintMissing() const {
    if (found_ != "missing" || !expected_.value) {
      return "";
    }
    const std::string before = Before();
    if (before == "!=" || before == "<>" || before == "≠") {
      return "write `is known`";
    }
    return before == "=" ? "write `is missing`"
                         : "test with `is missing`, replace with `otherwise`";
  }

  std::string HintForeign() const {
    const auto foreign = std::find_if(std::begin(kForeign), std::end(kForeign),
                                      [&](const Foreign& f) { return found_ == f.word; });
    if (foreign != std::end(kForeign)) {
      return foreign->hint;
    }
    return found_ == "in" && Before() == "is" ? "write `in` without `is`" : "";
  }

  std::string HintCall() const {
    const Token* name = Previous();
    if (found_ != "(" || name == nullptr || name->kind != TokenKind::kWord) {
      return "";
    }
    const std::string nearest = diag::Nearest(
        Before(), {"sum", "average", "largest", "smallest", "count", "ratio", "absolute"});
    return nearest.empty() ? "`" + Before() + "` is not a function; " + kFunctions
                           : "did you mean `" + nearest + "`?";
  }

  std::string HintSeparator() const {
    if (found_ != "," && found_ != ";") {
      return "";
    }
    if (InRule("recordDecl") || InRule("sourceDecl")) {
      return "fields stand one a line, without `" + found_ + "`";
    }
    return InRule("strategyRule") || InRule("lifecycleDecl") || InRule("letDecl")
               ? "nothing separates lines; leave it out"
               : "";
  }

  std::string HintNumber() const {
    const bool number_follows = at_ + 1 < chunk_.end &&
                                lexed_.tokens[at_ + 1].kind == TokenKind::kNumber &&
                                lexed_.tokens[at_ + 1].begin == lexed_.tokens[at_].end;
    if (found_ == "." && number_follows) {
      return expected_.value
                 ? "write a digit before the point: `0." + lexed_.text(lexed_.tokens[at_ + 1]) + "`"
                 : "a number has one point";
    }
    const bool after_number = Previous() != nullptr && Previous()->kind == TokenKind::kNumber;
    if (found_ == "." && after_number) {
      return "write a digit behind the point, or leave it out";
    }
    if (found_ == "place" && after_number) {
      return "write `places`, also after 1: `rounded to 1 places`";
    }
    return found_ == "%" ? "`%` stands right behind a number; there is no remainder of a division"
                         : "";
  }

  std::string HintIf() const {
    return found_ == "if" && expected_.value ? "put `if … then … else …` in parentheses" : "";
  }

  // A word of the language with a typing mistake: where it was not understood, or just before,
  // where it was taken for a name.
  std::string HintSpelling() const {
    if (!AtEnd() && Found().kind == TokenKind::kWord) {
      const std::string nearest = diag::Nearest(found_, expected_.words);
      if (!nearest.empty() && nearest != found_) {
        return "did you mean `" + nearest + "`?";
      }
    }
    const Token* before = Previous();
    if (before == nullptr || before->kind != TokenKind::kWord || expected_.value) {
      return "";
    }
    const std::string word = lexed_.text(*before);
    const std::string nearest = word.size() < 4 ? "" : diag::Nearest(word, LanguageWords());
    return nearest.size() < 4 || nearest == word
               ? ""
               : "did you mean `" + nearest + "` where `" + word + "` stands?";
  }

  // How the construct reads as a whole.
  std::string HintShape() const {
    if (InRule("strategyRule") && Expects("then")) {
      return "a rule reads `rule NAME when CONDITION then OUTPUT = VALUE because CODE \"why\"`";
    }
    if (InRule("reasonRule") && Expects("because")) {
      return "a rule reads `rule NAME when CONDITION because CODE \"why\"`";
    }
    if (InRule("because")) {
      return "a reason has a code and a text: `because R01 \"why\"`";
    }
    if (InRule("stage") && (Expects("when") || Expects("otherwise"))) {
      return "a stage reads `stage NAME when CONDITION`, the last one `stage NAME otherwise`";
    }
    if (InRule("otherMoves")) {
      return "write `other moves stay` or `other moves fault`";
    }
    if (InRule("minimumStay")) {
      return "a minimum stay reads `STAGE stays at least 3 months except to STAGE`";
    }
    if (InRule("move")) {
      return "moves read `moves STAGE -> STAGE, STAGE`; `any` in front stands for every stage";
    }
    if (!error_.rules.empty() && error_.rules.front() == "recordDecl" && Expects("key")) {
      return "a record reads `record NAME key FIELD { … }`";
    }
    return InRule("range") ? "a range reads `in LOW..HIGH`" : "";
  }

  const Lexed& lexed_;
  Chunk chunk_;
  const SyntaxError& error_;
  diag::Sink& sink_;
  std::size_t at_ = 0;
  Expectation expected_;
  std::string found_;
};

}  // namespace

void ReportSyntaxError(const Lexed& lexed, Chunk chunk, const SyntaxError& error,
                       diag::Sink& sink) {
  Reporter(lexed, chunk, error, sink).Run();
}

}  // namespace sextant::parse
