#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "compiler/support/result.h"
#include "runtime/io/file_kind.h"

namespace sextant::io {

// The bytes of a text file in order, unpacked when it is compressed.
class ByteStream {
 public:
  // "-" is standard input.
  static Result<std::unique_ptr<ByteStream>> Open(const std::string& path, Compression compression);
  virtual ~ByteStream() = default;

  // Reads up to `size` bytes; 0 only at the end.
  virtual Result<std::size_t> Read(char* to, std::size_t size) = 0;

  // Bytes of the file itself; may be asked from any thread.
  virtual int64_t bytes_read() const = 0;
  virtual int64_t total_bytes() const = 0;  // 0 when unknown
};

}  // namespace sextant::io
