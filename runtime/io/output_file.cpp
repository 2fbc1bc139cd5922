#include "runtime/io/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <random>

#include <fmt/format.h>

namespace sextant::io {
namespace {

constexpr mode_t kMode = 0666;  // less the user's mask

std::string FolderOf(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

// `.decisions.csv.4711-ab12.tmp` beside the target: never a name somebody else uses.
std::string TemporaryName(const std::string& target) {
  const std::filesystem::path path(target);
  std::random_device random;
  const std::string name =
      fmt::format(".{}.{}-{:08x}.tmp", path.filename().string(), getpid(), random());
  return (std::filesystem::path(FolderOf(target)) / name).string();
}

// Through any links, so that a link keeps pointing where it does.
std::string FollowLinks(const std::string& path) {
  std::error_code problem;
  const std::filesystem::path target = std::filesystem::weakly_canonical(path, problem);
  return problem ? path : target.string();
}

}  // namespace

Error OutputFile::Failed(const char* what) const {
  const int reason = errno;
  std::string hint;
  if (reason == ENOENT) {
    hint = fmt::format("make the folder {} first", FolderOf(path_));
  } else if (reason == ENOSPC || reason == EDQUOT) {
    hint = "make room on the disk, or write to another one";
  }
  return Error{fmt::format("cannot {} {}: {}", what, path_, std::strerror(reason)), hint};
}

Result<std::unique_ptr<OutputFile>> OutputFile::Create(const std::string& path) {
  std::unique_ptr<OutputFile> file(new OutputFile(path));
  if (Status status = file->Open(); !status) {
    return status.error();
  }
  return file;
}

Status OutputFile::Open() {
  if (path_ == "-") {
    direct_ = true;
    descriptor_ = dup(STDOUT_FILENO);
    return descriptor_ >= 0 ? Status() : Status(Failed("write to"));
  }
  target_ = FollowLinks(path_);
  struct stat there{};
  if (stat(target_.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    direct_ = true;
    descriptor_ = open(target_.c_str(), O_WRONLY | O_CLOEXEC);
    return descriptor_ >= 0 ? Status() : Status(Failed("write"));
  }
  descriptor_ = open(FolderOf(target_).c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, kMode);
  return descriptor_ >= 0 ? Status() : OpenNamed();
}

// For file systems without files that have no name.
Status OutputFile::OpenNamed() {
  const std::string name = TemporaryName(target_);
  descriptor_ = open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, kMode);
  if (descriptor_ < 0) {
    return Failed("write");
  }
  temporary_ = name;
  return {};
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) {
    close(descriptor_);
  }
  if (!temporary_.empty()) {
    unlink(temporary_.c_str());
  }
}

Status OutputFile::KeepMode() {
  struct stat there{};
  if (!direct_ && stat(target_.c_str(), &there) == 0 &&
      fchmod(descriptor_, there.st_mode & 07777) != 0) {
    return Failed("write");
  }
  return {};
}

Status OutputFile::Write(const void* bytes, std::size_t size) {
  const char* at = static_cast<const char*>(bytes);
  while (size > 0) {
    const ssize_t written = write(descriptor_, at, size);
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return Failed("write");
    }
    at += written;
    size -= static_cast<std::size_t>(written);
    size_ += written;
  }
  return {};
}

// A file without a name gets a temporary one first: only a rename can take the place of a file.
Status OutputFile::Publish() {
  if (temporary_.empty()) {
    const std::string name = TemporaryName(target_);
    const std::string self = fmt::format("/proc/self/fd/{}", descriptor_);
    if (linkat(AT_FDCWD, self.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) != 0) {
      return Failed("write");
    }
    temporary_ = name;
  }
  if (rename(temporary_.c_str(), target_.c_str()) != 0) {
    return Failed("write");
  }
  temporary_.clear();
  return {};
}

Status OutputFile::Commit() {
  if (!direct_) {
    if (Status status = Publish(); !status) {
      return status;
    }
  }
  const int descriptor = descriptor_;
  descriptor_ = -1;
  return close(descriptor) == 0 ? Status() : Status(Failed("write"));
}

}  // namespace sextant::io
