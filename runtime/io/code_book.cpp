#include "runtime/io/code_book.h"

#include "runtime/io/exact.h"

namespace sextant::io {
namespace {

constexpr std::size_t kLongestBoolean = 5;

std::string LowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return lower;
}

}  // namespace

std::optional<std::string> NumberKey(std::string_view text) {
  const std::optional<DecimalText> number = ParseDecimal(text);
  if (!number) {
    return std::nullopt;
  }
  if (number->digits.empty()) {
    return "0";
  }
  return (number->negative ? "-" : "") + number->digits + "e" + std::to_string(number->exponent);
}

CodeBook::CodeBook() : letters_(256, -1) {}

// The first to claim a text keeps it.
void CodeBook::Add(std::string text, int32_t code) {
  if (text.size() == 1 && letters_[static_cast<unsigned char>(text[0])] < 0) {
    letters_[static_cast<unsigned char>(text[0])] = code;
  }
  texts_.emplace(std::move(text), code);
}

CodeBook CodeBook::OfMembers(const std::vector<std::string>& members) {
  CodeBook book;
  for (std::size_t i = 0; i < members.size(); ++i) {
    book.Add(members[i], static_cast<int32_t>(i));
  }
  return book;
}

CodeBook CodeBook::OfBooleans() {
  CodeBook book;
  book.any_case_ = true;
  book.Add("true", 1);
  book.Add("false", 0);
  book.Add("1", 1);
  book.Add("0", 0);
  return book;
}

CodeBook CodeBook::OfCodes(const std::vector<ir::ColumnBinding::Code>& codes) {
  CodeBook book;
  for (const auto& code : codes) {
    if (!code.number) {
      book.Add(code.text, code.code);
    }
  }
  for (const auto& code : codes) {
    if (!code.number) {
      continue;
    }
    if (const std::optional<std::string> key = NumberKey(code.text)) {
      book.numbers_.emplace(*key, code.code);
    }
    book.Add(code.text, code.code);
  }
  return book;
}

CodeBook CodeBook::OfFlags(const std::vector<ir::ColumnBinding::Code>& codes) {
  CodeBook book = codes.empty() ? OfBooleans() : OfCodes(codes);
  book.Add("", 0);
  return book;
}

std::optional<int32_t> CodeBook::FindLong(std::string_view cell) const {
  if (const auto found = texts_.find(cell); found != texts_.end()) {
    return found->second;
  }
  if (any_case_ && cell.size() <= kLongestBoolean) {
    const auto found = texts_.find(LowerCase(cell));
    return found != texts_.end() ? std::optional(found->second) : std::nullopt;
  }
  if (numbers_.empty()) {
    return std::nullopt;
  }
  const std::optional<std::string> key = NumberKey(cell);
  if (!key) {
    return std::nullopt;
  }
  const auto found = numbers_.find(*key);
  return found != numbers_.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace sextant::io
