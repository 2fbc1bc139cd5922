#include "runtime/engine/text_numbers.h"

#include <cstring>

namespace sextant::engine {
namespace {

uint64_t Mix(uint64_t hash, uint64_t word) {
  const auto product = static_cast<unsigned __int128>(hash ^ word) * 0x9e3779b97f4a7c15u;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

uint64_t Hash(std::string_view text) {
  uint64_t hash = text.size() + 0x2545f4914f6cdd1d;
  while (text.size() >= 8) {
    uint64_t word;
    std::memcpy(&word, text.data(), 8);
    hash = Mix(hash, word);
    text.remove_prefix(8);
  }
  uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  return Mix(hash, rest);
}

}  // namespace

TextNumbers::TextNumbers(const std::vector<std::string>& constants) : table_(64) {
  for (const std::string& constant : constants) {
    const uint64_t hash = Hash(constant);
    const std::size_t place = PlaceOf(constant, hash);
    if (table_[place].number < 0) {
      table_[place] = {constant, hash, static_cast<int32_t>(&constant - constants.data())};
    }
    ++constants_;
    if (constants_ * 2 > table_.size()) {
      Grow();
    }
  }
}

// The text's entry, or the free one where it would stand.
std::size_t TextNumbers::PlaceOf(std::string_view text, uint64_t hash) const {
  const std::size_t mask = table_.size() - 1;
  std::size_t place = hash & mask;
  while (table_[place].number >= 0 && (table_[place].hash != hash || table_[place].text != text)) {
    place = (place + 1) & mask;
  }
  return place;
}

int32_t TextNumbers::FindConstant(std::string_view text) const {
  return table_[PlaceOf(text, Hash(text))].number;
}

int32_t TextNumbers::Number(std::string_view text) {
  const uint64_t hash = Hash(text);
  const std::size_t place = PlaceOf(text, hash);
  if (table_[place].number >= 0) {
    return table_[place].number;
  }
  const auto number = static_cast<int32_t>(constants_ + added_.size());
  table_[place] = {text, hash, number};
  added_.push_back(place);
  if ((constants_ + added_.size()) * 2 > table_.size()) {
    Grow();
  }
  return number;
}

void TextNumbers::Forget() {
  for (std::size_t place : added_) {
    table_[place] = {};
  }
  added_.clear();
}

// Constants go in first, so that no search for one passes an entry that will be forgotten.
void TextNumbers::Grow() {
  std::vector<Entry> old(table_.size() * 2);
  old.swap(table_);
  added_.clear();
  for (const bool constants : {true, false}) {
    for (const Entry& entry : old) {
      const bool constant = static_cast<std::size_t>(entry.number) < constants_;
      if (entry.number < 0 || constant != constants) {
        continue;
      }
      const std::size_t place = PlaceOf(entry.text, entry.hash);
      table_[place] = entry;
      if (!constant) {
        added_.push_back(place);
      }
    }
  }
}

}  // namespace sextant::engine
