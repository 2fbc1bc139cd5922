#pragma once

#include <algorithm>
#include <span>
#include <string>

#include "compiler/ir/verify.h"

namespace sextant::ir {

// What the rules of one instruction look at.
struct View {
  const Module& module;
  InstId id;
  const Inst& inst;
  std::span<const InstId> args;

  const Type& type() const { return inst.type; }
  const Type& arg(std::size_t i) const { return module.inst(args[i]).type; }
  bool AllArgs(types::Kind kind) const {
    return std::ranges::all_of(args, [&](InstId a) { return module.inst(a).type.kind == kind; });
  }
  bool AllAlike() const {
    return std::ranges::all_of(args, [&](InstId a) { return Alike(module.inst(a).type, arg(0)); });
  }
  bool NoneOptional() const {
    return std::ranges::none_of(args, [&](InstId a) { return module.inst(a).type.optional; });
  }
};

// The rules of arithmetic, of rounding, and of what changes the form of a number.
std::string VerifyArithmetic(const View& v);
std::string VerifyRounding(const View& v);
std::string VerifyConversion(const View& v);
// Of what looks at the rows of lists.
std::string VerifyElement(const View& v);
std::string VerifyReduce(const View& v);

}  // namespace sextant::ir
