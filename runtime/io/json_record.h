#pragma once

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

// Takes the values of named members out of JSON objects, one object a call. Numbers come as they
// are written, texts without their escapes, `true` and `false` as these words; null and absent
// members have no data. An object or list in a needed member comes as `{…}` or `[…]`; a list in a
// member of `lists` as a list cell (bind_set.h), its items as values do.
class JsonRecord {
 public:
  explicit JsonRecord(const std::vector<std::string>& names, std::vector<bool> lists = {});

  // `values` has one place a name. False when the text is not one object; `problem` then says why.
  bool Read(std::string_view text, TextArena& arena, std::vector<std::string_view>& values,
            std::string& problem) const;

  // The names of all members of one object; for messages.
  static std::vector<std::string> Names(std::string_view text);

 private:
  const std::vector<std::string>& names_;
  std::vector<bool> lists_;  // by name; empty: none
};

}  // namespace sextant::io
