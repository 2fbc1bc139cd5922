#include <iterator>

#include "compiler/ir/module.h"

namespace sextant::ir {
namespace {

struct OpInfo {
  std::string_view name;
  int arity;
};

constexpr OpInfo kOps[] = {
#define SEXTANT_OP(Name, text, args) {text, args},
#include "compiler/ir/opcodes.def"
#undef SEXTANT_OP
};

}  // namespace

std::string_view OpName(Op op) {
  return kOps[static_cast<std::size_t>(op)].name;
}

int OpArity(Op op) {
  return kOps[static_cast<std::size_t>(op)].arity;
}

std::string ReadName(const Module& module, const Inst& inst) {
  const Decision& decision = module.decisions[static_cast<std::size_t>(inst.imm >> 16)];
  const auto part = static_cast<std::size_t>(inst.imm & 0xffff);
  const std::string output = part == kReasonRead ? "reason" : decision.outputs[part].name;
  return decision.name + (output.empty() ? "" : "." + output);
}

}  // namespace sextant::ir
