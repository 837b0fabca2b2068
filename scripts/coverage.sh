#!/bin/sh
# Lines covered by the tests that a build of VARIANT=cov has run, by folder, with gcov.
# usage: coverage.sh BUILD FOLDER...
set -u
build=$1
shift
for folder; do
    find "$build/$folder" -name '*.gcda' 2>/dev/null | grep -v _test | while read -r f; do
        gcov -n "$f" 2>/dev/null | grep -A 1 "^File '$folder/[^']*\.c'" | sed -n 's/^Lines executed:\([0-9.]*\)% of \([0-9]*\)/\1 \2/p'
    done | awk -v folder="$folder" '{ lines += $2; run += $1 * $2 / 100 }
        END { if (lines) printf "%-8s %5.1f %% of %d lines\n", folder, 100 * run / lines, lines }'
done
