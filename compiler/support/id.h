#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace sextant {

// A typed index into one store. An id of one store cannot be used in another by accident.
// Default-constructed ids are invalid; stores hand out ids from 0 upwards.
template <class Tag>
struct Id {
  static constexpr uint32_t kInvalid = UINT32_MAX;
  uint32_t value = kInvalid;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t index) : value(static_cast<uint32_t>(index)) {}

  constexpr bool valid() const { return value != kInvalid; }
  constexpr explicit operator bool() const { return valid(); }
  constexpr std::size_t index() const { return value; }
  friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace sextant
