#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/result.h"

// Text in other encodings than UTF-8, named as usual ("gb18030"); those that the C library knows.
namespace sextant::source {

bool IsEncoding(const std::string& name);
// That a name is that of no encoding, with what to write.
Error UnknownEncoding(const std::string& name);

// Text of another encoding as UTF-8. Fails for an encoding that is not known and for bytes that
// mean nothing in it.
Result<std::string> ToUtf8(const std::string& text, const std::string& encoding);

// The same piece by piece, and for bytes that mean nothing: they do not end it.
class Decoder {
 public:
  static Result<std::unique_ptr<Decoder>> Open(const std::string& encoding);
  ~Decoder();

  // In front of each byte that means nothing; no byte of UTF-8.
  static constexpr char kNoText = '\xff';

  // Appends what the text says, which goes on where the last piece ended, to `out`. A character
  // that ends in the next piece is held back, unless it is the `last`. Bytes that mean nothing
  // become kNoText and the byte, if it is not ASCII; of encodings with larger units kNoText alone.
  void Decode(std::string_view text, bool last, std::string& out);
  // Where in the whole text the first byte stands that means nothing, from 0.
  std::optional<std::size_t> first_bad() const { return first_bad_; }

 private:
  struct Handle;
  explicit Decoder(std::unique_ptr<Handle> handle);

  std::unique_ptr<Handle> handle_;
  std::size_t unit_ = 1;  // bytes that are passed over where they mean nothing
  std::string held_;
  std::size_t done_ = 0;  // bytes before those held
  std::optional<std::size_t> first_bad_;
};

// Turns UTF-8 into another encoding, piece by piece; every piece is whole text.
class Encoder {
 public:
  static Result<std::unique_ptr<Encoder>> Open(const std::string& encoding);
  ~Encoder();

  // Fails at a character that the encoding does not have.
  Result<std::string> Encode(std::string_view text);
  // What stands at the end of a file in some encodings.
  std::string Finish();

 private:
  struct Handle;
  Encoder(std::string encoding, std::unique_ptr<Handle> handle);

  std::string encoding_;
  std::unique_ptr<Handle> handle_;
};

}  // namespace sextant::source
