#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sextant {

// SHA-256 (FIPS 180-4) of some bytes.
std::array<uint8_t, 32> Sha256(std::string_view bytes);

// Which of 10,000 places an experiment gives a key: of the SHA-256 of `sextant-split-1`, the salt and
// the key, a line feed between each, the first 15 hexadecimal digits as a number, modulo 10,000.
int32_t SplitPlace(std::string_view salt, std::string_view key);

}  // namespace sextant
