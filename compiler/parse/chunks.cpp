#include "compiler/parse/chunks.h"

#include <algorithm>

namespace sextant::parse {
namespace {

using diag::Diag;

constexpr std::size_t kMaxNesting = 200;

class Splitter {
 public:
  Splitter(const Lexed& lexed, diag::Sink& sink) : lexed_(lexed), sink_(sink) {}

  std::vector<Chunk> Run() {
    for (std::size_t i = 0; i + 1 < lexed_.tokens.size(); ++i) {
      const Token& token = lexed_.tokens[i];
      if (token.column == 1 && token.kind == TokenKind::kWord) {
        WordInColumnOne(i);
      } else if (!inside_) {
        First(i);
      } else if (depth_ == 0 && BeginsLine(i) && LooksLikeDeclaration(i)) {
        Indented(i);
      }
      Count(token);
    }
    Close(lexed_.tokens.size() - 1);
    return std::move(chunks_);
  }

 private:
  void WordInColumnOne(std::size_t i) {
    if (IsDeclarationWord(i)) {
      Open(i, true);
    } else if (depth_ == 0 || LooksMisspelt(i)) {
      Unknown(i);
      Open(i, false);
    } else if (!indent_reported_) {
      indent_reported_ = true;
      const std::string word = lexed_.text(lexed_.tokens[i]);
      sink_.Report(Diag::kNotIndented, lexed_.span(lexed_.tokens[i]), {word})
          .Label(lexed_.span(lexed_.tokens[begin_]), "inside this declaration")
          .Hint("indent the lines of a declaration, or close it with `}` first");
    }
  }

  // The first word of the file, when it does not stand in column 1 or is no word.
  void First(std::size_t i) {
    if (IsDeclarationWord(i)) {
      Indented(i);
    } else {
      Unknown(i);
      Open(i, false);
    }
  }

  void Indented(std::size_t i) {
    if (!indented_reported_) {
      const Token& token = lexed_.tokens[i];
      sink_.Report(Diag::kIndentedDeclaration, lexed_.span(token), {lexed_.text(token)})
          .Hint("move it to the start of its line");
    }
    indented_reported_ = true;
    Open(i, true);
  }

  void Unknown(std::size_t i) {
    const Token& token = lexed_.tokens[i];
    const std::string word = lexed_.text(token);
    const std::string nearest = diag::Nearest(word, DeclarationWords());
    sink_.Report(Diag::kUnknownDeclaration, lexed_.span(token), {"`" + word + "`"})
        .Hint(nearest.empty() ? "declarations are record, source, param, let, band, lifecycle, "
                                "quadrant, matrix, table, scorecard, strategy, decision, enum, "
                                "experiment, partner, offers, "
                                "import, output, guarantee, sample and test"
                              : "did you mean `" + nearest + "`?");
  }

  // Begins the declaration at token i; one that is not `known` is passed over.
  void Open(std::size_t i, bool known) {
    Close(i);
    begin_ = i;
    inside_ = true;
    known_ = known;
    depth_ = 0;
    indent_reported_ = false;
  }

  void Close(std::size_t end) {
    if (inside_ && known_) {
      chunks_.push_back({begin_, end});
    }
  }

  void Count(const Token& token) {
    depth_ += lexed_.Is(token, "{") ? 1 : 0;
    depth_ -= lexed_.Is(token, "}") && depth_ > 0 ? 1 : 0;
  }

  bool BeginsLine(std::size_t i) const {
    return i == 0 || lexed_.tokens[i - 1].line != lexed_.tokens[i].line;
  }
  bool IsDeclarationWord(std::size_t i) const {
    const auto& words = DeclarationWords();
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return lexed_.Is(lexed_.tokens[i], word); });
  }
  bool WordFollows(std::size_t i) const {
    const Token& next = lexed_.tokens[i + 1];
    return next.kind == TokenKind::kWord && next.line == lexed_.tokens[i].line;
  }
  bool LooksLikeDeclaration(std::size_t i) const { return IsDeclarationWord(i) && WordFollows(i); }
  bool LooksMisspelt(std::size_t i) const {
    return WordFollows(i) &&
           !diag::Nearest(lexed_.text(lexed_.tokens[i]), DeclarationWords()).empty();
  }

  const Lexed& lexed_;
  diag::Sink& sink_;
  std::vector<Chunk> chunks_;
  std::size_t begin_ = 0;
  std::size_t depth_ = 0;
  bool inside_ = false;
  bool known_ = false;
  bool indent_reported_ = false;    // once a declaration
  bool indented_reported_ = false;  // once a file
};

}  // namespace

const std::vector<std::string>& DeclarationWords() {
  static const std::vector<std::string> words{
      "record",    "source", "param", "let",       "band",       "lifecycle",
      "quadrant",  "matrix", "table", "scorecard", "strategy",   "output",
      "guarantee", "sample", "test",  "enum",      "experiment", "import",
      "decision",  "partner", "offers", "budget",   "mix"};
  return words;
}

std::vector<Chunk> SplitDeclarations(const Lexed& lexed, diag::Sink& sink) {
  return Splitter(lexed, sink).Run();
}

bool CheckNesting(const Lexed& lexed, Chunk chunk, diag::Sink& sink) {
  std::size_t open = 0;
  std::size_t signs = 0;  // signs in a row: - - - x
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    const Token& token = lexed.tokens[i];
    const bool closes = lexed.Is(token, ")") || lexed.Is(token, "}");
    open += lexed.Is(token, "(") || lexed.Is(token, "{") ? 1 : 0;
    open -= closes && open > 0 ? 1 : 0;
    const bool sign = lexed.Is(token, "-") || lexed.Is(token, "not") || lexed.Is(token, "absolute");
    signs = sign ? signs + 1 : 0;
    if (open > kMaxNesting || signs > kMaxNesting) {
      sink.Report(Diag::kNestedTooDeep, lexed.span(token), {std::to_string(kMaxNesting)})
          .Hint("name parts of it with `let`");
      return false;
    }
  }
  return true;
}

}  // namespace sextant::parse
