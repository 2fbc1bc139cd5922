#include "compiler/check/context.h"

#include <algorithm>

#include "compiler/source/one_line.h"

namespace sextant::check {
namespace {

constexpr std::size_t kLongText = 48;

std::string ItemText(const Context& context, const Type& type) {
  const bool many = type.series > 0;
  switch (type.kind) {
    case Kind::kNumber:
      return type.percent ? "`rate`" : type.scale == 0 ? "`integer`" : "`decimal`";
    case Kind::kMoney:
      return "`money " + type.currency.text() + "`";
    case Kind::kDuration:
      return std::string(many ? "numbers" : "a number") +
             (type.unit == types::DurationUnit::kDays ? " of days" : " of months");
    case Kind::kEnum:
      return std::string(many ? "members" : "a member") + " of " +
             context.EnumText(type.enumeration);
    case Kind::kSet:
      return "a set of " + context.EnumText(type.enumeration);
    default:
      return Backticked(types::TypeName(type.item().required(), context.program.enums));
  }
}

}  // namespace

std::string Context::Text(ExprId id) const {
  const bool written = id.valid() && tree.span(id).valid();
  return written ? source::OneLine(sources.text(tree.span(id))) : "";
}

std::string Context::Quote(ExprId id) const {
  const std::string text = Text(id);
  return text.empty() || text.size() > kLongText ? "this value" : Backticked(text);
}

std::string Context::EnumText(EnumId id) const {
  const types::Enumeration& enumeration = program.enums.get(id);
  if (!enumeration.name.empty()) {
    return Backticked(enumeration.name);
  }
  std::string text = "`{ ";
  for (const std::string& member : enumeration.members) {
    if (text.size() > kLongText) {
      return text + ", … }`";
    }
    text += (text.size() > 3 ? ", " : "") + member;
  }
  return text + " }`";
}

std::string Context::Describe(const Type& type) const {
  const std::string item = ItemText(*this, type);
  if (type.series == 0) {
    return item;
  }
  return "a series of " + std::to_string(type.series) + " " + item;
}

bool Context::IsOrdered(const Type& type) const {
  switch (type.kind) {
    case Kind::kNumber:
    case Kind::kMoney:
    case Kind::kFloat:
    case Kind::kDate:
    case Kind::kDuration:
    case Kind::kError:
      return true;
    case Kind::kEnum:
      return ordered_enums.count(type.enumeration) > 0;
    default:
      return false;
  }
}

std::string Backticked(const std::string& text) {
  return "`" + text + "`";
}

std::string DidYouMean(const std::string& word, const std::vector<std::string>& candidates,
                       std::string otherwise) {
  // Among very many names a near one is likely to be there by chance, and slow to find.
  constexpr std::size_t kMostCandidates = 5000;
  const bool search = candidates.size() <= kMostCandidates;
  const std::string meant = search ? diag::DidYouMean(word, candidates) : "";
  return meant.empty() ? otherwise : meant;
}

std::string ListText(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 8;
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i == kMost) {
      return text + ", …";
    }
    text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + Backticked(names[i]);
  }
  return text;
}

bool SameRef(const Ref& a, const Ref& b) {
  return a.kind == b.kind && a.index == b.index && a.part == b.part;
}

}  // namespace sextant::check
