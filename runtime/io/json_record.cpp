#include "runtime/io/json_record.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "runtime/io/bind_set.h"
#include "runtime/io/bound_batch.h"

namespace sextant::io {
namespace {

constexpr std::size_t kArenaBlock = 256 * 1024;
constexpr std::size_t kNone = SIZE_MAX;

// "[json.exception.parse_error.101] parse error at …: syntax error while parsing value - WHY".
std::string Reason(const std::string& what) {
  const std::size_t dash = what.find(" - ");
  return dash == std::string::npos ? what : what.substr(dash + 3);
}

using Shape = JsonRecord::Shape;

enum class What : uint8_t { kValue, kNull, kObject, kList };

// Members usually come in the order of the object before.
class Places {
 public:
  explicit Places(const std::vector<std::string>& names)
      : names_(names), seen_(names.size(), false) {}

  void StartObject() { seen_.assign(names_.size(), false); }
  // The place of a member that is read, or kNone.
  std::size_t Find(const std::string& name) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
      const std::size_t place = (next_ + i) % names_.size();
      if (names_[place] == name) {
        next_ = place + 1;
        return place;
      }
    }
    return kNone;
  }
  // False when the object had it before.
  bool See(std::size_t place) {
    const bool first = !seen_[place];
    seen_[place] = true;
    return first;
  }

 private:
  const std::vector<std::string>& names_;
  std::vector<bool> seen_;
  std::size_t next_ = 0;
};

// Takes the items of one list of one record: depth 2 is the list, depth 3 an object in it, what lies
// deeper is passed over.
class ItemCollector {
 public:
  explicit ItemCollector(JsonItems& items)
      : items_(items), places_(items.names), start_(items.count()) {}

  void EndRecord() {
    const int64_t count = bad_ ? start_ : start_ + seen_;
    for (auto& column : items_.cells) {
      column.resize(static_cast<std::size_t>(count));
    }
    items_.ends.push_back(count);
  }
  // What stands where the list should.
  void NoList(std::string_view found) { Refuse(std::string(found)); }

  void StartItem(What what, std::string_view found) {
    ++seen_;
    in_object_ = what == What::kObject && items_.objects;
    place_ = kNone;
    for (auto& column : items_.cells) {
      column.emplace_back();
    }
    if (items_.objects ? !in_object_ : what == What::kObject || what == What::kList) {
      Refuse(fmt::format("item {}: {}", seen_, ShownCell(found)));
    }
    places_.StartObject();
  }
  void EndItem() { in_object_ = false; }

  // The member of an item; false when it had it before.
  bool Member(const std::string& name) {
    place_ = in_object_ ? places_.Find(name) : kNone;
    return place_ == kNone || places_.See(place_);
  }
  // Whether the value that comes at this depth is read, and where it goes once its item is there.
  bool Wants(int depth) const {
    return items_.objects ? depth == 3 && in_object_ && place_ != kNone : depth == 2;
  }
  std::string_view& Cell() { return items_.cells[items_.objects ? place_ : 0].back(); }

 private:
  void Refuse(std::string found) {
    if (!bad_) {
      items_.bad.push_back({static_cast<int64_t>(items_.ends.size()), std::move(found)});
    }
    bad_ = true;
  }

  JsonItems& items_;
  Places places_;
  const int64_t start_;
  int64_t seen_ = 0;
  bool bad_ = false;
  bool in_object_ = false;
  std::size_t place_ = kNone;
};

// The events of one object: depth 1 is the object itself, anything deeper is passed over, but for
// lists that are taken item by item.
class Collector : public nlohmann::json_sax<nlohmann::json> {
 public:
  Collector(const std::vector<std::string>& names, const std::vector<Shape>& shapes,
            TextArena& arena, std::vector<std::string_view>& values, std::vector<JsonItems>& items)
      : names_(names), shapes_(shapes), arena_(arena), values_(values), places_(names) {
    items_.resize(shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      if (shapes[i] == Shape::kItems) {
        items_[i].emplace(items[i]);
      }
    }
  }

  void End() {
    for (std::optional<ItemCollector>& items : items_) {
      if (items) {
        items->EndRecord();
      }
    }
  }

  bool null() override {
    if (InItems()) {
      items_[place_]->StartItem(What::kNull, "null");
    }
    return InSet() ? Put("null") : Done();
  }
  bool boolean(bool value) override { return Put(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return PutNumber(value); }
  bool number_unsigned(number_unsigned_t value) override { return PutNumber(value); }
  bool number_float(number_float_t, const string_t& text) override { return PutKept(text); }
  bool string(string_t& value) override {
    if (InSet() || Is(Shape::kSet)) {
      // What separates the items of a list cell is no part of one.
      std::replace(value.begin(), value.end(), kItem, '?');
    }
    return PutKept(value);
  }
  bool binary(binary_t&) override { return Done(); }

  bool start_object(std::size_t) override { return Enter(What::kObject, "{…}"); }
  bool start_array(std::size_t) override { return Enter(What::kList, "[…]"); }
  bool end_object() override { return Leave(); }
  bool end_array() override { return Leave(); }

  bool key(string_t& name) override {
    if (depth_ == 1) {
      place_ = places_.Find(name);
      return place_ == kNone || places_.See(place_) || Twice(name);
    }
    return depth_ != 3 || !in_items_ || items_[place_]->Member(name) ||
           Twice(names_[place_] + "." + name);
  }

  bool parse_error(std::size_t byte, const std::string&,
                   const nlohmann::detail::exception& error) override {
    problem = fmt::format("is not a JSON object: {} (byte {})", Reason(error.what()), byte);
    return false;
  }

  std::string problem;

 private:
  bool Twice(const std::string& name) {
    problem = fmt::format("holds `{}` twice", name);
    return false;
  }

  bool Done() { return depth_ >= 1 || NotAnObject(); }

  // A value, or what is shown of an object or a list.
  bool Put(std::string_view text, What what = What::kValue) {
    if (InSet()) {
      list_ += text;
      list_.push_back(kItem);
    } else if (InItems()) {
      items_[place_]->StartItem(what, text);
    } else if (depth_ == 1 && Is(Shape::kItems)) {
      items_[place_]->NoList(ShownCell(text));
    }
    if (Wanted()) {
      (in_items_ ? items_[place_]->Cell() : values_[place_]) = text;
    }
    return Done();
  }

  bool PutKept(std::string_view text) { return Put(Wanted() ? arena_.Keep(text) : text); }

  template <class T>
  bool PutNumber(T value) {
    if (!Wanted() && !InSet() && !in_items_ && !Is(Shape::kItems)) {
      return Done();
    }
    char buffer[24];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
    return PutKept({buffer, static_cast<std::size_t>(end - buffer)});
  }

  bool Enter(What what, std::string_view shown) {
    if (depth_ == 0 && what != What::kObject) {
      return NotAnObject();
    }
    const bool list = depth_ == 1 && what == What::kList;
    if (list && Is(Shape::kSet)) {
      in_set_ = true;
      list_.assign(1, kItem);
    } else if (list && Is(Shape::kItems)) {
      in_items_ = true;
    } else if (depth_ > 0) {
      Put(shown, what);
    }
    ++depth_;
    return true;
  }

  bool Leave() {
    --depth_;
    if (depth_ == 2 && in_items_) {
      items_[place_]->EndItem();
    }
    if (depth_ == 1) {
      if (in_set_) {
        values_[place_] = arena_.Keep(list_);
      }
      in_set_ = in_items_ = false;
    }
    return true;
  }

  bool NotAnObject() {
    problem = "is not a JSON object";
    return false;
  }

  // Directly inside a list that is taken item by item.
  bool InSet() const { return in_set_ && depth_ == 2; }
  bool InItems() const { return in_items_ && depth_ == 2; }
  // Whether the member at hand is read, and in that way.
  bool Is(Shape shape) const {
    return depth_ >= 1 && place_ != kNone && place_ < shapes_.size() && shapes_[place_] == shape;
  }
  // Whether the value at hand goes into a cell.
  bool Wanted() const {
    return in_items_ ? items_[place_]->Wants(depth_)
                     : depth_ == 1 && place_ != kNone && !Is(Shape::kItems);
  }

  const std::vector<std::string>& names_;
  const std::vector<Shape>& shapes_;
  TextArena& arena_;
  std::vector<std::string_view>& values_;
  Places places_;
  std::vector<std::optional<ItemCollector>> items_;  // by name
  std::size_t place_ = kNone;
  int depth_ = 0;
  bool in_set_ = false;
  bool in_items_ = false;
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

void JsonItems::Clear() {
  cells.assign(objects ? names.size() : 1, {});
  ends.clear();
  bad.clear();
}

JsonRecord::JsonRecord(const std::vector<std::string>& names, std::vector<Shape> shapes)
    : names_(names), shapes_(std::move(shapes)) {}

bool JsonRecord::Read(std::string_view text, TextArena& arena,
                      std::vector<std::string_view>& values, std::vector<JsonItems>& items,
                      std::string& problem) const {
  values.assign(names_.size(), {});
  Collector collector(names_, shapes_, arena, values, items);
  if (nlohmann::json::sax_parse(text, &collector)) {
    collector.End();
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
