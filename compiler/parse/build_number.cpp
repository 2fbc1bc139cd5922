#include <algorithm>
#include <charconv>

#include "compiler/parse/build.h"
#include "compiler/support/dates.h"

namespace sextant::parse {
namespace {

using diag::Diag;

constexpr std::size_t kMaxDigits = 36;

// A number while its suffixes are applied: digits * 10^-scale, the scale may be negative.
struct Decimal {
  Int128 digits = 0;
  int scale = 0;
  bool fits = true;

  void Multiply(Int128 factor) {
    const std::optional<Int128> product = CheckedMul(digits, factor);
    fits &= product.has_value();
    digits = product.value_or(0);
  }
  // Zeros at the end of the fraction go; a negative scale becomes digits.
  void Normalise() {
    while (scale > 0 && digits % 10 == 0) {
      digits /= 10;
      --scale;
    }
    if (scale < 0) {
      Multiply(PowerOfTen(-scale));
      scale = 0;
    }
    fits &= scale <= kMaxScale && digits < PowerOfTen(static_cast<int>(kMaxDigits));
  }
};

// "1_234.50", "20万"; the suffixes 万 and 亿 are three bytes long.
Decimal ReadDigits(std::string_view text) {
  Decimal out;
  std::size_t count = 0;
  bool fraction = false;
  for (const char c : text) {
    if (c == '.') {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      count += out.digits != 0 || c != '0' ? 1 : 0;
      out.fits &= count <= kMaxDigits;
      out.digits = out.fits ? out.digits * 10 + (c - '0') : 0;
      out.scale += fraction ? 1 : 0;
    }
  }
  return out;
}

int ZerosOf(std::string_view multiplier) {
  if (multiplier.find("万") != std::string_view::npos) {
    return 4;
  }
  return multiplier.find("亿") != std::string_view::npos ? 8 : 0;
}

struct Unit {
  std::string name;
  int factor = 1;
};

Unit ReadUnit(std::size_t type, const std::string& text) {
  switch (type) {
    case grammar::SextantParser::DAY:
      return {"days"};
    case grammar::SextantParser::MONTH:
      return {"months"};
    case grammar::SextantParser::YEAR:
      return {"months", 12};
    case grammar::SextantParser::YUAN:
    case grammar::SextantParser::TEN_THOUSANDS_OF_YUAN:
      return {"CNY"};
    default:
      return {text};
  }
}

// The tokens of a number: the digits, then multiplier, suffix and unit, each once at most.
std::vector<antlr4::Token*> Leaves(antlr4::tree::ParseTree* tree) {
  if (auto* terminal = dynamic_cast<antlr4::tree::TerminalNode*>(tree)) {
    return {terminal->getSymbol()};
  }
  std::vector<antlr4::Token*> leaves;
  for (auto* child : tree->children) {
    for (antlr4::Token* leaf : Leaves(child)) {
      leaves.push_back(leaf);
    }
  }
  return leaves;
}

bool IsUnit(std::size_t type) {
  using Grammar = grammar::SextantParser;
  return type == Grammar::CURRENCY || type == Grammar::YUAN || type == Grammar::DAY ||
         type == Grammar::MONTH || type == Grammar::YEAR || type == Grammar::TEN_THOUSANDS_OF_YUAN;
}

// Tokens that may hold 万 or 亿. In `1..5 万元` it belongs to the 5 alone, as it does in
// `1..5万元`; the yuan stands for both ends.
bool IsMultiplied(std::size_t type) {
  using Grammar = grammar::SextantParser;
  return type == Grammar::NUMBER || type == Grammar::TEN_THOUSANDS ||
         type == Grammar::TEN_THOUSANDS_OF_YUAN;
}

int PlacesOf(std::size_t type) {
  switch (type) {
    case grammar::SextantParser::PERCENT:
      return 2;
    case grammar::SextantParser::PERMILLE:
      return 3;
    case grammar::SextantParser::BASIS_POINT:
      return 4;
    default:
      return 0;
  }
}

}  // namespace

const antlr4::Token* Builder::UnitOf(Context* number) {
  return IsUnit(number->stop->getType()) ? number->stop : nullptr;
}

void Builder::CheckRatios(Context* low, Context* high) {
  const std::vector<antlr4::Token*> lower = Leaves(low);
  const std::vector<antlr4::Token*> upper = Leaves(high);
  const std::string digits = Text(lower.front());
  const bool bare = lower.size() == 1 && digits.find_first_not_of("0.") != std::string::npos;
  const auto ratio = std::ranges::find_if(upper, [](const antlr4::Token* leaf) {
    return leaf->getType() == Grammar::PERCENT || leaf->getType() == Grammar::PERMILLE ||
           leaf->getType() == Grammar::BASIS_POINT;
  });
  if (bare && ratio != upper.end()) {
    const std::string sign = Text(*ratio);
    const std::string both = digits + sign + ".." + Text(upper.front()) + sign;
    sink_.Report(Diag::kRatioAtOneEnd, Span(low->start, high->stop), {digits + ".." + Text(upper.front()) + sign, sign})
        .Hint("write it at both, as in `" + both + "`");
  }
}

void Builder::CheckUnitPlace(const antlr4::Token* number, const antlr4::Token* unit) {
  if (number->getLine() != unit->getLine()) {
    sink_.Report(Diag::kUnitOnNextLine, Span(unit, unit), {Text(unit), Text(number)})
        .Label(Span(number, number), "this number has no unit on its line")
        .Hint("write a unit beside its number; if it is a name, put it in back-quotes");
  }
}

ast::ExprId Builder::BuildNumber(Context* number, const antlr4::Token* default_unit) {
  const std::vector<antlr4::Token*> leaves = Leaves(number);
  Decimal decimal = ReadDigits(Text(leaves.front()));
  for (const antlr4::Token* leaf : leaves) {
    decimal.scale -= IsMultiplied(leaf->getType()) ? ZerosOf(Text(leaf)) : 0;
    decimal.scale += PlacesOf(leaf->getType());
  }
  Unit unit;
  if (const antlr4::Token* written = UnitOf(number)) {
    CheckUnitPlace(leaves.front(), written);
    default_unit = written;
  }
  if (default_unit != nullptr) {
    unit = ReadUnit(default_unit->getType(), Text(default_unit));
    decimal.Multiply(unit.factor);
  }
  decimal.Normalise();
  if (!decimal.fits) {
    sink_.Report(Diag::kNumberTooLong, Span(number), {Text(leaves.front())})
        .Hint("a number has at most 36 digits, 18 of them after the point");
    decimal = {};
  } else if ((unit.name == "days" || unit.name == "months") && decimal.scale > 0) {
    const std::string written(lexed_.text(static_cast<uint32_t>(number->start->getStartIndex()),
                                          static_cast<uint32_t>(number->stop->getStopIndex() + 1)));
    sink_.Report(Diag::kDurationNotWhole, Span(number), {written, unit.name});
  }
  return Add(Span(number), ast::NumberExpr{decimal.digits, decimal.scale, unit.name});
}

ast::ExprId Builder::BuildSigned(Terminal* minus, Grammar::BoundNumberContext* number,
                                 const antlr4::Token* default_unit) {
  const ast::ExprId value = BuildNumber(number, default_unit);
  if (minus == nullptr) {
    return value;
  }
  return Add(Span(minus->getSymbol(), number->stop), ast::UnaryExpr{ast::UnaryOp::kNegate, value},
             {value});
}

ast::ExprId Builder::BuildBound(Grammar::BoundContext* bound, const antlr4::Token* default_unit) {
  if (bound->DATE() != nullptr) {
    return BuildDate(bound->DATE());
  }
  return BuildSigned(bound->MINUS(), bound->boundNumber(), default_unit);
}

Builder::Ends Builder::BuildEnds(Grammar::BoundContext* low, Grammar::BoundContext* high) {
  const bool numbers = low->boundNumber() != nullptr && high->boundNumber() != nullptr;
  if (numbers) {
    CheckRatios(low->boundNumber(), high->boundNumber());
  }
  const antlr4::Token* unit = numbers ? UnitOf(high->boundNumber()) : nullptr;
  const ast::ExprId first = BuildBound(low, unit);
  return {first, BuildBound(high)};
}

ast::ExprId Builder::BuildConstant(Grammar::ConstantContext* constant,
                                   const antlr4::Token* default_unit) {
  const source::Span span = Span(constant);
  if (constant->boundNumber() != nullptr) {
    return BuildSigned(constant->MINUS(), constant->boundNumber(), default_unit);
  }
  if (constant->DATE() != nullptr) {
    return BuildDate(constant->DATE());
  }
  if (constant->TEXT() != nullptr) {
    return Add(span, ast::TextExpr{BuildText(constant->TEXT())});
  }
  if (constant->name() != nullptr) {
    return Add(span, ast::NameExpr{BuildName(constant->name())});
  }
  return Add(span, ast::BooleanExpr{constant->TRUE() != nullptr});
}

ast::ExprId Builder::BuildDate(Terminal* date) {
  const std::optional<int32_t> days = ParseDate(Text(date));
  if (!days) {
    sink_.Report(Diag::kNoSuchDate, Span(date), {Text(date)});
  }
  return Add(Span(date), ast::DateExpr{days.value_or(0)});
}

int Builder::BuildCount(Terminal* number, const std::string& what, int low, int high) {
  const std::string text = Text(number);
  int count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error == std::errc() && end == text.data() + text.size() && count >= low && count <= high) {
    return count;
  }
  if (text.find_first_not_of("0123456789_.") != std::string::npos) {
    return low;  // `1,000`: a slip that has been reported
  }
  sink_.Report(Diag::kCountOutOfRange, Span(number),
               {what, text, std::to_string(low), std::to_string(high)});
  return low;
}

}  // namespace sextant::parse
