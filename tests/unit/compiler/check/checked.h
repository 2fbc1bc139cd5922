#pragma once

#include <string>

#include "compiler/check/check.h"
#include "compiler/parse/parse.h"

namespace sextant::check {

// A program that was parsed and checked from text, with questions a test asks of it.
struct Checked {
  explicit Checked(const std::string& text) {
    tree = parse::Parse(sources, sources.Add("test.sxt", text), sink);
    program = Check(tree, sources, sink);
  }

  // The codes of all diagnostics in order of place: "E0205 W0201".
  std::string Codes() const {
    std::string codes;
    for (const diag::Diagnostic& diagnostic : sink.Sorted()) {
      codes += (codes.empty() ? "" : " ") + std::string(diag::Code(diagnostic.diag));
    }
    return codes;
  }
  std::string LetType(const std::string& name) const {
    for (const Let& let : program.lets) {
      if (let.name == name) {
        return types::TypeName(let.type, program.enums);
      }
    }
    return "no such let";
  }

  source::Manager sources;
  diag::Sink sink;
  ast::Tree tree;
  Program program;
};

// A record with a field of every kind.
inline const std::string kRecord =
    "record Customer key id {\n"
    "  id     : integer\n"
    "  count  : integer in 0..100\n"
    "  share  : decimal(4) in 0..1\n"
    "  rate_  : rate in 1%..50%\n"
    "  amount : money CNY in 1..1_000_000 CNY\n"
    "  limit  : money CNY(4) at least 0 CNY\n"
    "  income : money CNY optional\n"
    "  usd    : money USD\n"
    "  pd     : float in 0..1\n"
    "  start  : date\n"
    "  end    : date optional\n"
    "  active : boolean\n"
    "  region : one of { north, south }\n"
    "  tier   : one of { gold, other } optional\n"
    "  name   : text\n"
    "  bill   : series of 6 money CNY in -5..100 CNY\n"
    "  late   : series of 6 boolean\n"
    "}\n\n";

// The type of an expression, or the codes of what is wrong with it.
inline std::string TypeOrCodes(const std::string& expression) {
  const Checked checked(kRecord + "let result = " + expression + "\n\noutput { result }\n");
  const std::string codes = checked.Codes();
  return codes.empty() ? checked.LetType("result") : codes;
}

// The same where the result may be a series, which cannot be put out.
inline std::string SeriesTypeOrCodes(const std::string& expression) {
  const Checked checked(kRecord + "let result = " + expression +
                        "\n\nlet use = count of result with true\n\noutput { use }\n");
  const std::string codes = checked.Codes();
  return codes.empty() ? checked.LetType("result") : codes;
}

}  // namespace sextant::check
