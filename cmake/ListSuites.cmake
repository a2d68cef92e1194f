# Writes FILE for ctest: one test for each suite that the GoogleTest program PROGRAM lists, under LABEL.
execute_process(COMMAND ${PROGRAM} --gtest_list_tests OUTPUT_VARIABLE listed COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "(^|\n)[A-Za-z][A-Za-z0-9_/]*[.]" suites "${listed}")
cmake_path(GET PROGRAM FILENAME program)
string(REGEX REPLACE "_.*" "" room ${program})
set(tests)
foreach(suite ${suites})
  string(REGEX REPLACE "[\n.]" "" suite ${suite})
  string(APPEND tests "add_test([[${room}.${suite}]] [[${PROGRAM}]] [[--gtest_filter=${suite}.*]])\n"
                      "set_tests_properties([[${room}.${suite}]] PROPERTIES LABELS [[${LABEL}]])\n")
endforeach()
file(WRITE ${FILE} "${tests}")
