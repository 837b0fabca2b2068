#!/bin/sh
# Runs clang-tidy (.clang-tidy) and cppcheck (scripts/cppcheck.txt) over the sources, and counts for
# each the files of which it says nothing. A file that clang-tidy passed is not looked at again until
# it, a header that it includes or the configuration changes (build/tidy). Another release than the
# one named below knows other mistakes: what it says is told and not counted. What is not installed
# is left out with a message.
# usage: tidy.sh [FOLDER...]    last line: tidy: N passed, N failed
set -u
clang_tidy_release=14 cppcheck_release=2.10 # Debian 12's
gen=build/release/gen
flags="-std=c11 -I. -I$gen -D_POSIX_C_SOURCE=200809L -DCHELM_VERSION=\"0\""
kept=build/tidy

# FILE: $kept/FILE.out is what clang-tidy says of it, $kept/FILE.sum is there when it passed.
look_at() {
    out=$kept/$1.out passed_sum=$kept/$1.sum
    # shellcheck disable=SC2086,SC2046
    sum=$({ echo "$TIDY_VERSION $flags" && cat .clang-tidy &&
        cat $(cc $flags -MM "$1" | sed 's/^[^:]*://; s/\\$//'); } | sha256sum)
    [ "$(cat "$passed_sum" 2>/dev/null)" = "$sum" ] && return
    mkdir -p "${out%/*}"
    rm -f "$passed_sum"
    # shellcheck disable=SC2086
    clang-tidy --quiet "$1" -- $flags >"$out" 2>"$out.err" && echo "$sum" >"$passed_sum"
}
if [ "${1-}" = --file ]; then
    shift
    for file; do look_at "$file"; done
    exit 0
fi

passed=0 failed=0
jobs=$(nproc 2>/dev/null || echo 2)
files=$(for f in ${*:-base value lexer parser funcs eval chart release lint api cli}; do ls "$f"/*.c; done | grep -v _test.c)

# TOOL RELEASE REFERENCE FILES: those files failed.
count() {
    bad=$(printf '%s' "$4" | grep -c .)
    if [ "$2" = "$3" ]; then
        failed=$((failed + bad)) passed=$((passed + $(printf '%s\n' "$files" | grep -c .) - bad))
    elif [ "$bad" -gt 0 ]; then
        echo "tidy: this is $1 $2, not $3: its findings in $bad files are not counted"
    fi
}

release=$(clang-tidy --version 2>/dev/null | sed -n 's/.*version \([0-9]*\)\..*/\1/p')
if [ -n "$release" ]; then
    TIDY_VERSION=$(clang-tidy --version)
    export TIDY_VERSION
    make -s $gen/rule_examples.def >/dev/null || exit 1
    printf '%s\n' "$files" | xargs -P "$jobs" -n 4 "$0" --file
    bad=$(for f in $files; do [ -e "$kept/$f.sum" ] || echo "$f"; done)
    for f in $bad; do
        grep -hE ' (warning|error): ' "$kept/$f.out" || tail -n 5 "$kept/$f.out.err"
    done | sort -u
    count clang-tidy "$release" $clang_tidy_release "$bad"
else
    echo "tidy: clang-tidy is not installed: left out"
fi

release=$(cppcheck --version 2>/dev/null | sed 's/^Cppcheck //')
if [ -n "$release" ]; then
    mkdir -p $kept
    # shellcheck disable=SC2086
    cppcheck -q -j "$jobs" --std=c11 --enable=warning,performance,portability --inline-suppr \
        --suppressions-list=scripts/cppcheck.txt --template='{file}:{line}: {severity}: {message} [{id}]' \
        -I. -D_POSIX_C_SOURCE=200809L '-DCHELM_VERSION="0"' $files >$kept/cppcheck.out 2>&1
    sort -u $kept/cppcheck.out
    count cppcheck "$release" $cppcheck_release "$(sed 's/:.*//' $kept/cppcheck.out | sort -u)"
else
    echo "tidy: cppcheck is not installed: left out"
fi
echo "tidy: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
