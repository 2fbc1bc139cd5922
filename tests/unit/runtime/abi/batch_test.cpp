#include <cstdint>
#include <string>

#include <catch2/catch.hpp>

#include "runtime/abi/batch.h"

namespace sextant::abi {
namespace {

TEST_CASE("an output buffer holds whole blocks of 64 rows, aligned and zero") {
  OutputBuffer buffer;
  for (const Storage storage : {Storage::kInt64, Storage::kInt32, Storage::kInt8}) {
    buffer.Resize(storage, 65);
    CHECK(reinterpret_cast<std::uintptr_t>(buffer.values()) % 64 == 0);
    CHECK(buffer.validity.size() == 16);
    const std::size_t bytes = 128 * StorageBytes(storage);
    CHECK(buffer.bytes.size() == bytes);
    for (std::size_t i = 0; i < bytes; ++i) {
      REQUIRE(buffer.values()[i] == std::byte{0});
    }
  }
}

TEST_CASE("a copy of an output buffer has its values and is aligned too") {
  OutputBuffer buffer;
  buffer.Resize(Storage::kInt64, 3);
  reinterpret_cast<int64_t*>(buffer.values())[2] = 42;
  const OutputBuffer copy = buffer;
  CHECK(copy.values() != buffer.values());
  CHECK(reinterpret_cast<std::uintptr_t>(copy.values()) % 64 == 0);
  CHECK(reinterpret_cast<const int64_t*>(copy.values())[2] == 42);
}

TEST_CASE("bits count from the least significant") {
  uint8_t bits[2] = {0, 0};
  SetBit(bits, 9, true);
  CHECK(bits[1] == 2);
  CHECK(BitAt(bits, 9));
  SetBit(bits, 9, false);
  CHECK(bits[1] == 0);
}

TEST_CASE("every fault has its code and meaning") {
  CHECK(FaultCode(FaultKind::kMalformed) == std::string("malformed"));
  CHECK(FaultCode(FaultKind::kDivisionByZero) == std::string("division_by_zero"));
  CHECK(FaultMeaning(FaultKind::kDate) == std::string("a date outside the years 1 to 9999"));
}

TEST_CASE("a list column has a place after the other, and a row fills them from the first") {
  OutputBuffer buffer;
  buffer.Resize(Storage::kInt32, 70, 3);
  CHECK(buffer.stride == 128);
  CHECK(buffer.places() == 3);
  CHECK(buffer.bytes.size() == 3 * 128 * 4);
  CHECK(buffer.validity.size() == 3 * 128 / 8);
  CHECK(buffer.values(2) == buffer.bytes.data() + 2 * 128 * 4);
  CHECK(buffer.bits(2) == buffer.validity.data() + 2 * 128 / 8);
  CHECK(buffer.Length(69) == 0);
  SetBit(buffer.bits(0), 69, true);
  SetBit(buffer.bits(1), 69, true);
  CHECK(buffer.Length(69) == 2);
  CHECK(buffer.IsValid(69, 1));
  CHECK_FALSE(buffer.IsValid(69, 2));
}

}  // namespace
}  // namespace sextant::abi
