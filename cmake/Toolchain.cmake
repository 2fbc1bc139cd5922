# Language level, warnings, build types, ccache: what every target of the tree shares.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
# GNU mode, because it makes __int128 an integer to the standard library (hash, abs, traits).
set(CMAKE_CXX_EXTENSIONS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Dev CACHE STRING "Dev or Release" FORCE)
endif()
# -g1 keeps functions and lines for backtraces and sanitizers, and halves what the linker moves.
set(CMAKE_CXX_FLAGS_DEV "-O1 -g1 -fno-omit-frame-pointer" CACHE STRING "Flags of the Dev build")
set(CMAKE_CXX_FLAGS_RELEASE "-O3 -DNDEBUG" CACHE STRING "Flags of the Release build" FORCE)

# -Wpedantic is left out on purpose: GCC cannot silence its one complaint about __int128.
set(SEXTANT_WARNINGS -Wall -Wextra -Wvla -Wnon-virtual-dtor -Woverloaded-virtual)

if(SEXTANT_SANITIZE)
  add_compile_options(-fsanitize=${SEXTANT_SANITIZE} -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${SEXTANT_SANITIZE})
endif()

# Counts which branches a run takes, for libFuzzer (Clang only).
if(SEXTANT_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

if(SEXTANT_WITH_LLVM)
  add_compile_definitions(SEXTANT_WITH_LLVM=1)
endif()

# Paths inside objects are relative, so a second checkout finds the first one's objects in ccache.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
find_program(SEXTANT_CCACHE ccache)
if(SEXTANT_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}" CCACHE_NOHASHDIR=1
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      "${SEXTANT_CCACHE}")
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU)
    add_compile_options(-fpch-preprocess)
  endif()
endif()
