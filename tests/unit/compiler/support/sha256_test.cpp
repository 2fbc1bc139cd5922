#include "compiler/support/sha256.h"

#include <catch2/catch.hpp>
#include <string>

namespace sextant {
namespace {

std::string Hex(std::string_view bytes) {
  std::string text;
  for (const uint8_t byte : Sha256(bytes)) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

// FIPS 180-4 and NIST's examples.
TEST_CASE("SHA-256 of the published examples") {
  CHECK(Hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(Hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(Hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(Hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("every length is padded to whole blocks") {
  CHECK(Hex(std::string(55, 'x')) != Hex(std::string(56, 'x')));
  CHECK(Hex(std::string(64, 'a')) ==
        "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("an experiment gives a key its place") {
  CHECK(SplitPlace("2026Q4", "T1") == 9832);
  CHECK(SplitPlace("2026Q4", "T2") != SplitPlace("2027Q1", "T2"));
}

}  // namespace
}  // namespace sextant
