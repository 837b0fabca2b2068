#!/bin/bash
# Renders every probe (probes.sh), checks that it is told or harmless, and compares what chelm-template
# says with docs/security-probes.md.
# usage: run.sh PROGRAM MEASURE [--write|--no-limits]
#   --write      writes docs/security-probes.md
#   --no-limits  does not look at time and memory: for builds with sanitizers
# last line: hostile: N passed, N failed
set -u
program=$(realpath "$1") measure=$(realpath "$2") mode=${3:-}
here=$(dirname "$0")
table=docs/security-probes.md
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
new=$tmp/table.md

rep() { if [ ${#2} = 1 ]; then head -c "$1" /dev/zero | tr '\0' "$2"; else yes "$2" | head -n "$1" | tr -d '\n'; fi; }

chart() {
    c=$tmp/chart target=$tmp/chart
    rm -rf "$c"
    mkdir -p "$c/templates"
    printf 'apiVersion: v2\nname: c\nversion: 1.0.0\n' >"$c/Chart.yaml"
    printf '%s' "${1-}" >"$c/templates/x.yaml"
}

file() { printf '%s\n' "$2" >"$c/$1"; }

section() { printf '\n## %s\n\n| probe | chelm-template |\n|---|---|\n' "$1" >>"$new"; }

# The first line of what was said, short, without what differs between machines.
said() {
    if [ "$status" = 0 ]; then
        grep -v '^---$\|^# Source\|^$' "$tmp/out" | head -n 1
    else
        grep -v '^level=\|^note: \|^Use --debug\|^$\|^ *[-=>|0-9]\|^  *\[CH' "$tmp/err" | tr -s '\n ' ' '
    fi | LC_ALL=C sed "s|$tmp/||g; s/[^ -~]/?/g; s/ *$//; s/\(.\{70\}\).\{15,\}\(.\{90\}\)$/\1 ... \2/; s/|/\\\\|/g"
}

probe() { # WANTED-STATUS LIMITED WHAT ARGS...
    want=$1 limited=$2 what=$3
    shift 3
    cpu=1000000
    for _ in 1 2 3; do # other work on the machine costs time here, too: the best of three counts
        # shellcheck disable=SC2046
        read -r status took kib _ <<<"$("$measure" 100 "$tmp/out" "$tmp/err" "$program" rel "$target" "$@")"
        [ "$took" -lt "$cpu" ] && cpu=$took
        if [ "$cpu" -lt 50 ] || [ "$limited" = no ] || [ "$mode" = --no-limits ]; then break; fi
    done
    problem=
    [ "$status" = "$want" ] || problem="exit status $status"
    [ "$want" = 0 ] || [ ! -s "$tmp/out" ] || problem="$problem, something was printed"
    [ "$want" = 0 ] || [ "$(grep -c '^Error: \|^error' "$tmp/err")" = 1 ] || problem="$problem, not one error"
    grep -q "unknown flag" "$tmp/err" && problem="$problem, an unknown flag"
    LC_ALL=C grep -q '[^[:print:][:blank:]]' "$tmp/err" && problem="$problem, a control character"
    if [ "$mode" != --no-limits ] && [ "$limited" = yes ]; then
        [ "$cpu" -lt 50 ] || problem="$problem, $cpu ms"
        [ "$kib" -lt 65536 ] || problem="$problem, $kib KiB"
    fi
    printf '| %s | `%s` |\n' "$what" "$(said)" >>"$new"
    if [ -z "$problem" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what: ${problem#, }"
        head -c 300 "$tmp/err" | head -n 3 | sed 's/^/  | /'
    fi
}

refused() { probe 1 yes "$@"; }
bounded() { probe 1 no "$@"; }
harmless() { probe 0 yes "$@"; }

cat >"$new" <<'EOF'
# What hostile charts get

Made by `make hostile WRITE=1`; `make check` runs every probe and compares. Each is a chart, an archive or a command line that is made
to crash, hang, exhaust or deceive a renderer, most of them after what once worked against Helm. An answer is one error, exit status 1
and nothing on standard output, within 50 ms and 64 MiB, or, where only the [limits](limits.md) end it, within those. The text is the
first line of the error or, where there is nothing to refuse, of the output.
EOF
# shellcheck source=probes.sh
. "$here/probes.sh"

if [ "$mode" = --write ]; then
    cp "$new" "$table"
elif diff "$table" "$new" >"$tmp/diff"; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
    echo "FAILED: $table is not what chelm-template says (make hostile WRITE=1):"
    head -n 20 "$tmp/diff"
fi
echo "hostile: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
