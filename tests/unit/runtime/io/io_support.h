#pragma once

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"
#include "compiler/support/dates.h"
#include "runtime/interp/bindings.h"
#include "runtime/io/pipeline.h"

namespace sextant::test {

// A folder of its own, gone with the object.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "sextant-test-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::string Write(const std::string& name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return *this / name;
  }
  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

 private:
  std::filesystem::path path_;
};

inline std::string Slurp(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

inline std::unique_ptr<driver::Compilation> Compiled(const std::string& text) {
  auto compilation = driver::CompileText("test.sxt", text);
  for (const auto& diagnostic : compilation->sink.Sorted()) {
    UNSCOPED_INFO(diagnostic.message);
  }
  REQUIRE(compilation->module.has_value());
  return compilation;
}

// One cell of a bound batch as text: `1250`, `2026-03-31`, `missing`, or the fault as
// `scale:1.005`.
inline std::string CellText(const ir::Module& module, const abi::InputBatch& batch, uint32_t slot,
                            int64_t row) {
  for (const abi::CellFault& fault : batch.faults) {
    if (fault.slot == slot && fault.row == row) {
      return std::string(abi::FaultCode(fault.kind)) + ":" + fault.found;
    }
  }
  const abi::InputColumn& column = batch.columns[slot];
  if (!abi::IsValid(column, row)) {
    return "missing";
  }
  const int64_t at = column.offset + row;
  switch (module.slots[slot].type.kind) {
    case types::Kind::kFloat:
      return std::to_string(static_cast<const double*>(column.values)[at]);
    case types::Kind::kDate:
      return FormatDate(static_cast<const int32_t*>(column.values)[at]);
    case types::Kind::kEnum:
      return std::to_string(static_cast<const int32_t*>(column.values)[at]);
    case types::Kind::kBool:
      return static_cast<const int8_t*>(column.values)[at] != 0 ? "true" : "false";
    case types::Kind::kText:
      return std::string(column.text_bytes + column.text_offsets[at],
                         column.text_bytes + column.text_offsets[at + 1]);
    default:
      return std::to_string(static_cast<const int64_t*>(column.values)[at]);
  }
}

// Every record of a file as `cell|cell|…`; or the error and its hint.
inline std::vector<std::string> ReadBook(const ir::Module& module, const std::string& path,
                                         int64_t batch_rows = 4096,
                                         std::optional<int32_t> as_of = std::nullopt) {
  io::InputOptions options;
  options.module = &module;
  options.path = path;
  options.batch_rows = batch_rows;
  options.as_of = as_of;
  const auto failed = [](const Error& error) {
    return std::vector{"error: " + error.message + " / " + error.hint};
  };
  auto input = io::Input::Open(options);
  if (!input) {
    return failed(input.error());
  }
  std::vector<std::string> records;
  for (;;) {
    const auto batch = (*input)->Next();
    if (!batch) {
      return failed(batch.error());
    }
    if (*batch == nullptr) {
      return records;
    }
    for (int64_t row = 0; row < (*batch)->rows; ++row) {
      std::string record;
      for (uint32_t slot = 0; slot < module.slots.size(); ++slot) {
        record += (slot == 0 ? "" : "|") + CellText(module, **batch, slot, row);
      }
      records.push_back(record);
    }
  }
}

}  // namespace sextant::test
