#!/bin/sh
# Puts doctest's header into build/deps/doctest: Debian's doctest-dev if it's installed, else upstream's
# 2.4.9. It's copied because /usr/include must not be on Emscripten's search path.
set -u

upstream=${DOCTEST_GIT:-https://github.com/doctest/doctest.git}
commit=b7c21ec5ceeadb4951b00396fc1e4642dd347e5f
installed=/usr/include/doctest/doctest.h

cd "$(dirname "$0")/.." || exit 1
. cmake/fetch.sh
target=build/deps/doctest
work=build/deps/doctest.part

if [ -e "$target/doctest.h" ]; then
    exit 0
fi
mkdir -p "$target" || exit 1
if [ -e "$installed" ]; then
    cp "$installed" "$target/doctest.h"
else
    echo "Fetching doctest 2.4.9"
    rm -rf "$work"
    from_git "$upstream" "$commit" "$work" &&
        cp "$work/doctest/doctest.h" "$target/doctest.h" && rm -rf "$work"
fi
