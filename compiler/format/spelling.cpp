#include "compiler/format/spelling.h"

#include <iterator>

#include "compiler/diag/display.h"

namespace sextant::format {
namespace {

struct Twin {
  std::string_view form, ascii;
};
constexpr Twin kTwins[] = {{"≥", ">="}, {"≤", "<="}, {"≠", "!="}};

// “…” and ＂…＂ as "…"; a straight quote inside needs an escape there.
std::string StraightText(const std::string& text) {
  constexpr std::size_t kQuoteBytes = 3;
  std::string out = "\"";
  for (std::size_t i = kQuoteBytes; i < text.size() - kQuoteBytes; ++i) {
    if (text[i] == '\\') {
      out += text[i++];
    } else if (text[i] == '"') {
      out += '\\';
    }
    out += text[i];
  }
  return out + "\"";
}

}  // namespace

std::string Spelling(const parse::SyntaxToken& token) {
  if (token.kind == parse::TokenKind::kText) {
    return token.text.front() == '"' ? token.text : StraightText(token.text);
  }
  for (const Twin& twin : kTwins) {
    if (token.text == twin.form) {
      return std::string(twin.ascii);
    }
  }
  return token.text;
}

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const diag::Scalar scalar = diag::NextScalar(text, at);
    width += diag::Show(scalar, text.substr(at, scalar.length)).width;
    at += scalar.length;
  }
  return width;
}

}  // namespace sextant::format
