#!/bin/sh
# Runs one entry under AFL++ for a while.
# usage: run-afl.sh ENTRY SECONDS    last line: afl ENTRY: N executions, N crashes, N hangs
# What fails stays in build/afl-found/ENTRY/default/{crashes,hangs}, and the exit status is 1. Each
# run is a line of build/fuzz-runs.tsv, which ledger.sh adds up.
set -eu
entry=$1 seconds=$2
found=build/afl-found/$entry inputs=build/afl-inputs/$entry stats=build/afl-found/$entry/default/fuzzer_stats
rm -rf "$inputs" "$found"
mkdir -p "$inputs" build/afl-found
# Many small seeds cost it minutes before it begins: the smallest 300 will do, and all past crashes.
find "build/fuzz-seeds/$entry" -type f -size -8 -printf '%s %p\n' | sort -n -k1,1 -k2 | head -n 300 | cut -d' ' -f2- |
    while read -r f; do cp "$f" "$inputs/"; done
[ ! -d "fuzz/corpus/$entry" ] || cp -r "fuzz/corpus/$entry/." "$inputs/"
began=$(date +%s)
AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_FAST_CAL=1 \
    afl-fuzz -V "$seconds" -i "$inputs" -o "$found" -x build/fuzz-seeds/chelm.dict -t 5000+ -m 1024 \
    -- "build/afl/fuzz-$entry" >"build/afl-$entry.log" 2>&1 || { tail -n 20 "build/afl-$entry.log"; exit 1; }
stat() { sed -n "s/^$1 *: //p" "$stats"; }
count=$(stat execs_done) crashes=$(stat saved_crashes) hangs=$(stat saved_hangs)
printf 'AFL++\t%s\t%s\t%s\t%s\n' "$entry" $(($(date +%s) - began)) "$count" $((crashes + hangs)) >>build/fuzz-runs.tsv
echo "afl $entry: $count executions, $crashes crashes, $hangs hangs"
[ $((crashes + hangs)) = 0 ]
