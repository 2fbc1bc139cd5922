#pragma once

#include <cstdint>
#include <string>

namespace sextant::formatted {

// What is wrong with formatting this text, or nothing: it has to be idempotent, and the result has
// to have the same syntax tree and, when the checker accepts it, the same decision IR. A text that
// does not parse is left out; `parsed` says so.
std::string WhatFormattingBreaks(const std::string& text, bool* parsed = nullptr);

// The same for the text in other layouts (scramble.h); and two layouts with blanks alone have to be
// formatted alike.
std::string WhatScramblingBreaks(const std::string& text, uint64_t seed);

// Whether two programs mean the same: nothing, or what differs. Places, and the layout of
// conditions that are quoted as written, do not count.
std::string WhatDiffers(const std::string& before, const std::string& after);

}  // namespace sextant::formatted
