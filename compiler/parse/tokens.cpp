#include "compiler/parse/tokens.h"

#include <algorithm>

namespace sextant::parse {
namespace {

void Append(char32_t c, std::string& out) {
  const auto byte = [&out](char32_t bits) { out += static_cast<char>(bits); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | c >> 6);
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | c >> 12);
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | c >> 18);
    byte(0x80 | (c >> 12 & 0x3F));
    byte(0x80 | (c >> 6 & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
}

}  // namespace

std::string Lexed::text(uint32_t begin, uint32_t end) const {
  std::string out;
  for (uint32_t i = begin; i < end; ++i) {
    Append(characters.scalars[i], out);
  }
  return out;
}

bool Lexed::Is(const Token& token, std::string_view ascii) const {
  return token.end - token.begin == ascii.size() &&
         std::equal(ascii.begin(), ascii.end(), characters.scalars.begin() + token.begin,
                    [](char a, char32_t b) { return static_cast<unsigned char>(a) == b; });
}

}  // namespace sextant::parse
