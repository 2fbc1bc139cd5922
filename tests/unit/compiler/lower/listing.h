#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

#include "compiler/driver/compile.h"
#include "compiler/ir/builder.h"

namespace sextant::lower {

// A compiled program; a mistake in it fails the test with its message.
inline std::unique_ptr<driver::Compilation> Compile(std::string text) {
  auto compiled = driver::CompileText("test.sxt", std::move(text));
  for (const diag::Diagnostic& finding : compiled->sink.Sorted()) {
    INFO(diag::Render(finding, compiled->sources));
    REQUIRE(diag::SeverityOf(finding.diag) == diag::Severity::kWarning);
  }
  REQUIRE(compiled->module.has_value());
  return compiled;
}

// The printed IR from the first instruction to the last.
inline std::string Listing(const ir::Module& module) {
  const std::string text = ir::Print(module);
  const std::size_t begin = text.find("%0 = ");
  std::size_t end = text.rfind("\n%");
  end = text.find('\n', end + 1);
  return text.substr(begin, end + 1 - begin);
}

// The instructions of `let x = EXPR` over a few fields of every kind.
inline std::string ListingOf(const std::string& expr) {
  const auto compiled = Compile(R"(record R key id {
  id : integer
  n : integer
  q : decimal(4)
  r : rate
  m : money CNY
  opt : money CNY optional
  f : float
  d : date
  e : date
  s : series of 3 money CNY
  flag : boolean
}
let x = )" + expr + "\noutput { x }\n");
  return "\n" + Listing(*compiled->module);
}

}  // namespace sextant::lower
