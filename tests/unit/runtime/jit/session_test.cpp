#include "runtime/jit/session.h"

#include <catch2/catch.hpp>

#include "tests/unit/runtime/engine/made_module.h"

using namespace sextant;
using namespace sextant::test;

namespace {

void AddArithmetic(MadeModule& m) {
  const InstId a = m.Slot(Type::Number(2)), b = m.Slot(Type::Number(2));
  m.Output(m.Make(Op::kAdd, Type::Number(2), {a, b}));
  m.Output(m.Make(Op::kDiv, Type::Number(8), {a, b}));
}

// A strategy of many rules, each with its own conditions.
void AddRules(MadeModule& m, int count) {
  std::vector<InstId> slots;
  for (int i = 0; i < 8; ++i) {
    slots.push_back(m.Slot(Type::Number(2), {0, 1'000'000, {}, {}}));
  }
  ir::FirstMatch list;
  for (int i = 0; i < count; ++i) {
    const auto below = [&](int slot, int64_t word) {
      return m.Make(Op::kLt, Type::Bool(),
                    {slots[static_cast<std::size_t>(slot)], m.Const(Type::Number(2), word)});
    };
    const InstId first =
        m.Make(Op::kAnd, Type::Bool(), {below(i % 8, i * 37), below((i + 3) % 8, i * 91)});
    const InstId holds = m.Make(Op::kAnd, Type::Bool(), {first, below((i + 5) % 8, i * 53)});
    list.rules.push_back({"r", holds, {m.Const(Type::Number(2), i)}, ir::kNoReason, {}, {}});
  }
  list.rules.push_back({"", InstId(), {slots[0]}, ir::kNoReason, {}, {}});
  ir::Decision decision;
  decision.outputs = {{"", Type::Number(2)}};
  decision.body = list;
  m.Decide(decision);
}

std::size_t Occurrences(const std::string& text, const std::string& word) {
  std::size_t count = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("Kernels use the widest registers of the processor") {
  MadeModule m;
  AddArithmetic(m);
  const auto wide = jit::AssemblyText(m.module(), {"x86-64-v4", 0});
  REQUIRE(wide.ok());
  CHECK(Occurrences(*wide, "%zmm") > 20);
  CHECK(Occurrences(*wide, "vdivpd") == 1);
  const auto narrow = jit::AssemblyText(m.module(), {"x86-64-v3", 0});
  REQUIRE(narrow.ok());
  CHECK(Occurrences(*narrow, "%ymm") > 20);
  CHECK(Occurrences(*narrow, "vdivpd") == 2);
  CHECK(Occurrences(*narrow, "idiv") == 0);
}

TEST_CASE("A kernel calls no more than memset and holds no address") {
  MadeModule m;
  AddArithmetic(m);
  AddRules(m, 40);
  const auto assembly = jit::AssemblyText(m.module(), {"x86-64-v3", 0});
  REQUIRE(assembly.ok());
  CHECK(Occurrences(*assembly, "@PLT") == Occurrences(*assembly, "memset@PLT"));
  CHECK(Occurrences(*assembly, "movabsq\t$1") == 0);
  const auto ir = jit::LlvmText(m.module());
  REQUIRE(ir.ok());
  CHECK(Occurrences(*ir, "inttoptr") == 0);
}

TEST_CASE("A session compiles again and again") {
  auto session = jit::Session::Create();
  REQUIRE(session.ok());
  for (int i = 0; i < 3; ++i) {
    MadeModule m;
    AddRules(m, 5 + i);
    CHECK((*session)->Compile(m.module()).ok());
  }
}

TEST_CASE("A large strategy is cut into functions of like length") {
  MadeModule small, large;
  AddRules(small, 250);
  AddRules(large, 2000);
  const auto few = jit::LlvmText(small.module()), many = jit::LlvmText(large.module());
  REQUIRE((few.ok() && many.ok()));
  CHECK(Occurrences(*many, "define internal void @part") > 10);
  CHECK(many->size() < few->size() * 8 * 5 / 4);
  auto session = jit::Session::Create();
  REQUIRE(session.ok());
  CHECK((*session)->Compile(large.module()).ok());
}

TEST_CASE("Validity that is stored and chosen by compiles") {
  // On AVX-512 the instruction selection of LLVM 19 has no end where a bitcast of a stored byte of
  // validity is joined with another and used again.
  MadeModule m;
  Type optional = Type::Number(2);
  optional.optional = true;
  const InstId a = m.Slot(optional), b = m.Slot(optional);
  m.Output(a);
  m.Output(b);
  m.Output(m.Make(Op::kCoalesce, optional, {a, b}));
  for (const char* cpu : {"x86-64-v2", "x86-64-v3", "x86-64-v4"}) {
    const auto text = jit::LlvmText(m.module(), {cpu, 0});
    REQUIRE(text.ok());
    CHECK(Occurrences(*text, "to <8 x i1>") == 0);
    CHECK(jit::AssemblyText(m.module(), {cpu, 0}).ok());
  }
}
