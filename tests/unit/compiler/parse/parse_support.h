#pragma once

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/ast/tree.h"
#include "compiler/diag/diagnostic.h"
#include "compiler/parse/parse.h"
#include "compiler/source/source.h"

namespace sextant::parse {

// One text parsed, with all that its tree and findings refer to.
struct Parsed {
  source::Manager sources;
  diag::Sink sink;
  ast::Tree tree;

  explicit Parsed(std::string text) {
    const source::FileId file = sources.Add("test.sxt", std::move(text));
    tree = Parse(sources, file, sink);
  }

  // "E0101 2:14: found …, expected …", one a finding.
  std::vector<std::string> Findings() const {
    std::vector<std::string> out;
    for (const diag::Diagnostic& found : sink.Sorted()) {
      const source::Position at = sources.begin(found.primary);
      out.push_back(std::string(diag::Code(found.diag)) + " " + std::to_string(at.line) + ":" +
                    std::to_string(at.column) + ": " + found.message);
    }
    return out;
  }
  std::string FirstHint() const { return sink.Sorted().empty() ? "" : sink.Sorted()[0].hint; }

  template <class T>
  const T& Decl(std::size_t index = 0) const {
    return std::get<T>(tree.decls.at(index).node);
  }
};

// The printed tree in one line, without places: "Binary +(Name a, Number 5)".
inline std::string OneLine(const ast::Tree& tree) {
  std::istringstream lines(ast::Print(tree));
  std::string out, line;
  std::size_t depth = 0;
  while (std::getline(lines, line)) {
    const std::size_t indent = line.find_first_not_of(' ') / 2;
    if (!out.empty()) {
      out += indent > depth ? "(" : std::string(depth - indent, ')') + ", ";
    }
    depth = indent;
    const std::size_t place = line.rfind(" [");
    out += line.substr(2 * indent, place == std::string::npos ? place : place - 2 * indent);
  }
  return out + std::string(depth, ')');
}

// The shape of an expression, or the findings when it has a mistake.
inline std::string Shape(const std::string& expression) {
  const Parsed parsed("let x = " + expression + "\n");
  if (parsed.sink.has_errors()) {
    return parsed.Findings().front();
  }
  const std::string shape = OneLine(parsed.tree);
  return shape.substr(6, shape.size() - 7);
}

inline std::string ReadFile(const std::string& path) {
  std::ifstream stream(std::string(SEXTANT_SOURCE_DIR) + "/" + path, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace sextant::parse
