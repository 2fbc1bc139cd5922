#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "compiler/codegen/emitter.h"

// What the emitter can emit, each in the file of its group (emit_arith.cpp, emit_div.cpp, …).
namespace sextant::codegen {

// One for each operation of the IR that is not foreign: one without an emitter does not link.
#define SEXTANT_OP(Name, text, args) Lanes Emit##Name(Emitter& e, const ir::Inst& inst);
#define SEXTANT_FOREIGN_OP(Name, text, args)
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP

// A rule's answer over `later`, the answer of the rules after it (null for the last).
std::vector<Lanes> EmitRule(Emitter& e, const ir::Decision& decision, const ir::Rule& rule,
                            const std::vector<Lanes>* later);
// The same in a list that evaluates every condition. Rules after the first leave the lanes of what
// holds from them on, and then whether anything does (emit_match.cpp).
std::vector<Lanes> EmitMatch(Emitter& e, const ir::Decision& decision, const ir::AllMatches& list,
                             uint32_t rule, const std::vector<Lanes>* later);
// The rule's own answer: its values and its reason, each with the faults of all values.
std::vector<Lanes> EmitOwnAnswer(Emitter& e, const ir::Decision& decision, const ir::Rule& rule);

// A matrix, band or scorecard: its answer.
std::vector<Lanes> EmitBody(Emitter& e, const ir::Decision& decision);

// What the interpreter has worked out: `count` derived columns from the `first` on.
std::vector<Lanes> EmitDerived(Emitter& e, uint32_t first, std::size_t count);

// A result of the steps, or of the member, as a number of `bits`; `missing` where there is no
// value.
Lanes EmitSteps(Emitter& e, const ir::Steps& steps, unsigned bits);
Lanes EmitMemberPoints(Emitter& e, const ir::MemberPoints& members, unsigned bits);
// A scorecard: its sum, and its reasons.
std::vector<Lanes> EmitScore(Emitter& e, const ir::Decision& decision, const ir::Score& score);

void EmitSlotCheck(Emitter& e, uint32_t slot);
// A condition that has to hold for every record that is not marked.
void EmitRequired(Emitter& e, ir::InstId condition);
void EmitOutput(Emitter& e, uint32_t output);

// entries[index] in every lane, as an integer of `bits`; an index outside takes any entry.
llvm::Value* EmitLookup(Emitter& e, llvm::Value* index32, std::span<const int64_t> entries,
                        unsigned bits);

// condition ? a : b, where a lane of b counts only when it is not taken from a.
Lanes EmitChoice(Simd& simd, llvm::Value* condition, const Lanes& a, const Lanes& b);

// The element of a slot or output as it lies in memory.
llvm::Type* ElementType(Simd& simd, const types::Type& type);

}  // namespace sextant::codegen
