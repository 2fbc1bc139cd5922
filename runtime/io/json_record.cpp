#include "runtime/io/json_record.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/io/bind_set.h"

namespace sextant::io {
namespace {

constexpr std::size_t kArenaBlock = 256 * 1024;
constexpr std::size_t kNone = SIZE_MAX;

// "[json.exception.parse_error.101] parse error at …: syntax error while parsing value - WHY".
std::string Reason(const std::string& what) {
  const std::size_t dash = what.find(" - ");
  return dash == std::string::npos ? what : what.substr(dash + 3);
}

// The events of one object: depth 1 is the object itself, anything deeper is passed over.
class Collector : public nlohmann::json_sax<nlohmann::json> {
 public:
  Collector(const std::vector<std::string>& names, const std::vector<bool>& lists, TextArena& arena,
            std::vector<std::string_view>& values)
      : names_(names), lists_(lists), arena_(arena), values_(values) {}

  bool null() override { return InList() ? Put("null") : Done(); }
  bool boolean(bool value) override { return Put(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return PutNumber(value); }
  bool number_unsigned(number_unsigned_t value) override { return PutNumber(value); }
  bool number_float(number_float_t, const string_t& text) override { return PutKept(text); }
  bool string(string_t& value) override { return PutKept(value); }
  bool binary(binary_t&) override { return Done(); }

  bool start_object(std::size_t) override { return Enter("{…}"); }
  bool start_array(std::size_t) override { return Enter("[…]"); }
  bool end_object() override { return Leave(); }
  bool end_array() override { return Leave(); }

  bool key(string_t& name) override {
    if (depth_ != 1) {
      return true;
    }
    place_ = PlaceOf(name);
    if (place_ != kNone && seen_[place_]) {
      problem = fmt::format("holds `{}` twice", name);
      return false;
    }
    if (place_ != kNone) {
      seen_[place_] = true;
    }
    return true;
  }

  bool parse_error(std::size_t byte, const std::string&,
                   const nlohmann::detail::exception& error) override {
    problem = fmt::format("is not a JSON object: {} (byte {})", Reason(error.what()), byte);
    return false;
  }

  std::string problem;

 private:
  // Members usually come in the order of the record before.
  std::size_t PlaceOf(const std::string& name) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t place = (next_ + i) % names_.size();
      if (names_[place] == name) {
        next_ = place + 1;
        return place;
      }
    }
    return kNone;
  }

  bool Done() { return depth_ >= 1 || NotAnObject(); }

  bool Put(std::string_view text) {
    if (InList()) {
      list_.push_back(kItem);
      list_ += text;
    }
    if (depth_ == 1 && place_ != kNone) {
      values_[place_] = text;
    }
    return Done();
  }

  bool PutKept(std::string_view text) { return Put(Wanted() ? arena_.Keep(text) : text); }

  template <class T>
  bool PutNumber(T value) {
    if (!Wanted() && !InList()) {
      return Done();
    }
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return PutKept({buffer, static_cast<std::size_t>(end - buffer)});
  }

  bool Enter(std::string_view shown) {
    if (depth_ == 0 && shown[0] != '{') {
      return NotAnObject();
    }
    const bool opens = Wanted() && shown[0] == '[' && IsList(place_);
    if (depth_ > 0) {
      Put(shown);
    }
    ++depth_;
    if (opens) {
      in_list_ = true;
      list_.clear();
    }
    return true;
  }

  bool Leave() {
    --depth_;
    if (in_list_ && depth_ == 1) {
      in_list_ = false;
      values_[place_] = arena_.Keep(list_.empty() ? std::string_view(&kItem, 1) : list_);
    }
    return true;
  }

  bool NotAnObject() {
    problem = "is not a JSON object";
    return false;
  }

  // Directly inside a list that is taken item by item.
  bool InList() const { return in_list_ && depth_ == 2; }
  bool IsList(std::size_t place) const { return place < lists_.size() && lists_[place]; }
  bool Wanted() const { return depth_ == 1 && place_ != kNone; }

  const std::vector<std::string>& names_;
  const std::vector<bool>& lists_;
  TextArena& arena_;
  std::vector<std::string_view>& values_;
  std::vector<bool> seen_ = std::vector<bool>(names_.size(), false);
  std::size_t place_ = kNone;
  std::size_t next_ = 0;
  int depth_ = 0;
  bool in_list_ = false;
  std::string list_;
};

}  // namespace

std::string_view TextArena::Keep(std::string_view text) {
  if (text.size() > room_ - used_ || blocks_.empty()) {
    room_ = std::max(kArenaBlock, text.size());
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
    used_ = 0;
  }
  char* const at = blocks_.back().get() + used_;
  std::copy(text.begin(), text.end(), at);
  used_ += text.size();
  return {at, text.size()};
}

void TextArena::Clear() {
  blocks_.clear();
  used_ = room_ = 0;
}

JsonRecord::JsonRecord(const std::vector<std::string>& names, std::vector<bool> lists)
    : names_(names), lists_(std::move(lists)) {}

bool JsonRecord::Read(std::string_view text, TextArena& arena,
                      std::vector<std::string_view>& values, std::string& problem) const {
  values.assign(names_.size(), {});
  Collector collector(names_, lists_, arena, values);
  if (nlohmann::json::sax_parse(text, &collector)) {
    return true;
  }
  problem = std::move(collector.problem);
  return false;
}

std::vector<std::string> JsonRecord::Names(std::string_view text) {
  std::vector<std::string> names;
  const nlohmann::json object = nlohmann::json::parse(text, nullptr, false);
  if (object.is_object()) {
    for (const auto& member : object.items()) {
      names.push_back(member.key());
    }
  }
  return names;
}

}  // namespace sextant::io
