#!/bin/sh
# Configures and builds one tree quietly:
#   cmake/build.sh wasm            the site and the headless runner
#   cmake/build.sh wasm tests      the test programs too
#   cmake/build.sh native tests    the test programs under the sanitizers
#   cmake/build.sh release loop_bench    the benchmark
# A failure prints what the compiler said; everything is in build/<tree>.log.
set -u

cd "$(dirname "$0")/.." || exit 1
tree=$1
shift
log=build/$tree.log
mkdir -p build

# A tree belongs to one compiler: for another one, or another version, it starts over.
compiler() {
    if [ "$tree" = wasm ]; then
        root=$(em-config EMSCRIPTEN_ROOT) && echo "$root" && cat "$root/emscripten-version.txt"
    else
        "$(sh cmake/native.sh)" --version
    fi
}

made_by=$(compiler) || exit 1
if [ ! -e "build/$tree/build.ninja" ] || [ "$made_by" != "$(cat "build/$tree/compiler.txt" 2>/dev/null)" ]; then
    echo "Configuring build/$tree"
    rm -rf "build/$tree"
    mkdir -p "build/$tree"
    cmake --preset "$tree" >"$log" 2>&1 || {
        cat "$log" >&2
        rm -rf "build/$tree"
        echo "build: CMake could not configure build/$tree (details: $log)" >&2
        exit 1
    }
    printf '%s\n' "$made_by" >"build/$tree/compiler.txt"
fi

[ -n "${NODE_PATH-}" ] || NODE_PATH=/usr/share/nodejs
export NODE_PATH

# The page's language is a folder in web/words: WORDS=de for another than English.
grep -qx "WORDS:STRING=${WORDS:-en}" "build/$tree/CMakeCache.txt" || cmake "-DWORDS=${WORDS:-en}" "build/$tree" >"$log" 2>&1 || {
    cat "$log" >&2
    exit 1
}
echo "Building build/$tree"

if [ "$tree" != release ]; then set -- all "$@"; fi
cmake --build "build/$tree" --target "$@" >"$log" 2>&1 || {
    # Successful steps aren't interesting any more.
    grep -v '^\[[0-9]*/[0-9]*\] \(Building\|Linking\|Generating\|Bundling\|Cutting\|Writing\|Drawing\|Packing\)' "$log" >&2
    echo "build: build/$tree failed (details: $log)" >&2
    exit 1
}
