#include "compiler/parse/table_file.h"

#include <algorithm>
#include <utility>

#include "compiler/parse/antlr_bridge.h"
#include "compiler/parse/grid_text.h"
#include "compiler/parse/slips.h"

namespace sextant::parse {
namespace {

using diag::Diag;

// The tokens of each line; the last token is the end of the file.
std::vector<Chunk> Lines(const Lexed& lexed) {
  std::vector<Chunk> lines;
  const std::size_t end = lexed.tokens.size() - 1;
  for (std::size_t i = 0; i < end; ++i) {
    if (i == 0 || lexed.tokens[i].line != lexed.tokens[i - 1].line) {
      lines.push_back({i, end});
      if (lines.size() > 1) {
        lines[lines.size() - 2].end = i;
      }
    }
  }
  return lines;
}

void ReadRows(const source::Manager& sources, source::FileId file, ast::TableDecl& table,
              ast::Tree& tree, diag::Sink& sink) {
  table.whole = false;  // until every line is read
  const std::optional<Characters> characters = ReadCharacters(sources, file, sink);
  if (!characters) {
    return;
  }
  std::optional<Lexed> lexed = Lex(file, GridText(*characters, file, sink), sink);
  if (!lexed) {
    return;
  }
  ReportSlips(*lexed, sink);
  const std::vector<Chunk> lines = Lines(*lexed);
  if (lines.empty()) {
    sink.Report(Diag::kTableFile, table.file_span, {"`" + sources.name(file) + "` is empty"})
        .Hint("its first line names the inputs and, with `=>`, the outputs");
    return;
  }
  table.whole = true;
  ParseTable(*lexed, lines, table, tree, sink);
}

// The rows find names as the strategy file does in which the table is declared.
void AddScope(source::FileId rows, source::FileId strategy, ast::Tree& tree) {
  const auto found =
      std::find_if(tree.files.begin(), tree.files.end(),
                   [&](const ast::FileScope& scope) { return scope.file == strategy; });
  if (found != tree.files.end()) {
    ast::FileScope scope = *found;
    scope.file = rows;
    tree.files.push_back(std::move(scope));
  }
}

}  // namespace

void ReadTableFiles(source::Manager& sources, ast::Tree& tree, diag::Sink& sink) {
  for (ast::Decl& decl : tree.decls) {
    auto* table = std::get_if<ast::TableDecl>(&decl.node);
    if (table == nullptr || !table->file) {
      continue;
    }
    const std::string path = sources.Beside(table->file_span.file, *table->file);
    const Result<source::FileId> file = sources.Load(path, table->encoding);
    if (file) {
      AddScope(*file, table->file_span.file, tree);
      ReadRows(sources, *file, *table, tree, sink);
    } else {
      table->whole = false;
      sink.Report(Diag::kTableFile, table->file_span, {file.error().message})
          .Hint(file.error().hint);
    }
  }
}

}  // namespace sextant::parse
