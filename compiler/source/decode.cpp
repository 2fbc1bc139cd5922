#include "compiler/source/decode.h"

#include <iconv.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace sextant::source {
namespace {

constexpr char kUtf8[] = "UTF-8";
constexpr std::size_t kPiece = 64 * 1024;

// A conversion of the C library, closed at the end.
class Conversion {
 public:
  Conversion(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Conversion() {
    if (known()) {
      iconv_close(handle_);
    }
  }
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;

  bool known() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  // Takes from the front of `text` what can be converted, and appends it to `out`; what stopped it:
  // 0 at the end of the text, EINVAL within a character, EILSEQ at what means nothing.
  int Run(std::string_view& text, std::string& out) {
    for (;;) {
      // iconv only reads what it is given.
      char* from = const_cast<char*>(text.data());
      std::size_t left = text.size();
      const std::size_t before = out.size();
      out.resize(before + std::min(text.size(), kPiece) * 4 + 16);  // no encoding needs more
      char* to = out.data() + before;
      std::size_t room = out.size() - before;
      const bool fine = iconv(handle_, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
      const int problem = errno;
      out.resize(out.size() - room);
      text.remove_prefix(text.size() - left);
      if (fine || problem != E2BIG) {
        return fine ? 0 : problem;
      }
    }
  }

  // Appends what the conversion still holds.
  void Finish(std::string& out) {
    char rest[32];
    char* to = rest;
    std::size_t room = sizeof rest;
    iconv(handle_, nullptr, nullptr, &to, &room);
    out.append(rest, sizeof rest - room);
  }

 private:
  iconv_t handle_;
};

// Names go to the C library, which reads more out of them than a name: "" and what stands behind
// `/`.
bool IsName(const std::string& name) {
  return !name.empty() && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == ':' || c == '+';
  });
}

// The bytes of what the encoding is made of: 2 for UTF-16.
std::size_t UnitOf(const std::string& encoding) {
  const auto bytes = [&](std::string_view text) {
    Conversion conversion(encoding.c_str(), kUtf8);
    std::string out;
    return conversion.known() && conversion.Run(text, out) == 0 ? out.size() : 0;
  };
  const std::size_t one = bytes("a"), two = bytes("aa");
  return two > one && one > 0 ? two - one : 1;
}

}  // namespace

struct Decoder::Handle : Conversion {
  explicit Handle(const std::string& encoding) : Conversion(kUtf8, encoding.c_str()) {}
};
struct Encoder::Handle : Conversion {
  explicit Handle(const std::string& encoding) : Conversion(encoding.c_str(), kUtf8) {}
};

bool IsEncoding(const std::string& name) {
  return IsName(name) && Conversion(kUtf8, name.c_str()).known();
}

Error UnknownEncoding(const std::string& name) {
  return Error{"the encoding `" + name + "` is not known",
               "write it as in `gb18030`, `big5` or `latin1`; UTF-8 needs none"};
}

Decoder::Decoder(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
Decoder::~Decoder() = default;

Result<std::unique_ptr<Decoder>> Decoder::Open(const std::string& encoding) {
  auto handle = IsName(encoding) ? std::make_unique<Handle>(encoding) : nullptr;
  if (handle == nullptr || !handle->known()) {
    return UnknownEncoding(encoding);
  }
  std::unique_ptr<Decoder> decoder(new Decoder(std::move(handle)));
  decoder->unit_ = UnitOf(encoding);
  return decoder;
}

void Decoder::Decode(std::string_view text, bool last, std::string& out) {
  held_ += text;
  std::string_view left = held_;
  while (!left.empty()) {
    const int problem = handle_->Run(left, out);
    if (problem == 0 || (problem == EINVAL && !last)) {
      break;
    }
    first_bad_ = first_bad_.value_or(done_ + (held_.size() - left.size()));
    out += kNoText;
    if (unit_ == 1 && static_cast<unsigned char>(left.front()) >= 0x80) {
      out += left.front();
    }
    left.remove_prefix(std::min(unit_, left.size()));
  }
  done_ += held_.size() - left.size();
  held_.erase(0, held_.size() - left.size());
  if (last) {
    handle_->Finish(out);
  }
}

Result<std::string> ToUtf8(const std::string& text, const std::string& encoding) {
  Result<std::unique_ptr<Decoder>> decoder = Decoder::Open(encoding);
  if (!decoder) {
    return decoder.error();
  }
  std::string out;
  (*decoder)->Decode(text, true, out);
  if (const auto bad = (*decoder)->first_bad()) {
    return Error{"byte " + std::to_string(*bad + 1) + " is not text in `" + encoding + "`",
                 "name the encoding the file was saved in"};
  }
  return out;
}

Encoder::Encoder(std::string encoding, std::unique_ptr<Handle> handle)
    : encoding_(std::move(encoding)), handle_(std::move(handle)) {}
Encoder::~Encoder() = default;

Result<std::unique_ptr<Encoder>> Encoder::Open(const std::string& encoding) {
  auto handle = IsName(encoding) ? std::make_unique<Handle>(encoding) : nullptr;
  if (handle == nullptr || !handle->known()) {
    return UnknownEncoding(encoding);
  }
  return std::unique_ptr<Encoder>(new Encoder(encoding, std::move(handle)));
}

Result<std::string> Encoder::Encode(std::string_view text) {
  std::string out;
  if (handle_->Run(text, out) == 0) {
    return out;
  }
  std::size_t end = 1;  // of the character
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    ++end;
  }
  return Error{
      "`" + std::string(text.substr(0, end)) + "` cannot be written in `" + encoding_ + "`",
      "write the file in an encoding that has every character"};
}

std::string Encoder::Finish() {
  std::string out;
  handle_->Finish(out);
  return out;
}

}  // namespace sextant::source
