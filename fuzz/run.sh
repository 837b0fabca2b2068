#!/bin/sh
# Runs one libFuzzer program for a while.
# usage: run.sh ENTRY SECONDS    last line: fuzz ENTRY: N executions in S seconds
# New inputs go to build/fuzz-found/ENTRY; one that fails goes to build/fuzz-crashes, and the exit
# status is 1: put it, as small as it gets, into fuzz/corpus/ENTRY when it is fixed.
set -eu
entry=$1 seconds=$2
[ -f build/fuzz-seeds/chelm.dict ] || fuzz/seeds.sh build/fuzz-seeds
mkdir -p "build/fuzz-found/$entry" build/fuzz-crashes "fuzz/corpus/$entry"
log=build/fuzz-found/$entry.log
status=0
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_odr_violation=0} "build/fuzz/fuzz-$entry" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=1024 -max_len=8192 -dict=build/fuzz-seeds/chelm.dict -print_final_stats=1 -verbosity=1 \
    -artifact_prefix="build/fuzz-crashes/$entry-" "build/fuzz-found/$entry" "build/fuzz-seeds/$entry" \
    "fuzz/corpus/$entry" >"$log" 2>&1 || status=1
[ "$status" = 0 ] || tail -n 40 "$log"
echo "fuzz $entry: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") executions in $seconds seconds"
exit "$status"
