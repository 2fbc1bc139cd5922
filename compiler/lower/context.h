#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/program.h"
#include "compiler/ir/builder.h"
#include "compiler/check/reach.h"
#include "compiler/source/one_line.h"
#include "compiler/source/source.h"

namespace sextant::lower {

using ast::ExprId;
using check::Purpose;
using check::Reach;
using check::Reached;
using ir::InstId;
using ir::Op;
using source::Span;
using types::Kind;
using types::Type;

// The instructions of one value: one, or one an item of a series.
using Items = std::vector<InstId>;

// What lowering knows and builds.
struct Context {
  Context(const check::Program& program, const source::Manager& sources, const Purpose& purpose)
      : program(program),
        sources(sources),
        purpose(purpose),
        reached(Reach(program, purpose)),
        builder(module) {}

  const check::Program& program;
  const source::Manager& sources;
  const Purpose purpose;
  const Reached reached;
  ir::Module module;
  ir::Builder builder;

  std::vector<std::optional<Items>> lets;  // by check::Program::lets, once lowered
  std::vector<int32_t> decision_index;     // check -> ir; -1 when not reached
  std::vector<int32_t> computed_index;     // of life cycles with moves: who computes the stage
  std::vector<uint32_t> state_slots;       // of carried decisions: the first slot of their state
  std::optional<InstId> item;              // what `it` stands for
  std::map<std::string, int32_t> reasons;  // code -> Module::reasons
  std::map<std::string, int64_t> texts;    // text -> Module::texts

  const Type& type(ExprId id) const { return program.info(id).type; }
  Span span(ExprId id) const { return program.tree->span(id); }
  std::string Text(Span span) const { return source::OneLine(sources.text(span)); }
  // "cards.sxt:12".
  std::string Place(Span span) const {
    return sources.name(span.file) + ":" + std::to_string(sources.begin(span).line);
  }
  const Type& type(InstId id) const { return module.inst(id).type; }

  InstId Add(Op op, Type type, std::initializer_list<InstId> args, Span span, int64_t imm = 0) {
    return builder.Add(op, type, std::span(args.begin(), args.size()), span, imm);
  }
  InstId Add(Op op, Type type, const Items& args, Span span, int64_t imm = 0) {
    return builder.Add(op, type, args, span, imm);
  }
  InstId Const(Type type, int64_t word) { return builder.Const(type.item().required(), word); }
  InstId Slot(uint32_t slot, Span span) {
    return Add(Op::kSlot, module.slots[slot].type, {}, span, slot);
  }
  // The last slot, where a program reads it.
  InstId AsOf(Span span) { return Slot(static_cast<uint32_t>(module.slots.size()) - 1, span); }
  InstId Output(int32_t decision, uint32_t part, Span span) {
    const ir::Output& output = module.decisions[static_cast<std::size_t>(decision)].outputs[part];
    return Add(Op::kDecision, output.type, {}, span, int64_t{decision} << 16 | part);
  }
  InstId Missing(Type type, Span span) {
    return Add(Op::kMissing, type.item().as_optional(), {}, span);
  }
};

}  // namespace sextant::lower
