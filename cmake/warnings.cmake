# Warnings are errors in our own targets; what is not ours is compiled without them.

add_library(warnings INTERFACE)
target_compile_options(warnings INTERFACE -Wall -Wextra -Wconversion -Wshadow -Werror)

# g++ sees leaks and lost values in coroutines' and sanitizers' generated code that are not there.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(warnings INTERFACE -Wno-error=maybe-uninitialized)
endif()
