#!/bin/sh
# Runs clang-tidy (.clang-tidy) and cppcheck (scripts/cppcheck.txt) over the sources, in so far as
# they are installed. usage: tidy.sh [FOLDER...]    last line: tidy: N passed, N failed
set -u
folders=${*:-base value lexer parser funcs eval chart release api lint cli}
passed=0 failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT
defines="-std=c11 -I. -Ibuild/release/gen -D_POSIX_C_SOURCE=200809L -DCHELM_VERSION=\"0\""
files=$(for f in $folders; do ls "$f"/*.c; done | grep -v _test.c)

count() { # WHAT: by what is in the log
    n=$(grep -cE '(warning|error|style|performance|portability)[:]' "$log")
    failed=$((failed + n)) passed=$((passed + (n == 0)))
    [ "$n" = 0 ] || { echo "FAILED: $1"; grep -E '(warning|error|style|performance|portability)[:]' "$log" | sort -u | head -n 40; }
}

if command -v clang-tidy >/dev/null; then
    # shellcheck disable=SC2086
    printf '%s\n' $files | xargs -P 2 -n 12 sh -c 'd=$1; shift; clang-tidy --quiet "$@" -- $d 2>/dev/null' sh "$defines" >"$log"
    count clang-tidy
else
    echo "tidy: clang-tidy is not installed: left out"
fi
if command -v cppcheck >/dev/null; then
    # shellcheck disable=SC2086
    cppcheck -q -j 2 --std=c11 --enable=warning,performance,portability --inline-suppr --suppressions-list=scripts/cppcheck.txt \
        --template='{file}:{line}: {severity}: {message} [{id}]' -I. -D_POSIX_C_SOURCE=200809L '-DCHELM_VERSION="0"' $files >"$log" 2>&1
    count cppcheck
else
    echo "tidy: cppcheck is not installed: left out"
fi
echo "tidy: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
