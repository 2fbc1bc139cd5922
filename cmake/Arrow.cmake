# Arrow C++, its compute kernels and Parquet as `external::arrow`: from an installed package when
# there is one, else from the pyarrow wheel that scripts/setup puts in .venv
# (docs/decisions/0001-arrow-from-the-wheel.md).

find_package(Arrow QUIET CONFIG)
find_package(ArrowCompute QUIET CONFIG)
find_package(Parquet QUIET CONFIG)
set(SEXTANT_ARROW_LIBRARIES "" CACHE INTERNAL "Arrow's shared libraries, when they come from a wheel")

if(Arrow_FOUND AND Parquet_FOUND)
  message(STATUS "Arrow ${Arrow_VERSION} from ${Arrow_DIR}")
  set(parts Arrow::arrow_shared Parquet::parquet_shared)
  if(TARGET ArrowCompute::arrow_compute_shared)
    list(APPEND parts ArrowCompute::arrow_compute_shared)
  endif()
  sextant_external(arrow ${parts})
  return()
endif()

execute_process(
  COMMAND ${SEXTANT_ARROW_PYTHON} -c
          "import os, pyarrow\nprint(os.path.dirname(pyarrow.__file__), pyarrow.__version__, sep=';')"
  OUTPUT_VARIABLE wheel OUTPUT_STRIP_TRAILING_WHITESPACE RESULT_VARIABLE failed)
if(failed)
  message(FATAL_ERROR "No Arrow package, and ${SEXTANT_ARROW_PYTHON} has no pyarrow. "
                      "Run scripts/setup, or set SEXTANT_ARROW_PYTHON to a Python that has it.")
endif()
list(GET wheel 0 home)
list(GET wheel 1 version)
message(STATUS "Arrow ${version} from ${home}")

# The wheel carries only versioned names (libarrow.so.2600); linking by full path needs no
# symbolic link, so the wheel stays as pip left it.
set(targets "")
set(libraries "")
foreach(name arrow arrow_compute parquet)
  file(GLOB found "${home}/lib${name}.so.*")
  if(NOT found)
    message(FATAL_ERROR "pyarrow ${version} in ${home} has no lib${name}")
  endif()
  list(GET found 0 library)
  add_library(sextant_wheel_${name} SHARED IMPORTED GLOBAL)
  set_target_properties(sextant_wheel_${name} PROPERTIES IMPORTED_LOCATION "${library}")
  list(APPEND targets sextant_wheel_${name})
  list(APPEND libraries "${library}")
endforeach()
sextant_external(arrow ${targets} Threads::Threads)
target_include_directories(sextant_external_arrow SYSTEM INTERFACE "${home}/include")
set(SEXTANT_ARROW_LIBRARIES "${libraries}" CACHE INTERNAL "")
