#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/parse/characters.h"

// The words and signs of one file, without ANTLR: what splitting, checking and complaining need.
namespace sextant::parse {

enum class TokenKind : uint8_t {
  kWord,      // may be a name: a name, a soft word, three capitals
  kReserved,  // never a name
  kNumber,
  kDate,
  kText,
  kSign,
  kSlip,  // a habit from elsewhere: `==`, `&&`, 'text', // …
  kUnclosedText,
  kStray,  // a character that means nothing
  kEnd,
};

struct Token {
  uint16_t type = 0;  // the grammar's number for it
  TokenKind kind = TokenKind::kEnd;
  uint32_t begin = 0;  // scalars [begin, end)
  uint32_t end = 0;
  uint32_t line = 1;    // from 1
  uint32_t column = 1;  // from 1
};

// A lexed file. The last token is the end of the file.
struct Lexed {
  source::FileId file;
  Characters characters;
  std::vector<Token> tokens;

  source::Span span(uint32_t begin, uint32_t end) const {
    return {file, characters.offsets[begin], characters.offsets[end]};
  }
  source::Span span(const Token& token) const { return span(token.begin, token.end); }
  // UTF-8, with full-width forms exchanged.
  std::string text(uint32_t begin, uint32_t end) const;
  std::string text(const Token& token) const { return text(token.begin, token.end); }
  bool Is(const Token& token, std::string_view ascii) const;
};

// The tokens of one declaration, [begin, end) of Lexed::tokens.
struct Chunk {
  std::size_t begin = 0;
  std::size_t end = 0;
};

}  // namespace sextant::parse
