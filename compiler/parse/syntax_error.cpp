#include "compiler/parse/syntax_error.h"

#include <algorithm>

namespace sextant::parse {
void ReportSyntaxError(const Lexed& lexed, Chunk chunk, const SyntaxError& error,
                       diag::Sink& sink) {
  const Token& t = lexed.tokens[std::min(error.token, chunk.end - 1)];
  std::string e;
  for (auto& x : error.expected)
    e += x + " ";
  e += " | ";
  for (auto& x : error.rules)
    e += x + " ";
  sink.Report(diag::Diag::kUnexpectedToken, lexed.span(t), {lexed.text(t), e});
}
}  // namespace sextant::parse
