#!/bin/sh
# Makes sure that everything a build needs is there, and installs what is missing.
#
#   cmake/setup.sh build     to build and serve the tutorial
#   cmake/setup.sh test      the same, and what the tests need
#   cmake/setup.sh full      the same, and what make test-all needs beside it: Firefox, WebKit and a screen for them
#   cmake/setup.sh tools     the same as test, and clang-format and clang-tidy
#   cmake/setup.sh docs      what the API's reference is made with
#   cmake/setup.sh fuzz      the same as test, and what the fuzzer needs
#
# It checks what a tool can do, not its package: a compiler on PATH is used, however it was installed. If
# there's apt, only the packages of missing tools are installed; otherwise a sentence says what is missing and
# how to get it. If everything is there, this prints nothing and takes a fraction of a second. Output of apt
# and npm goes to build/setup.log.
set -u

role=${1:-build}
cd "$(dirname "$0")/.." || exit 1
root=$PWD
log=$root/build/setup.log
mkdir -p build/deps || exit 1
: >"$log"

say() { printf '%s\n' "$*"; }

# Prints one clear sentence, then where the details are.
fail() {
    say "set-up: $*" >&2
    if [ -s "$log" ]; then say "        (details: build/setup.log)" >&2; fi
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# --- What is needed -------------------------------------------------------------------------------
# need_X succeeds when X is there; packages_X and hint_X say how to get it.

need_emscripten() { has emcc && has em-config; }
packages_emscripten="emscripten"
hint_emscripten="Emscripten 3.1.6 or newer (emcc on PATH): install the emsdk from https://emscripten.org and source emsdk_env.sh"

need_cmake() {
    has cmake && version=$(cmake --version | sed -n '1s/.* //p') &&
        [ "$(printf '3.22\n%s\n' "$version" | sort -V | head -n 1)" = 3.22 ]
}
packages_cmake="cmake"
hint_cmake="CMake 3.22 or newer: https://cmake.org/download or your package manager"

need_ninja() { has ninja; }
packages_ninja="ninja-build"
hint_ninja="Ninja: https://ninja-build.org or your package manager"

need_node() { has node && node -e 'process.exit(parseInt(process.versions.node) >= 18 ? 0 : 1)' >>"$log" 2>&1; }
packages_node="nodejs"
hint_node="Node.js 18 or newer (node on PATH): https://nodejs.org or your package manager"

need_npm() { has npm; }
packages_npm="npm"
hint_npm="npm, which comes with Node.js: https://nodejs.org or your package manager"

# Debian's Node.js and curl-like tools read certificates from here; on other systems they bring their own.
need_certificates() { ! has apt-get || [ -s /etc/ssl/certs/ca-certificates.crt ]; }
packages_certificates="ca-certificates"
hint_certificates="the system's root certificates"

need_unpackers() { has tar && has xz; }
packages_unpackers="xz-utils"
hint_unpackers="tar and xz from your package manager"

need_fonts() { sh cmake/python.sh cmake/fonts.py --check >>"$log" 2>&1; }
packages_fonts="python3-fonttools fonts-inter fonts-jetbrains-mono"
hint_fonts="Python 3 with fontTools (pip install fonttools), and the fonts Inter and JetBrains Mono, installed for your user or in a folder named by INTERLEAVE_FONTS"

need_doctest() { [ -e build/deps/doctest/doctest.h ] || [ -e /usr/include/doctest/doctest.h ] || ! has apt-get; }
packages_doctest="doctest-dev"
hint_doctest="doctest"

need_sanitizers() {
    compiler=$(sh cmake/native.sh 2>>"$log") && mkdir -p build/setup &&
        printf 'int main(){}\n' >build/setup/probe.cpp &&
        "$compiler" -std=c++20 -fsanitize=address,undefined build/setup/probe.cpp \
            -o build/setup/probe >>"$log" 2>&1 &&
        printf '#include <coroutine>\nint main(){}\n' >build/setup/probe.cpp &&
        "$compiler" -std=c++20 -fsyntax-only build/setup/probe.cpp >>"$log" 2>&1
}
packages_sanitizers="clang libclang-rt-dev"
hint_sanitizers="a C++20 compiler with AddressSanitizer: clang++ 14 or newer, or g++ 12 or newer (or name one in CXX)"

need_chromium() { sh cmake/chromium.sh >>"$log" 2>&1; }
packages_chromium="chromium"
hint_chromium="Chromium or Chrome (on PATH, or its path in CHROMIUM)"

# Firefox draws WebGL only on a screen, even one that nobody sees; so does WebKit, and it needs a message bus.
need_screen() { has Xvfb && has dbus-run-session; }
packages_screen="xvfb xauth dbus libgl1-mesa-dri libegl1 libgles2"
hint_screen="Xvfb and D-Bus"

need_firefox() { has firefox-esr || has firefox; }
packages_firefox="firefox-esr"
hint_firefox="Firefox"

need_webkit() { has WebKitWebDriver; }
packages_webkit="webkit2gtk-driver"
hint_webkit="WebKitGTK's MiniBrowser and WebKitWebDriver"

# Debian has a separate package for CPython's own tests. Elsewhere CPython includes them, or a test is
# skipped.
has_python_tests() { "$1" -c 'import test.test_asyncio.utils' >>"$log" 2>&1; }
need_python_tests() {
    python3=$(readlink -f /usr/bin/python3)
    packages_python_tests="lib${python3##*/}-testsuite"  # such as libpython3.11-testsuite
    ! has apt-get || ! [ -e /usr/bin/python3 ] || has_python_tests python3 || has_python_tests /usr/bin/python3
}
hint_python_tests="CPython's own tests from your package manager"

need_clang_format() { has clang-format; }
packages_clang_format="clang-format"
hint_clang_format="clang-format"

need_clang_tidy() { has clang-tidy; }
packages_clang_tidy="clang-tidy"
hint_clang_tidy="clang-tidy"

need_fuzzer() {
    mkdir -p build/setup && printf 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }\n' \
        >build/setup/fuzz.cpp && clang++ -fsanitize=fuzzer,address build/setup/fuzz.cpp -o build/setup/fuzz >>"$log" 2>&1
}
packages_fuzzer="clang libclang-rt-dev"
hint_fuzzer="clang++ with libFuzzer"

need_doxygen() { has doxygen; }
packages_doxygen="doxygen"
hint_doxygen="Doxygen: https://www.doxygen.nl or your package manager"

for_build="emscripten cmake ninja node npm certificates unpackers fonts"
for_test="doctest sanitizers chromium python_tests"
for_full=  # other systems do without these: the tests are skipped, and say so
if has apt-get; then for_full="screen firefox webkit"; fi
for_tools="clang_format clang_tidy"
case $role in
build) needs=$for_build ;;
test) needs="$for_build $for_test" ;;
full) needs="$for_build $for_test $for_full" ;;
tools) needs="$for_build $for_test $for_tools" ;;
docs) needs="doxygen" ;;
fuzz) needs="$for_build $for_test fuzzer" ;;
*) fail "unknown role '$role'; it is one of build, test, full, tools, docs and fuzz" ;;
esac

missing_of() {
    missing=
    for need in $1; do
        "need_$need" || missing="$missing $need"
    done
}

# --- Tools ----------------------------------------------------------------------------------------

install_with_apt() {
    packages=
    for need in $1; do
        eval "packages=\"\$packages \$packages_$need\""
    done
    packages=${packages# }
    if [ "$(id -u)" -eq 0 ]; then
        as_root=
    elif has sudo; then
        as_root=sudo
    else
        fail "Debian packages are missing, and installing them takes root: run 'apt-get install $packages' as root, or install sudo."
    fi
    say "Installing Debian packages: $packages"
    # Unquoted on purpose: as_root is empty or one word, and packages are several words.
    apt_install() {
        # shellcheck disable=SC2086
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
            $packages >>"$log" 2>&1 </dev/null
    }
    # The machine's package lists may be missing or outdated: then fetch them and try again.
    if ! apt_install; then
        $as_root apt-get update -q >>"$log" 2>&1 </dev/null
        apt_install || fail "apt-get could not install $packages: see what it says, or try 'apt-get install $packages' by hand."
    fi
}

# Remembers the answers as long as PATH leads to the same tools and this file hasn't changed.
toolbox() {
    printf '%s\n' "$role" "${CXX-}" "${CHROMIUM-}" "${INTERLEAVE_FONTS-}"
    for tool in emcc em-config cmake ninja node npm tar xz python3 clang++ g++ chromium \
        firefox-esr firefox WebKitWebDriver Xvfb dbus-run-session \
        clang-format clang-tidy doxygen; do
        command -v "$tool"
    done
    cksum cmake/setup.sh cmake/python.sh cmake/native.sh cmake/chromium.sh cmake/fonts.py
}

seen=build/setup/tools-$role
if [ ! -e "$seen" ] || [ "$(toolbox)" != "$(cat "$seen")" ]; then
    mkdir -p build/setup
    missing_of "$needs"
    # Twice: the first packages may bring a Python, whose own tests are then missing.
    for _ in 1 2; do
        if [ -n "$missing" ] && has apt-get; then
            install_with_apt "$missing"
            hash -r
            missing_of "$needs"
        fi
    done
    if [ -n "$missing" ]; then
        sentence=
        for need in $missing; do
            eval "sentence=\"\$sentence; \$hint_$need\""
        done
        fail "missing: ${sentence#; }."
    fi
    toolbox >"$seen"
fi

# --- Node packages --------------------------------------------------------------------------------

if ! node cmake/packages.mjs >>"$log" 2>&1; then
    say "Installing Node packages"
    npm ci --ignore-scripts --no-progress >>"$log" 2>&1 </dev/null ||
        fail "npm could not install the packages that package-lock.json names: check the network and npm's configuration, then try again."
fi

# --- Pinned sources -------------------------------------------------------------------------------

sh cmake/imgui.sh 2>>"$log" ||
    fail "Dear ImGui 1.90.1 could not be fetched: it comes from Debian's source package through apt, or from its upstream repository through git; check the network and try again."

if [ "$role" != build ]; then
    sh cmake/doctest.sh 2>>"$log" ||
        fail "doctest could not be fetched: it comes from Debian's doctest-dev, or from its upstream repository through git; check the network and try again."
fi
exit 0
