#include "tests/lang/show.h"

#include "compiler/check/check.h"
#include "compiler/parse/parse.h"

namespace sextant::lang {

Shown Show(const std::string& name, const std::string& strategy) {
  source::Manager sources;
  diag::Sink sink;
  const source::FileId file = sources.Add(name, strategy);
  const ast::Tree tree = parse::ParseProgram(sources, file, sink);
  check::Check(tree, sources, sink);
  Shown shown;
  shown.has_errors = sink.has_errors();
  for (const diag::Diagnostic& diagnostic : sink.Sorted()) {
    const std::string text = diag::Render(diagnostic, sources);
    shown.text += (shown.text.empty() ? "" : "\n") + text;
    if (!text.ends_with('\n')) {
      shown.text += '\n';
    }
  }
  return shown;
}

}  // namespace sextant::lang
