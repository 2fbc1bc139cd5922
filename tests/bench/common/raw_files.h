#pragma once

#include <cstddef>
#include <string>

namespace sextant::bench {

// Writes the bytes to `folder`/`name`, for the peers' scripts; the folder is made. Ends the program
// when it cannot.
void WriteRaw(const std::string& folder, const std::string& name, const void* bytes,
              std::size_t count);

}  // namespace sextant::bench
