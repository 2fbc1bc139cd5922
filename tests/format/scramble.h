#pragma once

#include <cstdint>
#include <string>

namespace sextant::formatted {

enum class Noise {
  kBlanks,    // blanks and line ends alone: the one layout has to come back
  kComments,  // comments and empty lines as well
};

// The same program with another layout: other blanks, line ends and, by `noise`, comments between
// its tokens, and full-width forms of some signs. Nothing when the text does not parse.
std::string Scramble(const std::string& text, uint64_t seed, Noise noise);

}  // namespace sextant::formatted
