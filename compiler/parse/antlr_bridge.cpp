#include "compiler/parse/antlr_bridge.h"

#include <antlr4-runtime.h>

#include "compiler/parse/build.h"
#include "compiler/parse/build_syntax.h"
#include "compiler/parse/syntax_error.h"
#include "compiler/support/check.h"
#include "grammar/SextantLexer.h"
#include "grammar/SextantParser.h"

namespace sextant::parse {
namespace {

using grammar::SextantLexer;
using grammar::SextantParser;

// Rules the parser may be inside at once; 200 nested brackets need about 2,200. `primary`, which
// has by far the largest frame, is bounded for itself.
constexpr std::size_t kMaxRuleDepth = 3000;
constexpr std::size_t kMaxPrimaryDepth = 250;

class ScalarStream : public antlr4::ANTLRInputStream {
 public:
  explicit ScalarStream(const std::u32string& scalars) { _data = scalars; }
};

TokenKind KindOf(std::size_t type) {
  if (type >= SextantLexer::AND && type <= SextantLexer::FALSE) {
    return TokenKind::kReserved;
  }
  if (type >= SextantLexer::TEN_THOUSANDS && type <= SextantLexer::YUAN) {
    return TokenKind::kReserved;
  }
  if (type <= SextantLexer::QUOTED_NAME) {
    return TokenKind::kWord;
  }
  switch (type) {
    case SextantLexer::DATE:
      return TokenKind::kDate;
    case SextantLexer::NUMBER:
      return TokenKind::kNumber;
    case SextantLexer::TEXT:
      return TokenKind::kText;
    case SextantLexer::SLIP:
      return TokenKind::kSlip;
    case SextantLexer::UNCLOSED_TEXT:
      return TokenKind::kUnclosedText;
    case SextantLexer::STRAY_CHARACTER:
      return TokenKind::kStray;
    default:
      return TokenKind::kSign;
  }
}

Token ToToken(const antlr4::Token& from) {
  Token token;
  token.type = static_cast<uint16_t>(from.getType());
  token.kind = KindOf(from.getType());
  token.begin = static_cast<uint32_t>(from.getStartIndex());
  token.end = static_cast<uint32_t>(from.getStopIndex() + 1);
  token.line = static_cast<uint32_t>(from.getLine());
  token.column = static_cast<uint32_t>(from.getCharPositionInLine() + 1);
  return token;
}

std::unique_ptr<antlr4::Token> FromToken(const Token& from, std::size_t type) {
  auto token = std::make_unique<antlr4::CommonToken>(type);
  token->setStartIndex(from.begin);
  token->setStopIndex(from.end - 1);
  token->setLine(from.line);
  token->setCharPositionInLine(from.column - 1);
  return token;
}

// The declaration's tokens, then the end. The end stands just behind the last token.
std::vector<std::unique_ptr<antlr4::Token>> TokensOf(const Lexed& lexed, Chunk chunk) {
  std::vector<std::unique_ptr<antlr4::Token>> tokens;
  for (std::size_t i = chunk.begin; i < chunk.end; ++i) {
    tokens.push_back(FromToken(lexed.tokens[i], lexed.tokens[i].type));
  }
  tokens.push_back(FromToken(lexed.tokens[chunk.end - 1], antlr4::Token::EOF));
  return tokens;
}

struct TooDeep {};

// A parser that gives up on nesting before the stack does.
class BoundedParser : public SextantParser {
 public:
  using SextantParser::SextantParser;

  void Restart() {
    reset();
    open_.clear();
    primaries_ = 0;
  }

  void enterRule(antlr4::ParserRuleContext* context, std::size_t state, std::size_t rule) override {
    SextantParser::enterRule(context, state, rule);
    while (!open_.empty() && open_.back() != context->parent) {
      primaries_ -= open_.back()->getRuleIndex() == RulePrimary ? 1 : 0;
      open_.pop_back();
    }
    open_.push_back(context);
    primaries_ += rule == RulePrimary ? 1 : 0;
    if (open_.size() > kMaxRuleDepth || primaries_ > kMaxPrimaryDepth) {
      throw TooDeep();
    }
  }

  // A labelled alternative takes the place of the context its rule was entered with.
  void enterOuterAlt(antlr4::ParserRuleContext* context, std::size_t alternative) override {
    SextantParser::enterOuterAlt(context, alternative);
    open_.back() = context;
  }

 private:
  // The contexts of the rules the parser is in, outermost first, and how many are `primary`.
  std::vector<antlr4::ParserRuleContext*> open_;
  std::size_t primaries_ = 0;
};

// Stops at the first mistake and remembers it; never repairs.
class FirstError : public antlr4::BailErrorStrategy {
 public:
  explicit FirstError(SyntaxError& error) : error_(error) {}

  void recover(antlr4::Parser* parser, std::exception_ptr exception) override {
    try {
      std::rethrow_exception(exception);
    } catch (const antlr4::NoViableAltException& e) {
      const bool ahead = e.getOffendingToken() != e.getStartToken() && e.getDeadEndConfigs();
      Remember(parser, e.getOffendingToken(), ahead ? Tried(*e.getDeadEndConfigs()) : Expected(e));
    } catch (const antlr4::RecognitionException& e) {
      Remember(parser, e.getOffendingToken(), Expected(e));
    }
    throw antlr4::ParseCancellationException();
  }

  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    Remember(parser, parser->getCurrentToken(), parser->getExpectedTokens());
    throw antlr4::ParseCancellationException();
  }

 private:
  static antlr4::misc::IntervalSet Expected(const antlr4::RecognitionException& e) {
    return e.getExpectedTokens();
  }

  // What the parser would have taken after the tokens it looked at before deciding.
  static antlr4::misc::IntervalSet Tried(const antlr4::atn::ATNConfigSet& configs) {
    antlr4::misc::IntervalSet tried;
    for (const auto& config : configs.configs) {
      for (const auto* transition : config->state->transitions) {
        if (!transition->isEpsilon()) {
          tried.addAll(transition->label());
        }
      }
    }
    return tried;
  }

  void Remember(antlr4::Parser* parser, antlr4::Token* token,
                const antlr4::misc::IntervalSet& expected) {
    error_.token = token->getTokenIndex();
    for (const ssize_t type : expected.toList()) {
      error_.expected.push_back(
          type == -1 || static_cast<std::size_t>(type) == antlr4::Token::EOF
              ? "EOF"
              : parser->getVocabulary().getSymbolicName(static_cast<std::size_t>(type)));
    }
    error_.rules = parser->getRuleInvocationStack();
  }

  SyntaxError& error_;
};

// One try at `rule`; nothing when the text has a mistake, which `error` then holds.
template <class Rule>
auto Try(BoundedParser& parser, antlr4::atn::PredictionMode mode, SyntaxError& error, Rule rule)
    -> decltype((parser.*rule)()) {
  parser.Restart();
  parser.setErrorHandler(std::make_shared<FirstError>(error));
  parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
  try {
    return (parser.*rule)();
  } catch (const antlr4::ParseCancellationException&) {
    return nullptr;
  }
}

// Hands the tree of the chunk, read by `rule`, to `build`; reports the chunk's first mistake and is
// then false.
template <class Rule, class Build>
bool Parse(const Lexed& lexed, Chunk chunk, Rule rule, diag::Sink& sink, Build&& build) {
  antlr4::ListTokenSource source(TokensOf(lexed, chunk));
  antlr4::CommonTokenStream stream(&source);
  BoundedParser parser(&stream);
  parser.removeErrorListeners();
  SyntaxError error;
  auto* read = Try(parser, antlr4::atn::PredictionMode::SLL, error, rule);
  if (read == nullptr) {
    error = {};
    read = Try(parser, antlr4::atn::PredictionMode::LL, error, rule);
  }
  if (read == nullptr) {
    error.token += chunk.begin;
    ReportSyntaxError(lexed, chunk, error, sink);
    return false;
  }
  build(parser, read);
  return true;
}

void ReportTooDeep(const Lexed& lexed, Chunk chunk, diag::Sink& sink) {
  sink.Report(diag::Diag::kNestedTooDeep, lexed.span(lexed.tokens[chunk.begin]), {"200"})
      .Hint("name parts of it with `let`");
}

class AmbiguityListener : public antlr4::BaseErrorListener {
 public:
  explicit AmbiguityListener(std::vector<std::string>& found) : found_(found) {}

  void reportAmbiguity(antlr4::Parser* parser, const antlr4::dfa::DFA& dfa, std::size_t start,
                       std::size_t stop, bool exact, const antlrcpp::BitSet&,
                       antlr4::atn::ATNConfigSet*) override {
    if (exact) {
      const std::string rule = parser->getRuleNames()[dfa.atnStartState->ruleIndex];
      found_.push_back(rule + " at " + std::to_string(start) + ".." + std::to_string(stop));
    }
  }

 private:
  std::vector<std::string>& found_;
};

}  // namespace

std::optional<Lexed> Lex(source::FileId file, Characters characters, diag::Sink& sink) {
  Lexed lexed{file, std::move(characters), {}};
  ScalarStream stream(lexed.characters.scalars);
  SextantLexer lexer(&stream);
  lexer.removeErrorListeners();
  for (;;) {
    const std::unique_ptr<antlr4::Token> token = lexer.nextToken();
    if (token->getType() == antlr4::Token::EOF) {
      break;
    }
    lexed.tokens.push_back(ToToken(*token));
    if (lexed.tokens.size() > kMaxTokens) {
      sink.Report(diag::Diag::kTooManyTokens, lexed.span(lexed.tokens.back()),
                  {std::to_string(kMaxTokens)})
          .Hint("split the strategy, or check that this is the right file");
      return std::nullopt;
    }
  }
  Token end;
  end.begin = end.end = static_cast<uint32_t>(lexed.characters.scalars.size());
  lexed.tokens.push_back(end);
  return lexed;
}

uint16_t TokenType(std::string_view symbolic_name) {
  SextantLexer lexer(nullptr);
  const antlr4::dfa::Vocabulary& vocabulary = lexer.getVocabulary();
  std::size_t type = vocabulary.getMaxTokenType();
  while (type > 0 && vocabulary.getSymbolicName(type) != symbolic_name) {
    --type;
  }
  SEXTANT_CHECK(type > 0, "no such token");
  return static_cast<uint16_t>(type);
}

void ParseDeclaration(const Lexed& lexed, Chunk chunk, ast::Tree& tree, diag::Sink& sink,
                      SyntaxNode* syntax) {
  try {
    Parse(lexed, chunk, &SextantParser::declaration, sink, [&](auto& parser, auto* declaration) {
      Builder(lexed, tree, sink).BuildDeclaration(declaration);
      if (syntax != nullptr) {
        *syntax = BuildSyntax(declaration, parser.getRuleNames(), chunk.begin);
      }
    });
  } catch (const TooDeep&) {
    ReportTooDeep(lexed, chunk, sink);
  }
}

void ParseTable(const Lexed& lexed, const std::vector<Chunk>& lines, ast::TableDecl& table,
                ast::Tree& tree, diag::Sink& sink) {
  TableLayout layout;
  Builder builder(lexed, tree, sink);
  const auto head = [&](auto&, auto* read) { builder.BuildHead(read->tableHead(), layout, table); };
  const auto rows = [&](auto&, auto* read) { builder.BuildRows(read->tableRows(), layout, table); };
  for (const Chunk line : lines) {
    bool fine = false;
    try {
      fine = line.begin == lines.front().begin
                 ? Parse(lexed, line, &SextantParser::tableHeadLine, sink, head)
                 : Parse(lexed, line, &SextantParser::tableRowLine, sink, rows);
    } catch (const TooDeep&) {
      ReportTooDeep(lexed, line, sink);
    }
    table.whole = table.whole && fine;
    if (!layout.head.valid() || sink.error_count() >= diag::Sink::kMaxErrors) {
      table.whole = false;
      return;
    }
  }
}

GrammarReport InspectGrammar(const Lexed& lexed, Chunk chunk) {
  antlr4::ListTokenSource source(TokensOf(lexed, chunk));
  antlr4::CommonTokenStream stream(&source);
  BoundedParser parser(&stream);
  parser.removeErrorListeners();
  GrammarReport report;
  SyntaxError error;
  const auto rule = &SextantParser::declaration;
  report.sll = Try(parser, antlr4::atn::PredictionMode::SLL, error, rule) != nullptr;
  AmbiguityListener listener(report.ambiguities);
  parser.addErrorListener(&listener);
  report.ll =
      Try(parser, antlr4::atn::PredictionMode::LL_EXACT_AMBIG_DETECTION, error, rule) != nullptr;
  return report;
}

}  // namespace sextant::parse
