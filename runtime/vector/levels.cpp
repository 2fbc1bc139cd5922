#include "runtime/vector/primitives.h"

// Which of the compiled levels this machine has. All are compiled from the same files.
namespace sextant::vector {

namespace baseline {
extern const Primitives kPrimitives;
}

#if defined(__x86_64__)

namespace avx2 {
extern const Primitives kPrimitives;
}
namespace avx512 {
extern const Primitives kPrimitives;
}

namespace {

struct Level {
  std::string_view name;  // as compilers name it
  const Primitives* primitives;
  bool here;
};

}  // namespace

const Primitives* PrimitivesOf(std::string_view name) {
  const Level levels[] = {
      {"x86-64-v4", &avx512::kPrimitives, __builtin_cpu_supports("x86-64-v4") != 0},
      {"x86-64-v3", &avx2::kPrimitives, __builtin_cpu_supports("x86-64-v3") != 0},
      {"x86-64", &baseline::kPrimitives, true}};
  for (const Level& level : levels) {
    if (level.here && (name.empty() || name == level.name)) {
      return level.primitives;
    }
  }
  return nullptr;
}

#else

const Primitives* PrimitivesOf(std::string_view name) {
  return name.empty() ? &baseline::kPrimitives : nullptr;
}

#endif

}  // namespace sextant::vector
