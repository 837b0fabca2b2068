#!/bin/sh
# Runs the cases of spec-tests/lint/helm: scripts/helm-lint-tests.sh COMMAND...
#
# The last line it prints: helm lint: N passed, N failed
#
# A case is a text file: a line of arguments, then files, each below a line "-- NAME --"; the last
# three (stdout, stderr, status) are what Helm gave. COMMAND gets the arguments, in a folder with
# the files; its output must be the same, byte for byte ({dir} stands for that folder).
#
#     scripts/helm-lint-tests.sh build/release/chelm-lint --format helm
#     RECORD=1 scripts/helm-lint-tests.sh helm lint      writes the answers anew
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
command=$1
shift
case $command in */*) command=$(cd "$(dirname "$command")" && pwd)/$(basename "$command") ;; esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0 count=0

# unpack CASE: its files to $work/in, its answers to $work/want
unpack() {
    rm -rf "$work/in" "$work/want"
    mkdir -p "$work/in" "$work/want"
    awk -v into="$work/in/" -v want="$work/want/" '
        /^-- .* --$/ {
            if (out) close(out)
            name = substr($0, 4, length($0) - 6)
            out = (name ~ /^(stdout|stderr|status)$/ ? want : into) name
            folder = out
            sub(/\/[^\/]*$/, "", folder)
            system("mkdir -p \"" folder "\"")
            if (name ~ /\/$/) out = "/dev/null"
            else printf "" > out
            next
        }
        out { print > out }
    ' "$1"
}

answer() {
    cat "$work/stdout" >"$work/got.stdout"
    sed "s|$work/in|{dir}|g" "$work/got.stdout" >"$work/stdout"
    sed "s|$work/in|{dir}|g" "$work/stderr" >"$work/got.stderr"
    mv "$work/got.stderr" "$work/stderr"
}

for case in "$root"/spec-tests/lint/helm/*.txt; do
    unpack "$case"
    args=$(sed -n 1p "$case")
    status=0
    # shellcheck disable=SC2086 # the arguments are words
    (cd "$work/in" && "$command" "$@" $args) >"$work/stdout" 2>"$work/stderr" || status=$?
    answer
    echo "$status" >"$work/status"
    count=$((count + 1))
    if [ "${RECORD:-}" ]; then
        sed '/^-- stdout --$/,$d' "$case" >"$work/case"
        for part in stdout stderr status; do
            echo "-- $part --"
            cat "$work/$part"
        done >>"$work/case"
        cp "$work/case" "$case"
        continue
    fi
    wrong=0
    for part in stdout stderr status; do
        if ! diff "$work/want/$part" "$work/$part" >"$work/diff"; then
            echo "$(basename "$case"): $part differs"
            cat "$work/diff"
            wrong=1
        fi
    done
    failed=$((failed + wrong))
done
echo "helm lint: $((count - failed)) passed, $failed failed"
[ "$failed" = 0 ]
