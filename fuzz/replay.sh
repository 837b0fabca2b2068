#!/bin/sh
# Runs the replay program on the seeds and on past crashes; shows the end of its log when it fails.
# usage: replay.sh PROGRAM    last line: replay: N passed, N failed
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "$1" build/fuzz-seeds fuzz/corpus 2>"$log"; then
    tail -n 30 "$log"
    echo "replay: 0 passed, 1 failed"
    exit 1
fi
