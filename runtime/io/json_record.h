#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sextant::io {

// Text that stays where it is until Clear.
class TextArena {
 public:
  std::string_view Keep(std::string_view text);
  void Clear();

 private:
  std::vector<std::unique_ptr<char[]>> blocks_;
  std::size_t used_ = 0;
  std::size_t room_ = 0;
};

// The items of one member that holds lists, of all records since Clear, one after the other.
struct JsonItems {
  // The members of each item that are read. An item without `objects` is one value.
  std::vector<std::string> names;
  bool objects = true;
  std::vector<std::vector<std::string_view>> cells;  // by name; of values the only one
  std::vector<int64_t> ends;                         // by record, of its items
  // Records that hold something else, or an item that is something else. They have no items.
  struct Bad {
    int64_t record = 0;
    std::string found;
  };
  std::vector<Bad> bad;

  void Clear();
  int64_t begin(int64_t record) const {
    return record == 0 ? 0 : ends[static_cast<std::size_t>(record) - 1];
  }
  int64_t count() const { return ends.empty() ? 0 : ends.back(); }
};

// Takes the values of named members out of JSON objects, one object a call. Numbers come as they
// are written, texts without their escapes, `true` and `false` as these words; null and absent
// members have no data. An object or list in a needed member comes as `{…}` or `[…]`.
class JsonRecord {
 public:
  enum class Shape : uint8_t {
    kValue,
    kSet,    // a list comes as a list cell (bind_set.h), its items as values do
    kItems,  // a list goes item by item to the JsonItems of its member
  };
  // `shapes` has one entry a name, or none.
  explicit JsonRecord(const std::vector<std::string>& names, std::vector<Shape> shapes = {});

  // `values` gets one place a name; `items` has one (where kItems). False when the text is not one
  // object; `problem` then says why.
  bool Read(std::string_view text, TextArena& arena, std::vector<std::string_view>& values,
            std::vector<JsonItems>& items, std::string& problem) const;

  // The names of all members of one object; for messages.
  static std::vector<std::string> Names(std::string_view text);

 private:
  const std::vector<std::string>& names_;
  std::vector<Shape> shapes_;
};

}  // namespace sextant::io
