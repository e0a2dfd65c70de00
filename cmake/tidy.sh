#!/bin/sh
# Runs clang-tidy on our own C++, with the native build's flags. Files that include ImGui or Emscripten have
# no native build, so they only get the compiler's warnings.
#   cmake/tidy.sh [FILE]...     those files, or all
set -u

cd "$(dirname "$0")/.." || exit 1
sources() {
    git ls-files --cached --others --exclude-standard -- \
        'core/*.cpp' 'lessons/*.cpp' 'web/*.cpp' 'tests/*.cpp' |
        grep -v -e '^web/panel/' -e '^web/main\.cpp$'
}
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
{ if [ $# -gt 0 ]; then printf '%s\n' "$@"; else sources; fi; } |
    xargs -P "$jobs" -n 1 clang-tidy --quiet -p build/native 2>build/tidy.log || {
    echo "tidy: clang-tidy found something (above)." >&2
    exit 1
}
