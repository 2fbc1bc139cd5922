#pragma once

#include <memory>
#include <string>

#include "runtime/io/byte_stream.h"

namespace sextant::io {

// A text file in another encoding, as UTF-8. Bytes that mean nothing in it are no UTF-8 either
// (source::Decoder), so they are found where their cell is read. Bytes are counted as in the file.
Result<std::unique_ptr<ByteStream>> DecodedStream(std::unique_ptr<ByteStream> file,
                                                  const std::string& encoding);

}  // namespace sextant::io
