#!/bin/sh
# docs/coverage.md from what coverage.sh has written: BUILD/spec.txt and, where it is, BUILD/all.txt.
# usage: coverage-page.sh BUILD
set -eu
build=$1
cat <<'EOF'
# Lines that the tests run

Made by `make cov WRITE=1`; with `make cov-all WRITE=1` the last column is made, too. The spec cases are those of `spec-tests/`, recorded
from Helm or, where Helm has nothing of the kind, written by hand: no unit test takes part. Of each folder in bold type they must run
nine lines in ten, or `make cov` fails; `build/cov/uncovered.txt` then lists the lines that none of them runs. A line counts when it ran
at least once (gcc, gcov, no optimisation).

EOF
all=/dev/null
[ ! -f "$build/all.txt" ] || all=$build/all.txt
awk -v required=" $(cat "$build/required.txt") " -v all="$all" '
    BEGIN {
        while ((getline line < all) > 0) { split(line, f, " "); percent[f[1]] = f[4] " %" }
        print "| folder | lines | run by the spec cases | |" (all == "/dev/null" ? "" : " by all tests of `make check` |")
        print "|---|---:|---:|---:|" (all == "/dev/null" ? "" : "---:|")
    }
    NR > 1 {
        mark = index(required, " " $1 " ") ? "**" : ""
        printf "| %s%s%s | %d | %d | %s %% |%s\n", mark, $1, mark, $2, $3, $4, all == "/dev/null" ? "" : " " percent[$1] " |"
    }' "$build/spec.txt"
