#pragma once

#include <optional>
#include <string>

namespace sextant::formatted {

// The text formatted, or nothing with its findings in `findings`.
std::optional<std::string> FormatText(const std::string& text, std::string* findings = nullptr);

std::string ReadFile(const std::string& path);

// The first line in which two texts differ, shown from both.
std::string FirstDifference(const std::string& a, const std::string& b);

}  // namespace sextant::formatted
