#include "compiler/check/members.h"

#include <algorithm>
#include <utility>

namespace sextant::check {

MemberCover::MemberCover(Context& context, const Type& type, std::string what)
    : context_(context), type_(type), what_(std::move(what)) {
  if (type.kind == Kind::kBool) {
    members_ = {"false", "true"};
  } else if (type.kind == Kind::kEnum) {
    members_ = context.program.enums.get(type.enumeration).members;
  }
  named_.resize(members_.size());
  is_named_.resize(members_.size());
}

void MemberCover::Name(const ast::Name& name) {
  if (name.text == "missing") {
    missing_.push_back(name.span);
    return;
  }
  const auto found = std::find(members_.begin(), members_.end(), name.text);
  if (found == members_.end()) {
    const std::string of =
        type_.kind == Kind::kBool ? "`boolean`" : context_.EnumText(type_.enumeration);
    context_.Report(Diag::kUnknownMember, name.span, {name.text, of})
        .Hint(DidYouMean(name.text, members_, "its members are " + ListText(members_)));
    return;
  }
  const auto index = static_cast<std::size_t>(found - members_.begin());
  if (is_named_[index]) {
    context_.Report(Diag::kListedTwice, name.span, {name.text, what_})
        .Label(named_[index], "first here")
        .Hint("leave one of them out");
  }
  is_named_[index] = true;
  named_[index] = name.span;
}

std::vector<std::string> MemberCover::Left() const {
  std::vector<std::string> left;
  for (std::size_t i = 0; i < members_.size(); ++i) {
    if (!is_named_[i]) {
      left.push_back(members_[i]);
    }
  }
  return left;
}

}  // namespace sextant::check
