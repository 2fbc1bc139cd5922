#include "tests/differential/generate_node.h"

namespace sextant::differential {

// A set of those members; `empty` only beside another set, which says what it is.
NodePtr Generator::Set(const Type& type, int depth) {
  const NodePtr named = EnumName(type);
  if (named == nullptr) {
    const NodePtr optional = ReadNamed(
        [&](const Variable& variable) { return variable.type == type.required().as_optional(); });
    return optional == nullptr
               ? Make(Construct::kSetEmpty, type.required(), "empty")
               : Make(Construct::kSetEmpty, type.required(), "(@ otherwise empty)", {optional});
  }
  if (depth <= 0 || random_.Chance(60)) {
    return named;
  }
  const NodePtr other = random_.Chance(50) ? Set(type, depth - 1)
                                           : Make(Construct::kSetEmpty, type.required(), "empty");
  return Make(Construct::kIf, type.required(), "(if @ then @ else @)",
              {Condition(depth - 1), named, other});
}

// A test of a set that something names.
NodePtr Generator::SetTest(int depth) {
  const auto found =
      Named([](const Variable& variable) { return variable.type.kind == Kind::kSet; });
  if (found.empty()) {
    return Comparison(0);
  }
  const Type type = random_.Pick(found)->type.required();
  const NodePtr set = Set(type, depth);
  const Type member = Type::Enum(type.enumeration);
  switch (random_.Below(6)) {
    default:
      return Make(Construct::kHas, Type::Bool(), "(@ has @)",
                  {set, random_.Chance(75) ? Literal(member, {}) : Enum(member, depth - 1)});
    case 0:
      return Make(Construct::kIsEmpty, Type::Bool(),
                  random_.Pick({"(@ is empty)", "(@ is not empty)"}), {set});
    case 1:
      return Make(Construct::kSetEqual, Type::Bool(), random_.Pick({"(@ = @)", "(@ <> @)"}),
                  {set, Set(type, depth - 1)});
  }
}

}  // namespace sextant::differential
