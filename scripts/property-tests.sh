#!/bin/sh
# Checks properties (property/property.h) of the project's own charts, or of those in a folder:
# source maps with each chart's defaults and with each of its ci/*.yaml, origins of values with
# every n-th chart, 20 of them (all of the project's own), what outputs are made from with every
# chart's defaults.
# usage: property-tests.sh PROPERTY_RUN [CORPUS]
# Last line: property: N passed, N failed
set -u
program=$1 corpus=${2:-}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

if [ -n "$corpus" ]; then
    ls -d "$corpus"/*/Chart.yaml | sed 's|/Chart.yaml$||' >"$dir/charts"
    every=$((($(wc -l <"$dir/charts") + 19) / 20))
else
    ls -d examples/*/Chart.yaml spec-tests/charts/*/*/Chart.yaml spec-tests/native/*/*/Chart.yaml |
        sed 's|/Chart.yaml$||' >"$dir/charts"
    every=1
fi
[ -s "$dir/charts" ] || {
    echo "no charts in $corpus"
    exit 1
}

while read -r chart; do
    echo "$chart"
    for values in "$chart"/ci/*.yaml; do
        if [ -f "$values" ]; then echo "$chart:$values"; fi
    done
done <"$dir/charts" >"$dir/maps"
cp "$dir/charts" "$dir/lineage"

# Charts whose values cannot be read have no origins to ask for.
awk -v every="$every" '(NR - 1) % every == 0' "$dir/charts" >"$dir/sample"
if [ -z "$corpus" ]; then
    while read -r chart; do
        if "$(dirname "$program")/chelm-template" rel "$chart" --show-values >/dev/null 2>&1; then
            echo "$chart"
        fi
    done <"$dir/sample" >"$dir/origins"
else
    cp "$dir/sample" "$dir/origins"
fi

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
for what in maps origins lineage; do
    n=$((($(wc -l <"$dir/$what") + 4 * jobs - 1) / (4 * jobs)))
    tr '\n' '\0' <"$dir/$what" | xargs -0 -P "$jobs" -n "$n" sh -c \
        'out=$(mktemp "$0/out.XXXXXX") && "$@" >"$out" 2>&1 || echo "exit status $?" >>"$out"' \
        "$dir" "$program" "$what"
    cat "$dir"/out.* | grep -v '^property: \|^exit status 1$\|^[0-9]* runs$\|^[0-9]* leaves$\|^[0-9]* values$'
    cat "$dir"/out.* | awk -v what="$what" '/ (runs|leaves|values)$/ { n += $1; unit = $2 }
        END { print what ": " n " " unit }'
    cat "$dir"/out.* >>"$dir/all"
    rm -f "$dir"/out.*
done
awk '/^property: / { passed += $2; failed += $4 } /^exit status [^1]/ { failed++ }
    END { printf "property: %d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }' "$dir/all"
