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
                       -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wdouble-promotion)
# g++ 12 sees an overlap in every `"text" + string` (GCC bug 105329) and unset values in std::optional (GCC bug 80635).
target_compile_options(salus_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
if(SALUS_WERROR)
  target_compile_options(salus_warnings INTERFACE -Werror)
endif()

# Rooms that compute little are built in less time: -O1 takes a quarter off the build and nothing measurable from a run. Every level gives
# the same bits. A macro, so that it holds for the folder that calls it.
macro(salus_quick_build)
  add_compile_options($<$<CONFIG:Release>:-O1>)
endmacro()

# salus_room(NAME SOURCES... ) makes the library salus_NAME with alias salus::NAME, headers included from the root.
function(salus_room name)
  add_library(salus_${name} STATIC ${ARGN})
  add_library(salus::${name} ALIAS salus_${name})
  target_include_directories(salus_${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}/salus>)
  target_link_libraries(salus_${name} PUBLIC salus_arithmetic PRIVATE $<BUILD_INTERFACE:salus_warnings>)
  set_target_properties(salus_${name} PROPERTIES EXPORT_NAME ${name})
  install(TARGETS salus_${name} EXPORT salus)
endfunction()

# salus_test(NAME SOURCE LABEL LIBRARIES...) makes one GoogleTest executable whose cases ctest lists.
function(salus_test name source label)
  add_executable(${name} ${source})
  target_link_libraries(${name} PRIVATE ${ARGN} GTest::gtest_main salus_warnings)
  target_compile_definitions(${name} PRIVATE SALUS_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(${name} PROPERTIES LABELS "${label}" DISCOVERY_TIMEOUT 60)
  if(label MATCHES "unit")
    add_dependencies(unit_tests ${name})
  endif()
  if(label MATCHES "threads")
    add_dependencies(thread_tests ${name})
  endif()
endfunction()

# salus_fuzz(NAME SOURCE LIBRARIES...) makes a libFuzzer target where SALUS_FUZZ is on (clang); otherwise nothing.
function(salus_fuzz name source)
  if(SALUS_FUZZ)
    add_executable(${name} ${source})
    target_link_libraries(${name} PRIVATE ${ARGN} salus_warnings)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer,address,undefined)
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer-no-link,address,undefined)
    add_dependencies(fuzz_targets ${name})
  endif()
endfunction()
