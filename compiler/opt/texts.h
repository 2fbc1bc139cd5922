#pragma once

#include <vector>

#include "compiler/ir/module.h"
#include "compiler/opt/schedule.h"

// A kernel never sees the bytes of a text. Where a strategy compares texts, the engine gives each
// distinct text a number, equal for equal texts, and the kernel compares these: in the place of a
// text slot's values stands an int32 column of numbers. A constant has the place of the first equal
// one in Module::texts.
namespace sextant::opt {

struct ComparedTexts {
  std::vector<bool> slots;  // those that need a column of numbers
  // Whether texts of records are compared with each other. If not, all that equal no constant may
  // have the number -1.
  bool pairs = false;
};
ComparedTexts FindComparedTexts(const ir::Module& module);

// The number of a constant.
int32_t NumberOfText(const ir::Module& module, int64_t text);

}  // namespace sextant::opt
