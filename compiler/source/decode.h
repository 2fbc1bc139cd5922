#pragma once

#include <string>

#include "compiler/support/result.h"

namespace sextant::source {

// Text of another encoding, by its usual name ("gb18030"), as UTF-8. Fails for an encoding that is
// not known and for bytes that mean nothing in it.
Result<std::string> ToUtf8(const std::string& text, const std::string& encoding);

}  // namespace sextant::source
