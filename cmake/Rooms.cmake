# One folder, one library. A room's whole CMakeLists.txt is one line:
#
#   sextant_library(compiler/check DEPS compiler/ast compiler/types compiler/diag EXTERNAL fmt)
#
# which makes target `sextant_compiler_check`, alias `sextant::compiler::check`, of every .cpp in
# the folder and below (none: a header-only room). Includes are written from the repository root.

# Adds, in the order given, each folder that holds a CMakeLists.txt and some code.
function(sextant_rooms)
  foreach(room ${ARGN})
    set(folder "${CMAKE_SOURCE_DIR}/${room}")
    file(GLOB_RECURSE files CONFIGURE_DEPENDS
         "${folder}/*.h" "${folder}/*.cpp" "${folder}/*.def" "${folder}/*.g4")
    if(files AND EXISTS "${folder}/CMakeLists.txt")
      add_subdirectory(${room})
    endif()
  endforeach()
endfunction()

# In `out`, the targets of those rooms that are in the build.
function(sextant_room_targets out)
  set(targets "")
  foreach(room ${ARGN})
    string(REPLACE "/" "_" suffix "${room}")
    if(TARGET sextant_${suffix})
      list(APPEND targets sextant_${suffix})
    endif()
  endforeach()
  set(${out} "${targets}" PARENT_SCOPE)
endfunction()

# In `out`, the targets `external::<name>` for the names given.
function(sextant_external_targets out)
  list(TRANSFORM ARGN PREPEND "external::")
  set(${out} "${ARGN}" PARENT_SCOPE)
endfunction()

# DEPS are rooms, EXTERNAL names of External.cmake, FLAGS private compile options, PCH headers to
# precompile for this room alone.
function(sextant_library room)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "DEPS;EXTERNAL;FLAGS;PCH")
  string(REPLACE "/" "_" name "sextant_${room}")
  string(REPLACE "/" "::" alias "sextant::${room}")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/${room}/*.cpp")
  sextant_room_targets(rooms ${arg_DEPS})
  sextant_external_targets(externals ${arg_EXTERNAL})

  if(sources)
    add_library(${name} STATIC ${sources})
    set(scope PUBLIC)
    target_compile_options(${name} PRIVATE ${SEXTANT_WARNINGS} ${arg_FLAGS})
    if(arg_PCH)
      target_precompile_headers(${name} PRIVATE ${arg_PCH})
    endif()
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  add_library(${alias} ALIAS ${name})
  target_include_directories(${name} ${scope} "${CMAKE_SOURCE_DIR}")
  target_link_libraries(${name} ${scope} ${rooms} ${externals})
endfunction()
