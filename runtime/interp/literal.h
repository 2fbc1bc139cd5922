#pragma once

#include <string_view>

#include "compiler/ir/module.h"
#include "compiler/support/result.h"

namespace sextant::interp {

// Reads a value as a strategy writes it (`-4%`, `20万 CNY`, `20_000`, `2026-03-31`, `high`, `true`)
// and brings it to the type: its stored word. The unit may be left out. Fails when the text is no
// value of the type, or one that the type cannot hold exactly. Not for text.
Result<int64_t> ReadLiteral(std::string_view text, const ir::Type& type,
                            const types::EnumStore& enums);

}  // namespace sextant::interp
