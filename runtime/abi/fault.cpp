#include "runtime/abi/batch.h"

namespace sextant::abi {
namespace {

struct FaultText {
  const char* code;
  const char* meaning;
};

constexpr FaultText kFaults[] = {
#define SEXTANT_FAULT(Name, code, meaning) {code, meaning},
#include "runtime/abi/fault_kinds.def"
#undef SEXTANT_FAULT
};

}  // namespace

const char* FaultCode(FaultKind kind) {
  return kFaults[static_cast<std::size_t>(kind)].code;
}

const char* FaultMeaning(FaultKind kind) {
  return kFaults[static_cast<std::size_t>(kind)].meaning;
}

}  // namespace sextant::abi
