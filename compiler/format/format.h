#pragma once

#include <optional>
#include <string>

#include "compiler/diag/diagnostic.h"
#include "compiler/source/source.h"

namespace sextant::format {

// Lines are at most so wide, in columns of a terminal, where the words allow it.
inline constexpr std::size_t kWidth = 100;

// The file in the one layout that all strategies have; formatting that again changes nothing. Keeps
// every word and comment in its order; only blanks, line ends, and forms that have an ASCII twin
// change. Reports and returns nothing when the file has a mistake in its syntax.
//
//   words     what is written, how wide, what may stand on one line with its neighbours
//   styles    what is particular to a construct; everything else follows from brackets, separators,
//             operators and clause words
//   printer   lines from the tree of rules
//   page      the lines themselves, and the comments beside them
std::optional<std::string> Format(const source::Manager& sources, source::FileId file,
                                  diag::Sink& sink);

}  // namespace sextant::format
