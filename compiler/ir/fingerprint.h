#pragma once

#include <string>

#include "compiler/ir/module.h"

namespace sextant::ir {

// What tells one program from another: the SHA-256, as 64 hexadecimal digits, of all that its
// decisions depend on but the records, the parameters' values and the as-of date. So it covers
// imported files, the cells of tables that stand in CSV files, the declarations of parameters and the
// source blocks; layout, comments and the names of files do not change it.
std::string Fingerprint(const Module& module);

}  // namespace sextant::ir
