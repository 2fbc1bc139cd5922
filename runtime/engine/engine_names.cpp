#include "runtime/engine/engine.h"

namespace sextant::engine {

const char* EngineName(EngineKind kind) {
  switch (kind) {
    case EngineKind::kInterpreter:
      return "interpreter";
    case EngineKind::kVector:
      return "vector";
    case EngineKind::kJit:
      return "jit";
    case EngineKind::kAuto:
      return "auto";
  }
  return "";
}

std::optional<EngineKind> EngineNamed(std::string_view name) {
  for (const EngineKind kind :
       {EngineKind::kInterpreter, EngineKind::kVector, EngineKind::kJit, EngineKind::kAuto}) {
    if (name == EngineName(kind)) {
      return kind;
    }
  }
  return std::nullopt;
}

std::vector<EngineKind> EnginesHere() {
  std::vector<EngineKind> kinds{EngineKind::kInterpreter, EngineKind::kVector};
#if SEXTANT_WITH_LLVM
  kinds.push_back(EngineKind::kJit);
#endif
  return kinds;
}

}  // namespace sextant::engine
