#include "compiler/parse/parse.h"

#include "compiler/parse/antlr_bridge.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/chunks.h"
#include "compiler/parse/slips.h"
#include "compiler/parse/table_file.h"

namespace sextant::parse {

ast::Tree Parse(source::Manager& sources, source::FileId file, diag::Sink& sink) {
  ast::Tree tree;
  ParseInto(sources, file, tree, sink);
  ReadTableFiles(sources, tree, sink);
  return tree;
}

void ParseInto(const source::Manager& sources, source::FileId file, ast::Tree& tree,
               diag::Sink& sink) {
  std::optional<Characters> characters = ReadCharacters(sources, file, sink);
  if (!characters) {
    return;
  }
  std::optional<Lexed> lexed = Lex(file, std::move(*characters), sink);
  if (!lexed) {
    return;
  }
  if (lexed->tokens.size() == 1) {
    sink.Report(diag::Diag::kEmptyFile, {file, 0, 0})
        .Hint("a strategy begins with `record NAME key FIELD { … }`");
    return;
  }
  ReportSlips(*lexed, sink);
  for (const Chunk chunk : SplitDeclarations(*lexed, sink)) {
    if (sink.error_count() >= diag::Sink::kMaxErrors) {
      break;
    }
    if (CheckNesting(*lexed, chunk, sink)) {
      ParseDeclaration(*lexed, chunk, tree, sink);
    }
  }
}

}  // namespace sextant::parse
