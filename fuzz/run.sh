#!/bin/sh
# Runs one libFuzzer program for a while.
# usage: run.sh ENTRY SECONDS [SEED]    last line: fuzz ENTRY: N executions in S seconds
# New inputs go to build/fuzz-found/ENTRY; one that fails goes to build/fuzz-crashes, and the exit
# status is 1: put it, as small as it gets, into fuzz/corpus/ENTRY when it is fixed.
# With a SEED the run is the same each time, but for how far it gets: it starts from the committed
# inputs alone, in one order. A gate fails so for what has changed, not by dice.
# Each run is a line of build/fuzz-runs.tsv, which ledger.sh adds up.
set -eu
entry=$1 seconds=$2 seed=${3-}
found=build/fuzz-found/$entry log=build/fuzz-found/$entry${seed:+-$seed}.log
mkdir -p "$found" build/fuzz-crashes "fuzz/corpus/$entry"
if [ -n "$seed" ]; then
    find "build/fuzz-seeds/$entry" "fuzz/corpus/$entry" -type f | LC_ALL=C sort | paste -sd, >"$found.inputs"
    set -- -seed="$seed" "-seed_inputs=@$found.inputs"
else
    set -- "$found" "build/fuzz-seeds/$entry" "fuzz/corpus/$entry"
fi
status=0 began=$(date +%s)
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_odr_violation=0} "build/fuzz/fuzz-$entry" -max_total_time="$seconds" -timeout=10 \
    -rss_limit_mb=1024 -max_len=8192 -dict=build/fuzz-seeds/chelm.dict -print_final_stats=1 -verbosity=1 \
    -artifact_prefix="build/fuzz-crashes/$entry-" "$@" >"$log" 2>&1 || status=1
[ "$status" = 0 ] || tail -n 40 "$log"
count=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
[ "${count:-0}" = 0 ] || printf 'libFuzzer\t%s\t%s\t%s\t%s\n' "$entry" $(($(date +%s) - began)) "${count:-0}" "$status" >>build/fuzz-runs.tsv
echo "fuzz $entry: ${count:-0} executions in $seconds seconds"
exit "$status"
