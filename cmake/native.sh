#!/bin/sh
# Prints the compiler for the native tests. It prefers clang++, because Emscripten contains that: the
# sanitizers then check the code that the same front end makes from the coroutines.
for compiler in ${CXX:+"$CXX"} clang++ g++ c++; do
    if command -v "$compiler" 2>/dev/null; then
        exit 0
    fi
done
echo "No C++ compiler was found on PATH." >&2
exit 1
