#include "compiler/diag/display.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

namespace sextant::diag {
namespace {

struct Block {
  char32_t first, last;
};

// East Asian Wide and Fullwidth, by block (Unicode Standard Annex 11).
constexpr Block kWide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},
    {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x16FE0, 0x18DFF}, {0x1B000, 0x1B2FF}, {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
    {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD},
};
constexpr Block kCombining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F}, {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};
// Controls, marks of direction, invisible and unassigned-by-design characters.
constexpr Block kHidden[] = {
    {0x0000, 0x001F}, {0x007F, 0x009F}, {0x00AD, 0x00AD},   {0x061C, 0x061C},
    {0x180E, 0x180E}, {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},
    {0xFEFF, 0xFEFF}, {0xFFF0, 0xFFFB}, {0xE0000, 0xE0FFF},
};

template <std::size_t N>
bool Within(const Block (&blocks)[N], char32_t c) {
  return std::any_of(std::begin(blocks), std::end(blocks),
                     [c](Block b) { return c >= b.first && c <= b.last; });
}

std::size_t LengthByLead(unsigned char lead) {
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead < 0xE0) {
    return 2;
  }
  if (lead >= 0xE0 && lead < 0xF0) {
    return 3;
  }
  return lead >= 0xF0 && lead < 0xF5 ? 4 : 0;
}

// Whether `value`, read from `length` bytes, is neither overlong nor a surrogate nor too large.
bool IsScalar(char32_t value, std::size_t length) {
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  return value >= kLeast[length] && value <= 0x10FFFF && !(value >= 0xD800 && value <= 0xDFFF);
}

}  // namespace

Scalar NextScalar(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t length = LengthByLead(byte(0));
  const Scalar broken{byte(0), 1, false};
  if (length == 1) {
    return {byte(0), 1, true};
  }
  if (length == 0 || at + length > text.size()) {
    return broken;
  }
  char32_t value = byte(0) & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      return broken;
    }
    value = value << 6 | (byte(i) & 0x3Fu);
  }
  return IsScalar(value, length) ? Scalar{value, length, true} : broken;
}

Cell Show(Scalar scalar, std::string_view bytes) {
  const char32_t c = scalar.value;
  if (c == '\t' && scalar.valid) {
    return {" ", 1};
  }
  if (!scalar.valid || c < 0x20 || c == 0x7F) {
    return {fmt::format("\\x{:02x}", static_cast<unsigned>(c)), 4};
  }
  if (Within(kHidden, c)) {
    std::string text = fmt::format("\\u{{{:x}}}", static_cast<unsigned>(c));
    const std::size_t width = text.size();
    return {std::move(text), width};
  }
  return {std::string(bytes), Within(kCombining, c) ? 0u : Within(kWide, c) ? 2u : 1u};
}

std::string ShowAll(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Scalar scalar = NextScalar(text, at);
    out += Show(scalar, text.substr(at, scalar.length)).text;
    at += scalar.length;
  }
  return out;
}

}  // namespace sextant::diag
