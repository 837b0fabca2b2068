#!/bin/sh
# Installs the library into a folder, then compiles and runs the program of docs/embedding.md with it.
# usage: CC=COMPILER embedding-tests.sh BUILD_DIR [LDFLAG...]
# Last line: embedding: N passed, N failed
set -u
build=$1 cc=${CC:-cc}
shift
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

check() { # WHAT COMMAND...
    what=$1
    shift
    if "$@" >"$tmp/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
        head -n 20 "$tmp/log" | sed 's/^/  | /'
    fi
}

block() { # the first block of docs/embedding.md in that language
    sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" docs/embedding.md | sed '1d;/^```$/,$d'
}

flags() { pkg-config --static "$@" chelm; }

check "make install" make -s install BUILD="$build" CC="$cc" DESTDIR= PREFIX="$tmp/usr"
export PKG_CONFIG_PATH="$tmp/usr/lib/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}"
check "pkg-config finds the library" flags --libs
check "the version is the program's" \
    sh -c "'$build/chelm-template' --version | grep -qF \"\$(pkg-config --modversion chelm)\""
block c >"$tmp/embed.c"
block text >"$tmp/want"
# shellcheck disable=SC2046
check "the program compiles without a warning" \
    $cc -std=c11 -Wall -Wextra -Wpedantic -Werror "$@" -o "$tmp/embed" "$tmp/embed.c" \
    $(flags --cflags --libs) -pthread
check "the program runs" sh -c "'$tmp/embed' examples/webapp-helm >'$tmp/got'"
check "it prints what the page says" diff "$tmp/want" "$tmp/got"
# Only what libchelm.h declares is visible: other names must not meet those of other libraries.
nm -g --defined-only "$tmp/usr/lib/libchelm.a" | sed -n 's/.* [A-Z] //p' | grep -v '^chelm_\|^__' >"$tmp/names"
check "no other names are visible" sh -c "cat '$tmp/names'; [ ! -s '$tmp/names' ]"
grep -o 'chelm_[a-z_]*(' api/libchelm.h | grep -v '_H(' | tr -d '(' | sort -u >"$tmp/declared"
nm -g --defined-only "$tmp/usr/lib/libchelm.a" | sed -n 's/.* T \(chelm_[a-z_]*\)$/\1/p' | sort -u >"$tmp/defined"
check "every function that is declared is there" \
    sh -c "comm -23 '$tmp/declared' '$tmp/defined' >'$tmp/missing'; cat '$tmp/missing'; [ ! -s '$tmp/missing' ]"
check "make uninstall" make -s uninstall BUILD="$build" CC="$cc" DESTDIR= PREFIX="$tmp/usr"
find "$tmp/usr" -type f >"$tmp/left"
check "nothing is left" sh -c "cat '$tmp/left'; [ ! -s '$tmp/left' ]"

echo "embedding: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
