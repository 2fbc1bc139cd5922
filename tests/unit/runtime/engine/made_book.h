#pragma once

#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <vector>

#include "compiler/ir/module.h"
#include "compiler/ir/storage.h"
#include "compiler/support/dates.h"
#include "compiler/support/int128.h"
#include "runtime/abi/batch.h"

namespace sextant::test {

// Records for a module's slots: every other value random and ordinary, the others on the edges
// where arithmetic goes wrong, with missing values and, now and then, values outside the declared
// ranges.
class MadeBook {
 public:
  struct Shape {
    int64_t rows = 1000;
    int64_t offset = 0;      // where the records begin in their buffers
    bool all_valid = false;  // no validity bits at all
    bool ordinary = false;   // only values in range, and none of the edges
    uint32_t seed = 1;
  };

  MadeBook(const ir::Module& module, const Shape& shape) : shape_(shape), random_(shape.seed) {
    batch_.rows = shape.rows;
    for (const ir::Slot& slot : module.slots) {
      AddColumn(module, slot);
    }
  }
  MadeBook(const MadeBook&) = delete;

  const abi::InputBatch& batch() const { return batch_; }
  abi::InputBatch& batch() { return batch_; }

 private:
  struct Buffer {
    std::vector<std::byte> values;
    std::vector<uint8_t> validity;
    std::vector<int32_t> text_offsets;
  };

  uint64_t Bits() { return random_(); }
  bool Chance(unsigned one_in) { return Bits() % one_in == 0; }
  int64_t Between(int64_t low, int64_t high) {
    const uint64_t width = static_cast<uint64_t>(high) - static_cast<uint64_t>(low) + 1;
    return low + static_cast<int64_t>(width == 0 ? Bits() : Bits() % width);
  }

  int64_t EdgeWord(const ir::Slot& slot) {
    constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
    constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
    const auto near = [&](int64_t word) {
      return static_cast<int64_t>(static_cast<uint64_t>(word) +
                                  static_cast<uint64_t>(Between(-2, 2)));
    };
    const int64_t power = static_cast<int64_t>(PowerOfTen(static_cast<int>(Bits() % 19)));
    switch (Bits() % 8) {
      case 0:
        return near(0);
      case 1:
        return near(Chance(2) ? kMin : kMax);
      case 2:
        return near(slot.low.value_or(-power));
      case 3:
        return near(slot.high.value_or(power));
      case 4:
        return near(Chance(2) ? power : -power);
      case 5:
        return near((Chance(2) ? power : -power) / 2);
      case 6:
        return near(int64_t{1} << Bits() % 63);
      default:
        return static_cast<int64_t>(Bits()) >> Bits() % 64;
    }
  }
  int64_t OrdinaryWord(const ir::Slot& slot) {
    const int64_t most = static_cast<int64_t>(PowerOfTen(6 + std::min<int>(slot.type.scale, 8)));
    return Between(std::max(slot.low.value_or(-most), -most),
                   std::min(slot.high.value_or(most), most));
  }
  // A word for the slot; one that is out of range is usually replaced.
  int64_t Word(const ir::Slot& slot) {
    const int64_t word = shape_.ordinary || Chance(2) ? OrdinaryWord(slot) : EdgeWord(slot);
    const bool inside = (!slot.low || word >= *slot.low) && (!slot.high || word <= *slot.high);
    return inside || Chance(40) ? word : OrdinaryWord(slot);
  }

  double EdgeReal() {
    const double power = std::pow(10.0, static_cast<double>(Bits() % 20));
    switch (Bits() % 9) {
      case 0:
        return Chance(2) ? 0.0 : -0.0;
      case 1:
        return static_cast<double>(Between(-2000, 2000)) / 1000;  // decimals
      case 2:
        return static_cast<double>(Between(-2000, 2000)) / 8;  // ties
      case 3:
        return static_cast<double>(Between(-20'000'000, 20'000'000)) / 2000;
      case 4:
        return power + static_cast<double>(Between(-3, 3)) / 2;
      case 5:
        return std::bit_cast<double>(Bits());
      case 6:
        return Chance(2) ? std::numeric_limits<double>::infinity()
                         : std::numeric_limits<double>::quiet_NaN();
      case 7:
        return std::numeric_limits<double>::denorm_min() * static_cast<double>(Bits() % 3);
      default:
        return (Chance(2) ? 1 : -1) * std::numeric_limits<double>::max() / (1 + Bits() % 3);
    }
  }
  double OrdinaryReal(const ir::Slot& slot) {
    const double low = slot.float_low.value_or(-1000), high = slot.float_high.value_or(1000);
    return low + (high - low) * (static_cast<double>(Bits() >> 12) * 0x1p-52);
  }
  double Real(const ir::Slot& slot) {
    const double real = shape_.ordinary || Chance(2) ? OrdinaryReal(slot) : EdgeReal();
    const bool inside = std::isfinite(real) && (!slot.float_low || real >= *slot.float_low) &&
                        (!slot.float_high || real <= *slot.float_high);
    return inside || Chance(40) ? real : OrdinaryReal(slot);
  }

  int32_t Date(const ir::Slot& slot) {
    const auto low = static_cast<int32_t>(slot.low.value_or(shape_.ordinary ? 0 : kFirstDate));
    const auto high = static_cast<int32_t>(slot.high.value_or(shape_.ordinary ? 30000 : kLastDate));
    if (!shape_.ordinary && Chance(50)) {
      return static_cast<int32_t>(Bits());
    }
    if (!shape_.ordinary && Chance(8)) {
      return Chance(2) ? static_cast<int32_t>(Between(low, low + 70))
                       : static_cast<int32_t>(Between(high - 70, high));
    }
    const auto date = static_cast<int32_t>(Between(low, high));
    if (Chance(2)) {
      return date;
    }
    // The first or last day of the month, or a day near the end of February.
    const CivilDate civil = CivilFromDays(date);
    const CivilDate near =
        Chance(3) ? CivilDate{civil.year, 2, 28}
                  : CivilDate{civil.year, civil.month, DaysInMonth(civil.year, civil.month)};
    const auto moved = DaysFromCivil(near) + static_cast<int32_t>(Between(-1, 1));
    return moved < low || moved > high ? date : moved;
  }

  template <class Element>
  void Put(Buffer& buffer, int64_t i, Element element) {
    std::memcpy(buffer.values.data() + i * static_cast<int64_t>(sizeof element), &element,
                sizeof element);
  }
  void PutElement(const ir::Module& module, const ir::Slot& slot, Buffer& buffer, int64_t i) {
    switch (slot.type.kind) {
      case types::Kind::kFloat:
        return Put(buffer, i, Real(slot));
      case types::Kind::kDate:
        return Put(buffer, i, Date(slot));
      case types::Kind::kEnum: {
        const auto members =
            static_cast<int64_t>(module.enums.get(slot.type.enumeration).members.size());
        const bool wild = !shape_.ordinary && Chance(50);
        return Put(
            buffer, i,
            static_cast<int32_t>(wild ? static_cast<int64_t>(Bits()) : Between(0, members - 1)));
      }
      case types::Kind::kBool:
        return Put(buffer, i,
                   static_cast<int8_t>(!shape_.ordinary && Chance(50) ? Bits() : Bits() & 1));
      case types::Kind::kText:
        return;
      default:
        return Put(buffer, i, Word(slot));
    }
  }

  void AddColumn(const ir::Module& module, const ir::Slot& slot) {
    // Buffers end with the last record, so that reading past it is found.
    const int64_t count = shape_.offset + shape_.rows;
    Buffer& buffer = *buffers_.emplace_back(std::make_unique<Buffer>());
    const abi::Storage storage = ir::StorageOf(slot.type);
    const bool text = storage == abi::Storage::kText;
    buffer.values.resize(text ? 0 : static_cast<std::size_t>(count) * abi::StorageBytes(storage));
    buffer.validity.resize(static_cast<std::size_t>((count + 7) / 8));
    for (int64_t i = 0; i < count; ++i) {
      PutElement(module, slot, buffer, i);
      const bool missing = !shape_.ordinary && Chance(slot.type.optional ? 4 : 60);
      abi::SetBit(buffer.validity.data(), i, !missing);
      buffer.text_offsets.push_back(
          static_cast<int32_t>(Bits() % 3 == 0 && i > 0 ? buffer.text_offsets.back() : i % 7));
    }
    abi::InputColumn column;
    column.offset = shape_.offset;
    column.validity = shape_.all_valid ? nullptr : buffer.validity.data();
    if (text) {
      // Words that grow and shrink within one string.
      std::sort(buffer.text_offsets.begin(), buffer.text_offsets.end());
      buffer.text_offsets.push_back(7);
      column.text_offsets = buffer.text_offsets.data();
      column.text_bytes = "abababab";
    } else {
      column.values = buffer.values.data();
    }
    batch_.columns.push_back(column);
  }

  Shape shape_;
  std::mt19937_64 random_;
  std::vector<std::unique_ptr<Buffer>> buffers_;
  abi::InputBatch batch_;
};

}  // namespace sextant::test
