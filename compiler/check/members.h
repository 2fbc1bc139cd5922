#pragma once

#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace sextant::check {

// What an enumeration or `boolean` value can be, and which of it a grid or a characteristic has
// named so far.
class MemberCover {
 public:
  // `what` is the list that names the members: "`Value`".
  MemberCover(Context& context, const Type& type, std::string what);

  // Notes one name; reports one that is no member or stands twice.
  void Name(const ast::Name& name);
  // The members that were not named.
  std::vector<std::string> Left() const;
  const std::vector<Span>& missing() const { return missing_; }

  // Whether a value of the type has members.
  static bool HasMembers(const Type& type) {
    return type.kind == Kind::kEnum || type.kind == Kind::kBool;
  }

 private:
  Context& context_;
  Type type_;
  std::string what_;
  std::vector<std::string> members_;
  std::vector<Span> named_;  // by member; invalid: not named yet
  std::vector<bool> is_named_;
  std::vector<Span> missing_;  // where `missing` stands
};

}  // namespace sextant::check
