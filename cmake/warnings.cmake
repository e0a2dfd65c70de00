# Warnings are errors in our own targets; other code is compiled without warnings.

add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)

# g++ reports leaks and lost values in code generated for coroutines and sanitizers, but there are none.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(warnings INTERFACE -Wno-error=maybe-uninitialized)
endif()
