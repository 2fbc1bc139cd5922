# Everything that is not ours, each behind one target `external::<name>`. Rooms ask for them by
# name: sextant_library(... EXTERNAL fmt json). Their headers are system headers: no warnings.
#
#   fmt spdlog json cli11 threads    small libraries
#   llvm                             the shared libLLVM 19; only with SEXTANT_WITH_LLVM
#   antlr                            the ANTLR 4 C++ runtime
#   arrow                            Arrow C++ with compute and Parquet
#   z3                               only when installed
#   catch                            Catch2 2.13, with its main(); only for tests

function(sextant_external name)
  add_library(sextant_external_${name} INTERFACE)
  add_library(external::${name} ALIAS sextant_external_${name})
  target_link_libraries(sextant_external_${name} INTERFACE ${ARGN})
endfunction()

find_package(fmt REQUIRED CONFIG)
find_package(spdlog REQUIRED CONFIG)
find_package(nlohmann_json REQUIRED CONFIG)
find_package(CLI11 REQUIRED CONFIG)
find_package(Threads REQUIRED)
sextant_external(fmt fmt::fmt)
sextant_external(spdlog spdlog::spdlog)
sextant_external(json nlohmann_json::nlohmann_json)
sextant_external(cli11 CLI11::CLI11)
sextant_external(threads Threads::Threads)

if(SEXTANT_TESTS)
  find_package(Catch2 2.13 REQUIRED CONFIG)
  sextant_external(catch Catch2::Catch2WithMain)
endif()

# ANTLR: the tool makes the C++ at build time (cmake/Grammar.cmake), the runtime is linked.
find_program(SEXTANT_ANTLR_TOOL NAMES antlr4 REQUIRED)
find_path(SEXTANT_ANTLR_INCLUDE antlr4-runtime.h PATH_SUFFIXES antlr4-runtime REQUIRED)
find_library(SEXTANT_ANTLR_LIBRARY antlr4-runtime REQUIRED)
sextant_external(antlr ${SEXTANT_ANTLR_LIBRARY} Threads::Threads)
target_include_directories(sextant_external_antlr SYSTEM INTERFACE ${SEXTANT_ANTLR_INCLUDE})

# LLVM: read LLVMConfig only for its paths and facts; link the one shared library.
if(SEXTANT_WITH_LLVM)
  # Its own search for these serves LLVM's static archives, which are not linked here.
  set(llvm_searches FFI LibEdit ZLIB zstd LibXml2 CURL)
  list(TRANSFORM llvm_searches PREPEND CMAKE_DISABLE_FIND_PACKAGE_)
  foreach(search ${llvm_searches})
    set(${search} ON)
  endforeach()
  find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19)
  foreach(search ${llvm_searches})
    unset(${search})
  endforeach()
  message(STATUS "LLVM ${LLVM_PACKAGE_VERSION} from ${LLVM_INSTALL_PREFIX}")
  sextant_external(llvm LLVM)
  target_include_directories(sextant_external_llvm SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
  # Deriving from LLVM's classes links only when both sides agree on type information.
  if(NOT LLVM_ENABLE_RTTI)
    target_compile_options(sextant_external_llvm INTERFACE -fno-rtti)
  endif()
endif()

find_path(SEXTANT_Z3_INCLUDE z3++.h)
find_library(SEXTANT_Z3_LIBRARY z3)
if(SEXTANT_Z3_INCLUDE AND SEXTANT_Z3_LIBRARY)
  sextant_external(z3 ${SEXTANT_Z3_LIBRARY})
  target_include_directories(sextant_external_z3 SYSTEM INTERFACE ${SEXTANT_Z3_INCLUDE})
endif()

include(Arrow)
