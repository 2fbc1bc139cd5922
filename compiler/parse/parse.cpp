#include "compiler/parse/parse.h"

#include "compiler/parse/antlr_bridge.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/chunks.h"
#include "compiler/parse/slips.h"
#include "compiler/parse/table_file.h"

namespace sextant::parse {

ast::Tree Parse(source::Manager& sources, source::FileId file, diag::Sink& sink) {
  ast::Tree tree;
  std::optional<Characters> characters = ReadCharacters(sources, file, sink);
  if (!characters) {
    return tree;
  }
  std::optional<Lexed> lexed = Lex(file, std::move(*characters), sink);
  if (!lexed) {
    return tree;
  }
  if (lexed->tokens.size() == 1) {
    sink.Report(diag::Diag::kEmptyFile, {file, 0, 0})
        .Hint("a strategy begins with `record NAME key FIELD { … }`");
    return tree;
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
  ReadTableFiles(sources, tree, sink);
  return tree;
}

}  // namespace sextant::parse
