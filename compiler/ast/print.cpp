#include "compiler/ast/print.h"

#include <fmt/format.h>

namespace sextant::ast {

std::string Joined(const std::vector<Name>& names) {
  std::string out;
  for (const Name& name : names) {
    out += (out.empty() ? "" : ", ") + name.text;
  }
  return out;
}

Printer::Scope Printer::Line(std::string_view text, source::Span span) {
  out_.append(2 * depth_, ' ');
  out_ += fmt::format("{} [{}..{})\n", text, span.begin, span.end);
  return Scope(depth_);
}

void Printer::Plain(std::string_view text) {
  out_.append(2 * depth_, ' ');
  out_ += text;
  out_ += '\n';
}

std::string Quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + "\"";
}

std::string Print(const Tree& tree) {
  Printer printer(tree);
  for (const Decl& decl : tree.decls) {
    printer.Print(decl);
  }
  return printer.Take();
}

}  // namespace sextant::ast
