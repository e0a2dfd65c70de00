# Helpers of imgui.sh and doctest.sh: fetching a pinned commit, checking SHA-256. Sourced, not run.

# sha256 FILE...: prints what sha256sum would, even if only shasum exists.
sha256() {
    if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# has_sha256 FILE SUM
has_sha256() {
    actual=$(sha256 "$1" | cut -d ' ' -f 1)
    [ "$actual" = "$2" ] || { echo "$1 has SHA-256 $actual, not $2" >&2; return 1; }
}

# has_files FOLDER MANIFEST: every file of the manifest exists and has its checksum.
has_files() {
    while read -r sum file; do
        has_sha256 "$1/$file" "$sum" || return 1
    done <"$2"
}

# from_git REPOSITORY COMMIT FOLDER: that commit's files; git itself checks them against the commit's hash.
from_git() {
    command -v git >/dev/null || { echo "git is not on PATH" >&2; return 1; }
    git init -q "$3" &&
        git -C "$3" fetch -q --depth 1 "$1" "$2" >&2 &&
        [ "$(git -C "$3" rev-parse FETCH_HEAD)" = "$2" ] &&
        git -C "$3" checkout -q FETCH_HEAD >&2 &&
        rm -rf "$3/.git"
}
