#!/bin/sh
# Scores chelm-template against recordings of Helm v4.2.4 and fails below the floors that have been
# reached, so that nothing is lost unseen.
# usage: conformance.sh PROGRAM DATA     DATA holds tools/ and conformance/ (Python 3, zstd)
set -u
program=$1 data=$2
charts_floor=379
language_floor=1296
# One case depends on the time zone data of the machine (Africa/Casablanca changed in 2026f).
all_floor=15802

score() { # the number of a "N passed, M failed" line
    sed -n 's/^\([0-9]*\) passed, [0-9]* failed$/\1/p' | tail -n 1
}

status=0
check() { # WHAT FLOOR COMMAND...
    what=$1 floor=$2
    shift 2
    out=$("$@" 2>&1)
    n=$(printf '%s\n' "$out" | score)
    printf '%s\n' "$out" | tail -n 3 | sed "s/^/$what: /; s/ passed, \([0-9]*\) failed/ agree, \1 do not/"
    if [ "${n:-0}" -lt "$floor" ]; then
        echo "$what: below the floor of $floor"
        printf '%s\n' "$out" | head -n 20
        status=1
    fi
}

check charts $charts_floor "$data/tools/score.py" "$program"
check language $language_floor "$data/tools/cases.py" -g lang "$program --jsonl" "$data/conformance/cases.jsonl"
check functions $all_floor "$data/tools/cases.py" "$program --jsonl" "$data/conformance/cases.jsonl"
# The corpus, as the scorer has unpacked it: what the linter reports there has been judged.
archive=$data/corpus.tar.zst
if [ -f "$archive" ]; then
    corpus=${TMPDIR:-/tmp}/chelm-corpus-$(sha1sum "$archive" | cut -c1-12)/corpus
    if out=$(scripts/lint-ledger.sh "$(dirname "$program")/chelm-lint" "$corpus"); then
        printf '%s\n' "$out" | tail -n 3
    else
        printf '%s\n' "$out" | grep -v '100\.0 %' | head -n 40
        status=1
    fi
fi
exit $status
