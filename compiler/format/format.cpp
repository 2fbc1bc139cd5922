#include "compiler/format/format.h"

#include "compiler/format/printer.h"
#include "compiler/format/spelling.h"
#include "compiler/format/words.h"
#include "compiler/parse/syntax.h"
#include "compiler/support/check.h"

namespace sextant::format {
namespace {

// Every word and comment of a file in its order, and where the rows of tables begin.
std::vector<std::string> Everything(const parse::Syntax& syntax) {
  std::vector<std::string> all;
  for (const parse::SyntaxToken& token : syntax.tokens) {
    for (const parse::Comment& comment : token.above) {
      all.push_back(comment.text);
    }
    all.push_back((token.text == "|" && token.begins_line ? "\n" : "") + Spelling(token));
    all.push_back(token.beside);
  }
  return all;
}

bool SaysTheSame(const parse::Syntax& syntax, const std::string& text) {
  source::Manager sources;
  diag::Sink sink;
  const auto again = parse::ReadSyntax(sources, sources.Add("formatted", text), sink);
  return again && Everything(*again) == Everything(syntax);
}

}  // namespace

std::optional<std::string> Format(const source::Manager& sources, source::FileId file,
                                  diag::Sink& sink) {
  const std::optional<parse::Syntax> syntax = parse::ReadSyntax(sources, file, sink);
  if (!syntax) {
    return std::nullopt;
  }
  const Words words(*syntax);
  std::string text = Printer(*syntax, words).Run();
  SEXTANT_CHECK(SaysTheSame(*syntax, text), "formatting may not change what a file says");
  return text;
}

}  // namespace sextant::format
