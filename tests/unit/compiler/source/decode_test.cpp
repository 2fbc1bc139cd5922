#include "compiler/source/decode.h"

#include <catch2/catch.hpp>

using namespace sextant;
using source::Decoder;

namespace {

// The text in pieces of so many bytes.
std::string InPieces(const std::string& encoding, std::string_view text, std::size_t piece) {
  const auto decoder = Decoder::Open(encoding);
  REQUIRE(decoder.ok());
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += piece) {
    (*decoder)->Decode(text.substr(at, piece), at + piece >= text.size(), out);
  }
  return out;
}

const std::string kCity = "\xb1\xb1\xbe\xa9 a \x81\x30\x81\x30";  // in gb18030

}  // namespace

TEST_CASE("names of encodings are those of the C library, and nothing more") {
  for (const char* name : {"gb18030", "GB18030", "big5", "latin1", "utf-8", "UTF-16LE"}) {
    CHECK(source::IsEncoding(name));
  }
  for (const char* name : {"", "klingon", "utf-8//IGNORE", "latin1/", " latin1"}) {
    CHECK_FALSE(source::IsEncoding(name));
  }
}

TEST_CASE("a text is turned into UTF-8 as a whole") {
  CHECK(*source::ToUtf8(kCity, "gb18030") == "北京 a \u0080");
  CHECK(source::ToUtf8("ab\xff", "gb18030").error().message == "byte 3 is not text in `gb18030`");
  CHECK(source::ToUtf8("ab\xb1", "gb18030").error().message == "byte 3 is not text in `gb18030`");
  CHECK(source::ToUtf8("a", "klingon").error().message == "the encoding `klingon` is not known");
}

TEST_CASE("characters may be cut apart between two pieces") {
  for (std::size_t piece = 1; piece <= kCity.size(); ++piece) {
    CHECK(InPieces("gb18030", kCity, piece) == "北京 a \u0080");
  }
  using namespace std::literals;
  CHECK(InPieces("utf-16", "\xff\xfe\x17\x53\x61\x00"sv, 1) == "北a");
}

TEST_CASE("bytes that mean nothing are kept behind a mark, and what follows is read") {
  for (std::size_t piece = 1; piece <= 4; ++piece) {
    CHECK(InPieces("gb18030", "\xff,\xb1\xb1\xb1", piece) == "\xff\xff,北\xff\xb1");
    CHECK(InPieces("gb18030", "\xb1,\xb1\"\n", piece) == "\xff\xb1,\xff\xb1\"\n");
    CHECK(InPieces("utf-8", "M\xfcller", piece) == "M\xff\xfcller");
    // Half a pair of UTF-16: two bytes that mean nothing.
    CHECK(InPieces("utf-16le", std::string_view("\x00\xdc\x61\x00", 4), piece) ==
          "\xff"
          "a");
  }
}

TEST_CASE("UTF-8 is turned into another encoding piece by piece") {
  const auto encoder = source::Encoder::Open("gb18030");
  REQUIRE(encoder.ok());
  CHECK(*(*encoder)->Encode("北京 ") + *(*encoder)->Encode("a \u0080") == kCity);
  const auto wide = source::Encoder::Open("utf-16");
  REQUIRE(wide.ok());
  const std::string mark = (*wide)->Encode("a")->substr(0, 2);
  CHECK(*source::ToUtf8(mark + *(*wide)->Encode("b"), "utf-16") == "b");
  const auto narrow = source::Encoder::Open("latin1");
  REQUIRE(narrow.ok());
  CHECK(*(*narrow)->Encode("Müller") == "M\xfcller");
  CHECK((*narrow)->Encode("a北b").error().message == "`北` cannot be written in `latin1`");
}
