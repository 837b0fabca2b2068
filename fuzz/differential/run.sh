#!/bin/sh
# Compares random cases with Helm's engine and lists what differs by its probable cause.
# usage: run.sh BUILD COUNT FROM MODE...     MODE: templates, documents
# Each difference is one line of BUILD/differences-MODE.jsonl, shrunk.
set -u
build=$1 count=$2 from=$3
shift 3
if ! command -v go >/dev/null; then
    echo "differential: skipped, there is no Go"
    exit 0
fi
(cd fuzz/differential && go build -o "$OLDPWD/$build/differential" .) || exit 1
status=0
for mode; do
    echo "$mode:"
    "$build/differential" -chelm "$build/chelm-template" -tables funcs -mode "$mode" -from "$from" \
        -count "$count" -out "$build/differences-$mode.jsonl" || status=1
done
exit $status
