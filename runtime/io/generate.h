#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "compiler/ir/module.h"
#include "compiler/source/source.h"
#include "compiler/support/result.h"
#include "runtime/interp/bindings.h"

namespace sextant::io {

struct GenerateOptions {
  const ir::Module* module = nullptr;
  const source::Manager* sources = nullptr;
  interp::Bindings bindings;  // `check`s may read parameters
  std::string path;           // format by extension; "-" is CSV on standard output
  std::string source;         // the layout to write; "" = the one that fits the format
  int64_t rows = 1000;
  uint64_t seed = 1;
  std::optional<int32_t> as_of;           // needed when the strategy reads it
  std::function<void(int64_t)> progress;  // rows so far
};

// Writes a made-up book: the needed fields of the record, laid out and coded as the source expects,
// every value within its declared range and every record passing its `check`s, keys ascending. The
// same options give the same bytes on any machine.
Status Generate(const GenerateOptions& options);

}  // namespace sextant::io
