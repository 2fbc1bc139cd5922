#include "tests/format/same.h"

#include <sstream>

#include "compiler/ast/tree.h"
#include "compiler/driver/compile.h"
#include "compiler/ir/builder.h"
#include "tests/format/scramble.h"
#include "tests/format/text.h"

namespace sextant::formatted {
namespace {

// Without the places `[12..34)` at the ends of the lines.
std::string TreeOf(const ast::Tree& tree) {
  std::istringstream lines(ast::Print(tree));
  std::string out, line;
  while (std::getline(lines, line)) {
    const std::size_t place = line.rfind(" [");
    out += line.substr(0, line.ends_with(')') ? place : line.npos) + "\n";
  }
  return out;
}

// A characteristic is called as it is written, blanks and all.
std::string WithoutQuotes(const std::string& text) {
  std::string out;
  bool quoted = false;
  for (const char c : text) {
    quoted = c == '`' ? !quoted : quoted && c != '\n';
    if (!quoted) {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string WhatDiffers(const std::string& before, const std::string& after) {
  const auto first = driver::CompileText("before.sxt", before);
  const auto second = driver::CompileText("after.sxt", after);
  const std::string tree_before = TreeOf(first->tree);
  const std::string tree_after = TreeOf(second->tree);
  if (tree_before != tree_after) {
    return "another syntax tree: " + FirstDifference(tree_before, tree_after);
  }
  if (first->module.has_value() != second->module.has_value()) {
    return "accepted only " + std::string(first->module ? "before" : "after");
  }
  if (first->module) {
    const std::string ir_before = WithoutQuotes(ir::Print(*first->module, nullptr));
    const std::string ir_after = WithoutQuotes(ir::Print(*second->module, nullptr));
    if (ir_before != ir_after) {
      return "another decision IR: " + FirstDifference(ir_before, ir_after);
    }
  }
  return "";
}

std::string WhatScramblingBreaks(const std::string& text, uint64_t seed) {
  const std::string first = Scramble(text, 2 * seed, Noise::kBlanks);
  const std::string second = Scramble(text, 2 * seed + 1, Noise::kBlanks);
  const auto one = FormatText(first);
  const auto other = FormatText(second);
  if (!one || !other) {
    return "does not parse any more";
  }
  if (*one != *other) {
    return "two layouts: " + FirstDifference(*one, *other);
  }
  if (std::string broken = WhatDiffers(text, *one); !broken.empty()) {
    return broken;
  }
  const std::string noisy = Scramble(text, seed, Noise::kComments);
  bool parsed = false;
  const std::string broken = WhatFormattingBreaks(noisy, &parsed);
  if (broken.empty() && parsed) {
    return WhatDiffers(text, noisy);
  }
  return parsed ? broken : "does not parse any more with comments";
}

std::string WhatFormattingBreaks(const std::string& text, bool* parsed) {
  const auto once = FormatText(text);
  if (parsed != nullptr) {
    *parsed = once.has_value();
  }
  if (!once) {
    return "";
  }
  const auto twice = FormatText(*once);
  if (!twice) {
    return "the formatted text does not parse";
  }
  if (*twice != *once) {
    return "changes when formatted again: " + FirstDifference(*once, *twice);
  }
  return WhatDiffers(text, *once);
}

}  // namespace sextant::formatted
