#include <bit>
#include <limits>

#include <catch2/catch.hpp>

#include "compiler/ir/builder.h"

namespace sextant::ir {
namespace {

using types::Currency;
using types::EnumId;

const source::Span kHere{source::FileId(0), 10, 15};
const source::Span kThere{source::FileId(0), 40, 45};

struct Bench {
  Module module;
  Builder builder{module};

  InstId Slot(Type type) {
    ir::Slot slot;
    slot.name = "s" + std::to_string(module.slots.size());
    slot.type = type;
    module.slots.push_back(slot);
    return Add(Op::kSlot, type, {}, kHere, static_cast<int64_t>(module.slots.size()) - 1);
  }
  InstId Add(Op op, Type type, std::initializer_list<InstId> args, source::Span span = kHere,
             int64_t imm = 0) {
    return builder.Add(op, type, std::span(args.begin(), args.size()), span, imm);
  }
  const Inst& operator[](InstId id) const { return module.inst(id); }
  bool IsConst(InstId id, int64_t word) const {
    return module.inst(id).op == Op::kConst && module.inst(id).imm == word;
  }
};

const Type kNumber = Type::Number(2);
const Type kBool = Type::Bool();

TEST_CASE("equal instructions are one") {
  Bench b;
  const InstId x = b.Slot(kNumber), y = b.Slot(kNumber);
  CHECK(b.builder.Const(kNumber, 5) == b.builder.Const(kNumber, 5));
  CHECK(b.builder.Const(kNumber, 5) != b.builder.Const(Type::Number(3), 5));
  CHECK(b.Add(Op::kLt, kBool, {x, y}) == b.Add(Op::kLt, kBool, {x, y}, kThere));
  CHECK(b.Add(Op::kLt, kBool, {x, y}) != b.Add(Op::kLt, kBool, {y, x}));
  CHECK(b.Add(Op::kAdd, kNumber, {x, y}) == b.Add(Op::kAdd, kNumber, {x, y}));
}

TEST_CASE("what can fault is shared only within its place") {
  Bench b;
  const InstId x = b.Slot(kNumber), y = b.Slot(kNumber);
  CHECK(b.Add(Op::kAdd, kNumber, {x, y}, kHere) != b.Add(Op::kAdd, kNumber, {x, y}, kThere));
  const InstId f = b.Slot(Type::Float());
  CHECK(b.Add(Op::kNeg, kNumber, {x}, kHere) != b.Add(Op::kNeg, kNumber, {x}, kThere));
  CHECK(b.Add(Op::kNeg, Type::Float(), {f}, kHere) == b.Add(Op::kNeg, Type::Float(), {f}, kThere));
}

TEST_CASE("constants are brought to a scale, negated and turned into floats") {
  Bench b;
  const InstId five = b.builder.Const(Type::Integer(), 5);
  CHECK(b.IsConst(b.Add(Op::kRescale, kNumber, {five}), 500));
  CHECK(b.IsConst(b.Add(Op::kNeg, Type::Integer(), {five}), -5));
  const InstId tenth = b.builder.Const(Type::Number(1), 1);
  CHECK(b.IsConst(b.Add(Op::kToFloat, Type::Float(), {tenth}), std::bit_cast<int64_t>(0.1)));
  const InstId half = b.builder.Const(Type::Float(), std::bit_cast<int64_t>(0.5));
  CHECK(b.IsConst(b.Add(Op::kNeg, Type::Float(), {half}), std::bit_cast<int64_t>(-0.5)));
}

TEST_CASE("a constant that needs more than 64 bits is left to run time") {
  Bench b;
  const InstId most = b.builder.Const(Type::Integer(), std::numeric_limits<int64_t>::max());
  const InstId least = b.builder.Const(Type::Integer(), std::numeric_limits<int64_t>::min());
  CHECK(b[b.Add(Op::kRescale, kNumber, {most})].op == Op::kRescale);
  CHECK(b[b.Add(Op::kNeg, Type::Integer(), {least})].op == Op::kNeg);
}

TEST_CASE("and, or and not with constants") {
  Bench b;
  const InstId x = b.Slot(kBool);
  const InstId yes = b.builder.Const(kBool, 1), no = b.builder.Const(kBool, 0);
  CHECK(b.Add(Op::kAnd, kBool, {yes, x}) == x);
  CHECK(b.Add(Op::kAnd, kBool, {no, x}) == no);
  CHECK(b.Add(Op::kAnd, kBool, {x, yes}) == x);
  CHECK(b.Add(Op::kOr, kBool, {yes, x}) == yes);
  CHECK(b.Add(Op::kOr, kBool, {no, x}) == x);
  CHECK(b.Add(Op::kOr, kBool, {x, no}) == x);
  CHECK(b.Add(Op::kNot, kBool, {yes}) == no);
  CHECK(b.Add(Op::kNot, kBool, {b.Add(Op::kNot, kBool, {x})}) == x);
  // x may fault before `false` is reached.
  CHECK(b[b.Add(Op::kAnd, kBool, {x, no})].op == Op::kAnd);
  CHECK(b[b.Add(Op::kOr, kBool, {x, yes})].op == Op::kOr);
}

TEST_CASE("choices that are settled") {
  Bench b;
  const InstId x = b.Slot(kNumber), y = b.Slot(kNumber);
  const InstId maybe = b.Slot(kNumber.as_optional());
  const InstId missing = b.Add(Op::kMissing, kNumber.as_optional(), {});
  CHECK(b.Add(Op::kSelect, kNumber, {b.builder.Const(kBool, 1), x, y}) == x);
  CHECK(b.Add(Op::kSelect, kNumber, {b.builder.Const(kBool, 0), x, y}) == y);
  CHECK(b.Add(Op::kCoalesce, kNumber, {missing, y}) == y);
  CHECK(b.Add(Op::kCoalesce, kNumber, {x, y}) == x);
  CHECK(b[b.Add(Op::kCoalesce, kNumber, {maybe, y})].op == Op::kCoalesce);
  CHECK(b.IsConst(b.Add(Op::kIsKnown, kBool, {missing}), 0));
  CHECK(b.Add(Op::kUnwrap, kNumber, {x}) == x);
  CHECK(b.Add(Op::kMin, kNumber, {x}) == x);
}

TEST_CASE("asking whether a value is known still evaluates it") {
  Bench b;
  const InstId x = b.Slot(kNumber), y = b.Slot(kNumber);
  const InstId quotient = b.Add(Op::kDiv, Type::Number(8), {x, y});
  CHECK(b[b.Add(Op::kIsKnown, kBool, {quotient})].op == Op::kIsKnown);
}

TEST_CASE("what fits 64 bits anyway is not stored again") {
  Bench b;
  const InstId x = b.Slot(kNumber), y = b.Slot(kNumber);
  const InstId sum = b.Add(Op::kAdd, kNumber, {x, y});
  const InstId stored = b.Add(Op::kStore, kNumber, {sum});
  CHECK(b.Add(Op::kStore, kNumber, {x}) == x);
  CHECK(b[stored].op == Op::kStore);
  CHECK(b.Add(Op::kStore, kNumber, {stored}, kThere) == stored);
  b.module.lets = {{"a", stored, {}}, {"b", sum, {}}};
  const InstId stored_let = b.Add(Op::kLet, kNumber, {}, kHere, 0);
  CHECK(b.Add(Op::kStore, kNumber, {stored_let}) == stored_let);
  CHECK(b[b.Add(Op::kStore, kNumber, {b.Add(Op::kLet, kNumber, {}, kHere, 1)})].op == Op::kStore);
  const InstId real = b.Slot(Type::Float());
  const InstId doubled = b.Add(Op::kAdd, Type::Float(), {real, real});
  CHECK(b.Add(Op::kStore, Type::Float(), {doubled}) == doubled);
}

}  // namespace
}  // namespace sextant::ir
