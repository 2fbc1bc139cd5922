#include <catch2/catch.hpp>

#include "compiler/parse/antlr_bridge.h"
#include "compiler/parse/chunks.h"
#include "tests/unit/compiler/parse/parse_support.h"

namespace sextant::parse {
namespace {

// Every declaration of a file, as the grammar alone takes it.
void CheckFile(const std::string& path) {
  source::Manager sources;
  diag::Sink sink;
  const source::FileId file = sources.Add(path, ReadFile(path));
  const std::optional<Lexed> lexed = Lex(file, *ReadCharacters(sources, file, sink), sink);
  const std::vector<Chunk> chunks = SplitDeclarations(*lexed, sink);
  REQUIRE(chunks.size() > 10);
  for (const Chunk chunk : chunks) {
    const GrammarReport report = InspectGrammar(*lexed, chunk);
    INFO(path << ": declaration " << lexed->text(lexed->tokens[chunk.begin + 1]));
    CHECK(report.sll);
    CHECK(report.ll);
    CHECK(report.ambiguities == std::vector<std::string>{});
  }
  CHECK_FALSE(sink.has_errors());
}

TEST_CASE("the grammar is unambiguous and needs no more than SLL") {
  CheckFile("tests/unit/compiler/parse/everything.input");
  CheckFile("strategies/card_book/card_book.sxt");
}

TEST_CASE("a sample of everything parses without a finding") {
  const Parsed parsed(ReadFile("tests/unit/compiler/parse/everything.input"));
  CHECK(parsed.Findings() == std::vector<std::string>{});
  CHECK(parsed.tree.decls.size() == 115);
}

}  // namespace
}  // namespace sextant::parse
