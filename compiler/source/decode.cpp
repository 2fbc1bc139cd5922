#include "compiler/source/decode.h"

#include <iconv.h>

#include <cerrno>

namespace sextant::source {
namespace {

// A conversion of the C library, closed at the end.
class Conversion {
 public:
  explicit Conversion(const std::string& from) : handle_(iconv_open("UTF-8", from.c_str())) {}
  ~Conversion() {
    if (known()) {
      iconv_close(handle_);
    }
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }
  // Converts as far as it goes; false when what is left means nothing.
  bool Run(std::string& in, std::string& out) {
    char* from = in.data();
    std::size_t left = in.size();
    out.resize(in.size() * 4 + 16);  // no encoding of the world needs more
    char* to = out.data();
    std::size_t room = out.size();
    const bool fine = iconv(handle_, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
    out.resize(out.size() - room);
    read_ = in.size() - left;
    return fine;
  }
  std::size_t read() const { return read_; }

 private:
  iconv_t handle_;
  std::size_t read_ = 0;
};

}  // namespace

Result<std::string> ToUtf8(const std::string& text, const std::string& encoding) {
  Conversion conversion(encoding);
  if (!conversion.known()) {
    return Error{"the encoding `" + encoding + "` is not known",
                 "write it as in `gb18030`, `big5` or `latin1`; UTF-8 needs none"};
  }
  std::string in = text;
  std::string out;
  if (!conversion.Run(in, out)) {
    return Error{
        "byte " + std::to_string(conversion.read() + 1) + " is not text in `" + encoding + "`",
        "name the encoding the file was saved in"};
  }
  return out;
}

}  // namespace sextant::source
