#!/bin/sh
# Runs one entry under AFL++ for a while.
# usage: run-afl.sh ENTRY SECONDS
set -eu
entry=$1 seconds=$2
[ -f build/fuzz-seeds/chelm.dict ] || fuzz/seeds.sh build/fuzz-seeds
AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
    afl-fuzz -V "$seconds" -i "build/fuzz-seeds/$entry" -o "build/afl-found/$entry" \
    -x build/fuzz-seeds/chelm.dict -t 5000+ -- "build/afl/fuzz-$entry" >"build/afl-$entry.log" 2>&1 || true
stats=build/afl-found/$entry/default/fuzzer_stats
echo "afl $entry: $(sed -n 's/^execs_done *: //p' "$stats") executions, $(sed -n 's/^saved_crashes *: //p' "$stats") crashes"
grep -q '^saved_crashes *: 0' "$stats"
