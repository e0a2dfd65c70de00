#!/bin/sh
# Puts the sources of Dear ImGui 1.90.1 into build/deps/imgui.
#
# They come from Debian's source package. apt gets its own state under build/, with a single source entry for
# the mirror that the machine already uses; the machine's own sources and lists are only read. If that doesn't
# work, git fetches upstream's commit of the tag. Either way the compiled files must have the SHA-256 in
# imgui.sha256, and Debian's archive the one below.
set -u

version=1.90.1
package=imgui=1.90.1+ds-1
suite=trixie
archive=imgui_1.90.1+ds.orig.tar.xz
archive_sha256=ecce377df0f90b292f15dcbd83d438bddc162b2388c881132bde18c787572a1c
upstream=${IMGUI_GIT:-https://github.com/ocornut/imgui.git}
commit=d6cb3c923d28dcebb2d8d9605ccc7229ccef19eb

cd "$(dirname "$0")/.." || exit 1
. cmake/fetch.sh
root=$PWD
manifest=$root/cmake/imgui.sha256
target=build/deps/imgui
work=build/deps/imgui.part
stamp=$target/.complete
pinned=$(cat cmake/imgui.sh "$manifest" | cksum)

if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$pinned" ]; then
    exit 0
fi

echo "Fetching Dear ImGui $version"

# The mirror from which this machine gets Debian itself: the first of its sources that isn't for security or
# updates.
debian_mirror() {
    apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(ORIGIN)' 'Created-By: Packages' |
        awk '$2 !~ /security|updates|backports/ && ($3 == "Debian" || $3 == "") { print $1; exit }'
}

from_debian() {
    command -v apt-get >/dev/null || return 1
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || { echo "apt knows no Debian mirror" >&2; return 1; }

    apt=$root/$work/apt
    mkdir -p "$apt/sources" "$apt/lists/partial" "$apt/cache/archives/partial" || return 1
    {
        printf 'Types: deb-src\nURIs: %s\nSuites: %s\nComponents: main\n' "$mirror" "$suite"
        for keyring in /usr/share/keyrings/debian-archive-keyring.gpg \
            /usr/share/keyrings/debian-archive-keyring.pgp; do
            if [ -e "$keyring" ]; then
                printf 'Signed-By: %s\n' "$keyring"
                break
            fi
        done
    } >"$apt/sources/imgui.sources"

    private_apt() {
        apt-get -q -oDir::Etc::sourcelist=/dev/null -oDir::Etc::sourceparts="$apt/sources" \
            -oDir::State::lists="$apt/lists" -oDir::Cache="$apt/cache" \
            -oAPT::Sandbox::User="$(id -un)" -oAPT::Update::Post-Invoke-Success::= "$@" >&2
    }
    private_apt update &&
        (cd "$work" && private_apt source --download-only "$package") &&
        has_sha256 "$work/$archive" "$archive_sha256" &&
        mkdir "$work/source" &&
        tar -xJf "$work/$archive" -C "$work/source" --strip-components=1
}

rm -rf "$work" && mkdir -p "$work" || exit 1
if ! { from_debian && has_files "$work/source" "$manifest"; }; then
    rm -rf "$work" && mkdir -p "$work" || exit 1
    from_git "$upstream" "$commit" "$work/source" && has_files "$work/source" "$manifest" || exit 1
fi

rm -rf "$target"
mv "$work/source" "$target" && rm -rf "$work" && printf '%s\n' "$pinned" >"$stamp"
