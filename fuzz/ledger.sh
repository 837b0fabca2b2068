#!/bin/sh
# Adds the runs of build/fuzz-runs.tsv to the sums of fuzz/ledger.tsv, and writes the table of
# docs/fuzzing.md anew from them.
# usage: ledger.sh    run from the top of the tree
# Both files hold lines of: engine, entry, seconds, executions, runs that ended with a find.
set -eu
ledger=fuzz/ledger.tsv runs=build/fuzz-runs.tsv page=docs/fuzzing.md
new=$(mktemp)
trap 'rm -f "$new" "$new.page"' EXIT
touch "$ledger" "$runs"
awk -F '\t' -v OFS='\t' '
    { key = $1 OFS $2; seconds[key] += $3; executions[key] += $4; finds[key] += $5 }
    END { for (key in seconds) print key, seconds[key], executions[key], finds[key] }' \
    "$ledger" "$runs" | LC_ALL=C sort >"$new"
awk -F '\t' '
    FNR == NR { seconds[$2, $1] = $3; executions[$2, $1] = $4; finds[$2] += $5; entries[$2]
                all[$1] += $4; time[$1] += $3; found += $5; next }
    function commas(n, s) {
        for (s = sprintf("%d", n); match(s, /[0-9][0-9][0-9][0-9](,|$)/); )
            s = substr(s, 1, RSTART) "," substr(s, RSTART + 1)
        return s
    }
    function row(name, a, b, c, d, e) {
        printf "| %s | %s | %s | %s | %s | %s |\n", name, commas(a), commas(b), commas(c), commas(d), commas(e)
    }
    /^<!-- table -->$/ {
        print
        print "| entry | libFuzzer, s | executions | AFL++, s | executions | finds |"
        print "|---|--:|--:|--:|--:|--:|"
        while ((getline line <"fuzz/entries.def") > 0)
            if (match(line, /^ENTRY\([a-z]*/)) {
                e = substr(line, 7, RLENGTH - 6)
                row("`" e "`", seconds[e, "libFuzzer"], executions[e, "libFuzzer"],
                    seconds[e, "AFL++"], executions[e, "AFL++"], finds[e])
            }
        row("all", time["libFuzzer"], all["libFuzzer"], time["AFL++"], all["AFL++"], found)
        skip = 1
    }
    /^<!-- end -->$/ { skip = 0 }
    !skip' "$new" "$page" >"$new.page"
cp "$new" "$ledger"
cp "$new.page" "$page"
rm -f "$runs"
