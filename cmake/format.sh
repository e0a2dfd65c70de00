#!/bin/sh
# clang-format over our own C++. The lessons' programs and those of the tests that hold programs against CPython's
# are left as they are: their lines stand beside Python's.
#   cmake/format.sh             rewrites what is not laid out as .clang-format says
#   cmake/format.sh --check     only says so, and fails
set -u

cd "$(dirname "$0")/.." || exit 1
mode=-i
if [ "${1-}" = --check ]; then
    mode="--dry-run --Werror"
fi
# mode is one word or two.
# shellcheck disable=SC2086
git ls-files --cached --others --exclude-standard -- '*.cpp' '*.hpp' |
    grep -v -e '^lessons/.*/lesson\.cpp$' -e '^tests/conformance/' |
    xargs grep -L 'R"py(' | xargs clang-format $mode
