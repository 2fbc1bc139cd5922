#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "compiler/support/result.h"

namespace sextant::io {

// A file that appears under its name only when it is complete. Until then it has no name at all,
// or, where the file system cannot do that, a name of its own in the same folder; it goes away when
// the process ends before its time. "-" is standard output, which has no such protection; neither
// have pipes and devices.
class OutputFile {
 public:
  static Result<std::unique_ptr<OutputFile>> Create(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Gives it the permissions of the file that it takes the place of, if there is one.
  Status KeepMode();
  Status Write(const void* bytes, std::size_t size);
  int64_t size() const { return size_; }
  const std::string& path() const { return path_; }

  // Gives the file its name, in place of any file that had it.
  Status Commit();

 private:
  explicit OutputFile(std::string path) : path_(std::move(path)) {}
  Status Open();
  Status OpenNamed();
  Status Publish();
  Error Failed(const char* what) const;

  std::string path_;       // as the user wrote it
  std::string target_;     // where it goes: links followed
  std::string temporary_;  // its present name; empty while it has none
  int descriptor_ = -1;
  bool direct_ = false;  // written where it stands
  int64_t size_ = 0;
};

}  // namespace sextant::io
