// Any text as a strategy file: it is refused with messages, or compiled; laying it out keeps it
// readable.
#include <cstddef>
#include <cstdint>
#include <string>

#include "compiler/diag/diagnostic.h"
#include "compiler/driver/compile.h"
#include "compiler/support/check.h"
#include "tests/format/same.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, std::size_t size) {
  using namespace sextant;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto made = driver::CompileText("strategy.sxt", text);
  for (const diag::Diagnostic& one : made->sink.Sorted()) {
    SEXTANT_CHECK(!diag::Render(one, made->sources).empty(), "a message says something");
  }
  SEXTANT_CHECK(made->sink.has_errors() || made->module.has_value(), "no module and no error");
  if (made->module) {
    driver::CompileTests(*made);
    driver::CompileTrends(*made);
  }
  SEXTANT_CHECK(formatted::WhatFormattingBreaks(text).empty(), "laying it out changes it");
  return 0;
}
