# Flags and helpers that every target of the project shares.
if("${CMAKE_CXX_FLAGS} ${CMAKE_CXX_FLAGS_RELEASE} ${CMAKE_CXX_FLAGS_DEBUG}" MATCHES "fast-math|Ofast")
  message(FATAL_ERROR "fast-math changes results: remove it from CMAKE_CXX_FLAGS")
endif()

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# One set of bits everywhere: no contraction into FMA, no value-changing optimisation. PUBLIC, since headers hold arithmetic.
add_library(salus_arithmetic INTERFACE)
target_compile_options(salus_arithmetic INTERFACE -ffp-contract=off)
target_compile_definitions(salus_arithmetic INTERFACE EIGEN_DONT_VECTORIZE)
target_compile_features(salus_arithmetic INTERFACE cxx_std_20)
add_library(salus::arithmetic ALIAS salus_arithmetic)
set_target_properties(salus_arithmetic PROPERTIES EXPORT_NAME arithmetic)
install(TARGETS salus_arithmetic EXPORT salus)

add_library(salus_warnings INTERFACE)
target_compile_options(salus_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
                       -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wdouble-promotion
                       $<$<CXX_COMPILER_ID:Clang>:-Wcomma>)
# g++ 12 sees an overlap in every `"text" + string` (GCC bug 105329) and unset values in std::optional (GCC bug 80635).
target_compile_options(salus_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
# Where a folder is one unit, a local name may hide a helper of another file, and a class may hold a type that another file keeps to
# itself. The stage of tests/run that reads the program file by file (preset dev) still warns of both. Tests and benches are never
# compiled singly: an include that one of them lacks is found only when its neighbours change.
if(SALUS_UNITY)
  target_compile_options(salus_warnings INTERFACE -Wno-shadow $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local> $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(SALUS_WERROR)
  target_compile_options(salus_warnings INTERFACE -Werror)
endif()

# Rooms that compute little are built in less time: -O1 took the build of the program from 149 to 104 s on two cores, and `demo` ran as long
# as before (measured when it was put in). With sanitizers (Debug, -O1) clang++ spends four fifths of its time on making code: without
# optimisation the largest unit of output/ takes 45 s of processor time instead of 107 s. Rooms and tests that compute say COMPUTES and
# keep the level of the preset: code in headers is then theirs too (tests of the model took seven times as long without). Every level
# gives the same bits. A macro, so that it holds for the folder that calls it.
macro(salus_quick_build)
  add_compile_options($<$<CONFIG:Release>:-O1>)
  if(NOT "${ARGN}" STREQUAL "COMPUTES")
    add_compile_options($<$<CONFIG:Debug>:-O0>)
  endif()
endmacro()

# salus_precompile(TARGET ...) is target_precompile_headers, but for sources with compile options of their own; ccache needs the option to
# keep what was compiled with them.
function(salus_precompile target)
  target_precompile_headers(${target} ${ARGN})
  if(CMAKE_CXX_COMPILER_LAUNCHER MATCHES "ccache")
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
  endif()
  get_target_property(sources ${target} SOURCES)
  get_target_property(home ${target} SOURCE_DIR)
  foreach(source ${sources})
    get_source_file_property(options ${source} DIRECTORY ${home} COMPILE_OPTIONS)
    if(options)
      set_property(SOURCE ${source} DIRECTORY ${home} PROPERTY SKIP_PRECOMPILE_HEADERS ON)
    endif()
  endforeach()
endfunction()

# salus_fold(TARGET BATCH) compiles up to BATCH sources of one folder as one unit. A helper in an anonymous namespace is then seen by its
# folder, and its name must be its own there. Left out: sources with compile options of their own, and those marked
# SKIP_UNITY_BUILD_INCLUSION.
function(salus_fold target batch)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  get_target_property(sources ${target} SOURCES)
  get_target_property(home ${target} SOURCE_DIR)
  foreach(source ${sources})
    if(NOT source MATCHES "^[^$]*[.]cpp$")
      continue()
    endif()
    cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${home})
    cmake_path(GET source PARENT_PATH folder)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${PROJECT_SOURCE_DIR})
    string(MAKE_C_IDENTIFIER ${folder} folder)
    math(EXPR of_${folder} "0${of_${folder}} + 1")
    math(EXPR part "(${of_${folder}} - 1) / ${batch} + 1")
    set_property(SOURCE ${source} DIRECTORY ${home} PROPERTY UNITY_GROUP ${folder}_${part})
  endforeach()
endfunction()

# salus_unity(TARGET) folds a target, once its sources are known, and reads once what its units share: the headers that the target names in
# SALUS_SHARED_HEADERS, and those of the standard library. Together that halves the processor time of a build. (Without, where code is
# optimised to the full: g++ 12 then warns of its own string, as in GCC bug 105329.)
function(salus_unity target)
  if(NOT SALUS_UNITY)
    return()
  endif()
  salus_fold(${target} 100)
  get_target_property(headers ${target} SALUS_SHARED_HEADERS)
  if(headers)
    list(TRANSFORM headers PREPEND ${PROJECT_SOURCE_DIR}/)
    salus_precompile(${target} PRIVATE <algorithm> <array> <charconv> <cmath> <filesystem> <fstream> <functional> <map> <memory> <numeric>
                     <optional> <set> <span> <sstream> <stdexcept> <string> <string_view> <utility> <variant> <vector> ${headers})
  endif()
endfunction()

# salus_room(NAME SOURCES... ) makes the library salus_NAME with alias salus::NAME, headers included from the root.
function(salus_room name)
  add_library(salus_${name} STATIC ${ARGN})
  add_library(salus::${name} ALIAS salus_${name})
  target_include_directories(salus_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/salus>)
  target_link_libraries(salus_${name} PUBLIC salus_arithmetic PRIVATE $<BUILD_INTERFACE:salus_warnings>)
  set_target_properties(salus_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS salus_${name} EXPORT salus)
  cmake_language(EVAL CODE "cmake_language(DEFER CALL salus_unity salus_${name} \${SALUS_COMMON_HEADERS})")
endfunction()

# salus_tests(NAME LABEL UNITS...) makes one GoogleTest program NAME of the files UNIT_test.cpp; ctest lists its suites under LABEL.
function(salus_tests name label)
  set(sources ${ARGN})
  list(TRANSFORM sources APPEND _test.cpp)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE salus_arithmetic GTest::gtest_main salus_warnings)
  target_compile_definitions(${name} PRIVATE SALUS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  if(SALUS_UNITY)
    salus_fold(${name} 5)
  endif()
  salus_precompile(${name} REUSE_FROM salus_test_headers)
  set(listed ${CMAKE_CURRENT_BINARY_DIR}/${name}.cmake)
  add_custom_command(TARGET ${name} POST_BUILD VERBATIM BYPRODUCTS ${listed}
    COMMAND ${CMAKE_COMMAND} -DPROGRAM=$<TARGET_FILE:${name}> -DLABEL=${label} -DFILE=${listed} -P ${PROJECT_SOURCE_DIR}/cmake/ListSuites.cmake)
  file(WRITE ${listed}.in "if(EXISTS [[${listed}]])\n  include([[${listed}]])\nelse()\n  add_test([[${name}: not built]] not_built)\nendif()\n")
  set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES ${listed}.in)
  if(label MATCHES "unit")
    add_dependencies(unit_tests ${name})
  endif()
  if(label MATCHES "threads")
    add_dependencies(thread_tests ${name})
  endif()
endfunction()

# salus_fuzz(NAME LIBRARIES...) makes a libFuzzer target of NAME.cpp where SALUS_FUZZ is on (clang); otherwise nothing. Presets say
# what is counted: edges alone (`asan`, to replay corpora: half the time of tests), or comparisons too (`fuzz`).
function(salus_fuzz name)
  if(SALUS_FUZZ)
    add_executable(${name} ${name}.cpp)
    target_link_libraries(${name} PRIVATE ${ARGN} salus_warnings)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzz_targets ${name})
  endif()
endfunction()
