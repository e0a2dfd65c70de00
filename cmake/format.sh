#!/bin/sh
# Runs clang-format on our own C++, except for the lessons' programs and the tests' programs that are compared
# with CPython's: their lines are shown or written next to Python's.
#   cmake/format.sh             rewrites files that don't follow .clang-format
#   cmake/format.sh --check     only reports them, and fails
set -u

cd "$(dirname "$0")/.." || exit 1
mode=-i
if [ "${1-}" = --check ]; then
    mode="--dry-run --Werror"
fi
# `mode` is one word or two.
# shellcheck disable=SC2086
git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp' |
    grep -v -e '^lessons/.*/lesson\.cpp$' -e '^lessons/.*/bugs/.*\.cpp$' -e '^tests/conformance/' |
    xargs grep -L 'R"py(' | xargs clang-format $mode
