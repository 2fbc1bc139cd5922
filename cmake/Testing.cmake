# sextant_test(unit_compiler_check SOURCES a_test.cpp ... DEPS compiler/check [EXTERNAL ...])
# makes one Catch2 program and one CTest of the same name. The sources hold TEST_CASEs only.

# catch.hpp is slow to read: it is precompiled once, and every test program reuses that. It is an
# executable, not a library, because a precompiled header must agree with its users on -fPIE.
file(GENERATE OUTPUT "${CMAKE_BINARY_DIR}/generated/catch_pch.cpp" CONTENT "")
add_executable(sextant_test_pch EXCLUDE_FROM_ALL "${CMAKE_BINARY_DIR}/generated/catch_pch.cpp")
target_link_libraries(sextant_test_pch PRIVATE external::catch)
target_compile_options(sextant_test_pch PRIVATE ${SEXTANT_WARNINGS})
target_precompile_headers(sextant_test_pch PRIVATE <catch2/catch.hpp> <string> <vector>)
set_target_properties(sextant_test_pch PROPERTIES
  RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin/tests")

function(sextant_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;DEPS;EXTERNAL")
  sextant_room_targets(rooms ${arg_DEPS})
  sextant_external_targets(externals ${arg_EXTERNAL})
  add_executable(${name} ${arg_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}")
  target_compile_options(${name} PRIVATE ${SEXTANT_WARNINGS})
  target_compile_definitions(${name} PRIVATE SEXTANT_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} PRIVATE ${rooms} ${externals} external::catch)
  target_precompile_headers(${name} REUSE_FROM sextant_test_pch)
  set_target_properties(${name} PROPERTIES
    RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin/tests")
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${CMAKE_SOURCE_DIR}")
endfunction()
