#include "tests/unit/runtime/engine/agreement.h"
#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

// Conditions of which some fault in some records: each compares a quotient.
std::vector<InstId> FaultingConditions(MadeModule& m, int count) {
  std::vector<InstId> conditions;
  for (int i = 0; i < count; ++i) {
    const InstId a = m.Slot(Type::Integer(), {-3, 3, {}, {}}),
                 b = m.Slot(Type::Integer(), {-1, 2, {}, {}});
    const InstId quotient = m.Make(Op::kDiv, Type::Number(8), {a, b});
    conditions.push_back(m.Make(Op::kLt, Type::Bool(), {quotient, m.Const(Type::Number(8), 0)}));
  }
  return conditions;
}

}  // namespace

TEST_CASE("Comparisons agree with the interpreter") {
  MadeModule m;
  const Type grade = m.Enum({"a", "b", "c", "d", "e", "f"});
  std::vector<InstId> values;
  for (Type type : {Type::Number(2), Type::Float(), Type::Date(), grade, Type::Bool(),
                    Type::Duration(types::DurationUnit::kDays)}) {
    const Bounds near = type.is_exact() ? Bounds{-3, 3, {}, {}} : Bounds{};
    const InstId a = m.Slot(type, near), b = m.Slot(type, near);
    for (Op op : {Op::kEq, Op::kNe, Op::kLt, Op::kLe}) {
      values.push_back(m.Make(op, Type::Bool(), {a, b}));
      values.push_back(m.Make(op, Type::Bool(), {a, a}));
    }
  }
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Membership agrees with the interpreter") {
  MadeModule m;
  std::vector<std::string> names;
  for (int i = 0; i < 40; ++i) {
    names.push_back("m" + std::to_string(i));
  }
  const Type few = m.Enum({"a", "b", "c", "d", "e", "f"}), many = m.Enum(names);
  std::vector<InstId> values;
  const auto one_of = [&](InstId x, std::vector<int64_t> words) {
    std::vector<InstId> args{x};
    for (int64_t word : words) {
      args.push_back(m.Const(m.TypeOf(x), word));
    }
    values.push_back(m.Make(Op::kOneOf, Type::Bool(), args));
  };
  const InstId grade = m.Slot(few), branch = m.Slot(many),
               number = m.Slot(Type::Integer(), {0, 9, {}, {}});
  one_of(grade, {0});
  one_of(grade, {1, 5});
  one_of(grade, {0, 2, 3, 5});
  one_of(branch, {0, 31, 2, 7, 8, 9});
  one_of(branch, {0, 31, 32, 39, 8, 9});
  one_of(number, {1, 3, 5, 7, 9});
  values.push_back(m.Make(Op::kOneOf, Type::Bool(), {grade, m.Param(few, 3), m.Const(few, 1)}));
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Junctions and choices fault exactly where they are evaluated") {
  MadeModule m;
  const std::vector<InstId> c = FaultingConditions(m, 4);
  std::vector<InstId> values;
  const auto make = [&](Op op, std::initializer_list<InstId> args) {
    values.push_back(m.Make(op, Type::Bool(), args));
    return values.back();
  };
  const InstId both = make(Op::kAnd, {c[0], c[1]}), either = make(Op::kOr, {c[0], c[1]});
  make(Op::kAnd, {either, c[2]});
  make(Op::kOr, {both, c[2]});
  make(Op::kAnd, {make(Op::kNot, {both}), make(Op::kOr, {c[3], either})});
  make(Op::kSelect, {c[0], c[1], c[2]});
  make(Op::kSelect, {either, both, c[3]});
  make(Op::kSelect, {m.Make(Op::kAnd, Type::Bool(), {c[3], c[0]}), c[1], m.Const(Type::Bool(), 1)});
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Missing values agree with the interpreter") {
  MadeModule m;
  const Type grade = m.Enum({"a", "b", "c"});
  std::vector<InstId> values;
  for (Type type :
       {Type::Number(2), Type::Float(), Type::Date(), grade, Type::Bool(), Type::Text()}) {
    const InstId a = m.Slot(type.as_optional()), b = m.Slot(type.as_optional()), c = m.Slot(type);
    m.Output(a);
    m.Output(c);
    values.push_back(m.Make(Op::kIsKnown, Type::Bool(), {a}));
    values.push_back(m.Make(Op::kCoalesce, type, {a, c}));
    const InstId first = m.Make(Op::kCoalesce, type.as_optional(), {a, b});
    values.push_back(first);
    values.push_back(m.Make(Op::kCoalesce, type, {first, c}));
    const InstId known = m.Make(Op::kIsKnown, Type::Bool(), {b});
    values.push_back(m.Make(Op::kSelect, type, {known, m.Unwrap(b), c}));
    values.push_back(m.Make(Op::kSelect, type.as_optional(),
                            {known, a, m.Make(Op::kMissing, type.as_optional(), {})}));
    values.push_back(m.Make(Op::kSelect, type.as_optional(), {known, c, a}));
    if (type.is_exact()) {
      const InstId sum = m.Make(Op::kAdd, type, {m.Unwrap(b), m.Unwrap(b)});
      values.push_back(m.Make(Op::kStore, type, {m.Make(Op::kSelect, type, {known, sum, c})}));
      const Type fine = Type::Number(8).as_optional();
      const InstId finer = m.Make(Op::kRescale, fine, {a});
      values.push_back(m.Make(Op::kStore, fine, {finer}));
    }
  }
  const InstId constant =
      m.module().texts.emplace_back("word").empty() ? InstId() : m.Const(Type::Text(), 0);
  const InstId text = m.Slot(Type::Text().as_optional());
  m.Output(m.Make(Op::kCoalesce, Type::Text(), {text, constant}));
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Texts are compared by their bytes") {
  MadeModule m;
  m.module().texts = {"ab", "", "bab"};
  const InstId a = m.Slot(Type::Text()), b = m.Slot(Type::Text().as_optional());
  const InstId known = m.Make(Op::kIsKnown, Type::Bool(), {b});
  const auto text = [&](int64_t index) { return m.Const(Type::Text(), index); };
  m.Output(m.Make(Op::kEq, Type::Bool(), {a, text(0)}));
  m.Output(m.Make(Op::kOneOf, Type::Bool(), {a, text(1), text(2)}));
  const InstId same = m.Make(Op::kEq, Type::Bool(), {a, m.Unwrap(b)});
  m.Output(m.Make(Op::kAnd, Type::Bool(), {known, same}));
  const InstId chosen = m.Make(Op::kCoalesce, Type::Text(), {b, a});
  m.Output(m.Make(Op::kNe, Type::Bool(), {chosen, text(0)}));
  Engines(m.module()).AgreeOnAllShapes();
}

TEST_CASE("Extremes and counts agree with the interpreter") {
  MadeModule m;
  const Type place = m.Enum({"first", "second", "third", "fourth"});
  std::vector<InstId> values;
  for (Type type : {Type::Number(2), Type::Float(), Type::Date()}) {
    std::vector<InstId> args;
    for (int i = 0; i < 4; ++i) {
      args.push_back(m.Slot(type, type.is_exact() ? Bounds{-2, 2, {}, {}} : Bounds{}));
    }
    for (Op op : {Op::kMin, Op::kMax}) {
      values.push_back(m.Make(op, type, args));
    }
    for (Op op : {Op::kArgMin, Op::kArgMax}) {
      values.push_back(m.Make(op, place, args));
    }
  }
  std::vector<InstId> conditions = FaultingConditions(m, 1);
  for (int i = 0; i < 5; ++i) {
    conditions.push_back(m.Slot(Type::Bool()));
  }
  values.push_back(m.Make(Op::kCount, Type::Integer(), conditions));
  values.push_back(m.Make(Op::kAny, Type::Bool(), conditions));
  values.push_back(m.Make(Op::kNone, Type::Bool(), conditions));
  m.OutputEither(values);
  Engines(m.module()).AgreeOnAllShapes();
}
