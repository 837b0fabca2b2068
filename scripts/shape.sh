#!/bin/sh
# Checks the shape of the code: which folder includes which, that every header compiles alone, that
# no object has writable static data, that no file grows too long.
# usage: shape.sh BUILD_DIR   (of a release or debug build)
# Last line: shape: N passed, N failed
set -u
build=$1
cc=${CC:-cc}
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
}

# The folders that each folder may include, besides itself. No cycle: each names only earlier ones.
allowed() {
    case $1 in
    base) echo ;;
    value | lexer) echo base ;;
    parser) echo base lexer ;;
    funcs) echo base value ;;
    eval) echo base value lexer parser funcs ;;
    chart) echo base value ;;
    release) echo base value lexer parser funcs eval chart ;;
    lint) echo base value lexer parser funcs eval chart release ;;
    api) echo base value lexer parser funcs eval chart release lint ;;
    cli) echo base value api ;;
    esac
}

for folder in base value lexer parser funcs eval chart release lint api cli; do
    [ -d "$folder" ] || continue
    wrong=
    for used in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$folder"/*.[ch] "$folder"/*.def 2>/dev/null | sort -u); do
        [ "$used" = "$folder" ] && continue
        case " $(allowed "$folder") " in
        *" $used "*) ;;
        *) wrong="$wrong $used" ;;
        esac
    done
    if [ -n "$wrong" ]; then bad "$folder/ must not include:$wrong"; else ok; fi
done

for header in */*.h; do
    case $header in *_test.h | build/*) continue ;; esac
    if printf '#include "%s"\n' "$header" |
        $cc -std=c11 -D_POSIX_C_SOURCE=200809L -I. -fsyntax-only -Wall -x c - 2>/dev/null; then
        ok
    else
        bad "$header does not compile alone"
    fi
done

# Constants that hold addresses are in .data.rel.ro, which is read-only once the program runs.
for lib in "$build"/lib*.a; do
    writable=$(objdump -t "$lib" 2>/dev/null |
        awk '$0 ~ / O (\.data|\.bss|\.tdata|\.tbss|\*COM\*)[ \t]/ { print $NF }' |
        grep -v '^__\|^\.L' | tr '\n' ' ')
    if [ -n "$writable" ]; then bad "$(basename "$lib") has writable static data: $writable"; else ok; fi
done

for file in */*.[ch]; do
    case $file in build/*) continue ;; esac
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 900 ]; then bad "$file has $lines lines (at most 900)"; else ok; fi
done

# Programs and core dumps come from building and running; they are no sources.
elf=$(git ls-files -z 2>/dev/null | xargs -0 -r grep -lam1 "$(printf '^\177ELF')" 2>/dev/null | tr '\n' ' ')
if [ -n "$elf" ]; then bad "no source: $elf"; else ok; fi

echo "shape: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
