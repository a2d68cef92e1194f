# Runs PROGRAM twice, once with FMA and AVX hidden from the C library, and compares what it prints.
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE plain RESULT_VARIABLE plain_code)
set(ENV{GLIBC_TUNABLES} "glibc.cpu.hwcaps=-FMA,-FMA4,-AVX2_Usable,-AVX2,-AVX512F")
execute_process(COMMAND ${PROGRAM} OUTPUT_VARIABLE masked RESULT_VARIABLE masked_code)
if(NOT plain STREQUAL masked OR NOT plain_code EQUAL 0 OR NOT masked_code EQUAL 0)
  message(FATAL_ERROR "differs with FMA masked:\n${plain}\n${masked}")
endif()
