#pragma once

#include <string>

#include "compiler/check/context.h"

namespace sextant::check {

// What to write instead of a word that names no type: one of ours that other tools call so, an
// enumeration or type with a similar name, or the list of types.
std::string UnknownTypeHint(const Context& context, const std::string& word);

}  // namespace sextant::check
