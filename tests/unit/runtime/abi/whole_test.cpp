#include <limits>

#include <catch2/catch.hpp>

#include "runtime/abi/batch.h"

using namespace sextant::abi;

TEST_CASE("A whole number comes back from every storage it fits") {
  for (const Storage storage :
       {Storage::kInt64, Storage::kInt32, Storage::kInt16, Storage::kInt8}) {
    alignas(8) std::byte column[3 * 8] = {};
    PutWhole(column, storage, 1, -100);
    CHECK(WholeAt(column, storage, 0) == 0);
    CHECK(WholeAt(column, storage, 1) == -100);
    CHECK(WholeAt(column, storage, 2) == 0);
  }
}

TEST_CASE("The narrowest storage holds both ends") {
  CHECK(NarrowestOf(-128, 127) == Storage::kInt8);
  CHECK(NarrowestOf(0, 128) == Storage::kInt16);
  CHECK(NarrowestOf(-129, 0) == Storage::kInt16);
  CHECK(NarrowestOf(0, 32'768) == Storage::kInt32);
  CHECK(NarrowestOf(std::numeric_limits<int32_t>::min(), 0) == Storage::kInt32);
  CHECK(NarrowestOf(0, int64_t{1} << 31) == Storage::kInt64);
}
