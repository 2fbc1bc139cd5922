#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace sextant::parse {

// A file as Unicode scalar values, with full-width forms exchanged for their ASCII twins outside
// text and comments. One scalar stays one scalar, so indices lead back to bytes.
struct Characters {
  std::u32string scalars;
  std::vector<uint32_t> offsets;  // the byte at which each scalar starts; the file's end last
};

// Reads and checks a file's characters; reports and returns nothing when it is not text that can
// be trusted to mean what it looks like. A leading byte-order mark is skipped.
std::optional<Characters> ReadCharacters(const source::Manager& sources, source::FileId file,
                                         diag::Sink& sink);

}  // namespace sextant::parse
