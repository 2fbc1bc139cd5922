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

}  // namespace sextant::ir
