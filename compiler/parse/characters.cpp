#include "compiler/parse/characters.h"

#include <fmt/format.h>

#include "compiler/diag/display.h"

namespace sextant::parse {
namespace {

using diag::Diag;

// Enough to show what is wrong with a file.
constexpr std::size_t kMaxReports = 5;

constexpr char32_t kByteOrderMark = 0xFEFF;

bool IsBidiControl(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

// Controls other than blank, tab and the line end, and everything some editors show as a line end.
bool IsControl(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) || c == 0x2028 ||
         c == 0x2029 || c == kByteOrderMark;
}

bool IsBlank(char32_t c) {
  return c == 0x3000 || c == 0x00A0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F;
}

// The ASCII twin of a full-width form. The full-width quote keeps its form: it closes only itself.
char32_t Twin(char32_t c) {
  if (c < 0x80) {
    return c;
  }
  if (c >= 0xFF01 && c <= 0xFF5E && c != U'＂') {
    return c - 0xFEE0;
  }
  if (IsBlank(c)) {
    return ' ';
  }
  switch (c) {
    case U'、':
      return ',';
    case U'。':
      return '.';
    case U'≦':
      return U'≤';
    case U'≧':
      return U'≥';
    case U'−':
      return '-';
    case U'×':
      return '*';
    case U'÷':
      return '/';
    default:
      return c;
  }
}

// The quote that closes text begun with `c`, or 0. Curly quotes close each other either way round.
bool Opens(char32_t c) {
  return c == '"' || c == U'＂' || c == U'“' || c == U'”';
}
bool Closes(char32_t open, char32_t c) {
  return c == open || (open != '"' && open != U'＂' && (c == U'“' || c == U'”'));
}

// Exchanges full-width forms outside text and comments. Follows the lexer's rules for both.
void Fold(std::u32string& scalars) {
  char32_t open = 0;
  bool comment = false;
  for (std::size_t i = 0; i < scalars.size(); ++i) {
    char32_t& c = scalars[i];
    if (c == '\n') {
      open = 0;
      comment = false;
    } else if (open != 0) {
      const bool escape = c == '\\' && i + 1 < scalars.size() && scalars[i + 1] != '\n';
      i += escape ? 1 : 0;
      open = !escape && Closes(open, c) ? 0 : open;
    } else if (!comment) {
      c = Twin(c);
      comment = c == '#';
      open = Opens(c) ? c : 0;
    }
  }
}

class Reader {
 public:
  Reader(const source::Manager& sources, source::FileId file, diag::Sink& sink)
      : text_(sources.text(file)), file_(file), sink_(sink) {}

  std::optional<Characters> Run() {
    if (text_.size() > source::Manager::kMaxBytes) {
      sink_
          .Report(Diag::kFileTooLarge, At(0, 0),
                  {std::to_string(text_.size()), std::to_string(source::Manager::kMaxBytes)})
          .Hint("split the strategy, or check that this is the right file");
      return std::nullopt;
    }
    Characters characters;
    characters.scalars.reserve(text_.size());
    characters.offsets.reserve(text_.size() + 1);
    for (std::size_t at = 0; at < text_.size();) {
      const diag::Scalar scalar = diag::NextScalar(text_, at);
      if (!scalar.valid) {
        NotUtf8(at);
        return std::nullopt;
      }
      if (!(at == 0 && scalar.value == kByteOrderMark) && !IsCarriageReturnOfLineEnd(at)) {
        Check(scalar, at);
      }
      if (at != 0 || scalar.value != kByteOrderMark) {
        characters.scalars.push_back(scalar.value);
        characters.offsets.push_back(static_cast<uint32_t>(at));
      }
      at += scalar.length;
    }
    characters.offsets.push_back(static_cast<uint32_t>(text_.size()));
    if (bad_ > 0) {
      return std::nullopt;
    }
    Fold(characters.scalars);
    return characters;
  }

 private:
  source::Span At(std::size_t begin, std::size_t length) const {
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + length)};
  }

  bool IsCarriageReturnOfLineEnd(std::size_t at) const {
    return text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
  }

  void NotUtf8(std::size_t at) {
    sink_
        .Report(Diag::kNotUtf8, At(at, 1),
                {fmt::format("{:#04x}", static_cast<unsigned char>(text_[at]))})
        .Hint("save the file as UTF-8; an older editor may have written GB18030 or Latin-1");
  }

  void Check(const diag::Scalar& scalar, std::size_t at) {
    const bool bidi = IsBidiControl(scalar.value);
    if ((!bidi && !IsControl(scalar.value)) || ++bad_ > kMaxReports) {
      return;
    }
    const std::string name = fmt::format("U+{:04X}", static_cast<unsigned>(scalar.value));
    if (bidi) {
      sink_.Report(Diag::kBidiControl, At(at, scalar.length), {name})
          .Hint("delete it; it changes the direction in which text is shown");
    } else {
      sink_.Report(Diag::kControlCharacter, At(at, scalar.length), {name})
          .Hint(Advice(scalar.value));
    }
  }

  static std::string Advice(char32_t c) {
    if (c == 0) {
      return "this looks like a binary file, or one saved as UTF-16; save it as UTF-8";
    }
    return c == '\r' ? "end lines with a line feed, alone or after a carriage return" : "delete it";
  }

  std::string_view text_;
  source::FileId file_;
  diag::Sink& sink_;
  std::size_t bad_ = 0;
};

}  // namespace

std::optional<Characters> ReadCharacters(const source::Manager& sources, source::FileId file,
                                         diag::Sink& sink) {
  return Reader(sources, file, sink).Run();
}

}  // namespace sextant::parse
