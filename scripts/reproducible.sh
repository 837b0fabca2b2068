#!/bin/sh
# Builds the sources in two folders of different names and compares the programs byte for byte.
# usage: reproducible.sh [MAKE-ARGUMENTS...]    last line: reproducible: N passed, N failed
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
for name in one another-folder; do
    mkdir "$tmp/$name"
    git ls-files -z | tar --null -T - -cf - | tar -C "$tmp/$name" -xf -
    make -s -C "$tmp/$name" "$@" all >"$tmp/log" 2>&1 || { tail "$tmp/log"; exit 1; }
done
for f in "$tmp"/one/build/release/chelm-* "$tmp/one/build/release/libchelm.a"; do
    [ -f "$f" ] || continue
    other=$tmp/another-folder/build/release/$(basename "$f")
    if cmp -s "$f" "$other"; then
        passed=$((passed + 1))
        sha256sum "$f" | sed "s|$tmp/one/||"
    else
        failed=$((failed + 1))
        echo "FAILED: $(basename "$f") differs"
    fi
done
echo "reproducible: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
