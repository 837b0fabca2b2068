#!/bin/sh
# Holds the linter's reports on real charts against the ledger of those that were read and judged.
# usage: lint-ledger.sh LINTER CHARTS [LEDGER]     CHARTS: a folder of charts
#        lint-ledger.sh --list LINTER CHARTS       the reports as rows of a ledger without a verdict
# A ledger's row: chart, code, place, verdict (true, benign, false), why; tabs between. Fails when a
# default-on error or warning is not in it, when a row is reported no more, or when of the errors
# fewer than 98 %, of the warnings fewer than 90 % are true.
set -eu
list=
if [ "$1" = --list ]; then
    list=1
    shift
fi
linter=$1 charts=${2%/} ledger=${3:-spec-tests/lint/ledger.tsv}
if ! [ -d "$charts" ]; then
    echo "ledger: skipped: there is no folder of charts at '$charts'"
    exit 0
fi
tab=$(printf '\t')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# chart, code, place, severity: one row for each report that counts.
"$linter" --format jsonl "$charts"/*/ >"$work/reports" || [ $? -le 3 ]
[ -s "$work/reports" ] || { echo "ledger: the linter reported nothing at all"; exit 1; }
python3 - "$charts" "$work/reports" >"$work/unsorted" <<'PYTHON'
import json, os, sys
charts = os.path.abspath(sys.argv[1])
for line in open(sys.argv[2], encoding='utf-8'):
    f = json.loads(line)
    if f.get('severity') not in ('error', 'warning'):
        continue
    chart = os.path.basename(os.path.normpath(f['chart']))
    file, start = f.get('file', f['chart']), f.get('start', {'line': 0, 'column': 0})
    path = os.path.relpath(os.path.abspath(file), os.path.join(charts, chart))
    place = '%s:%d:%d' % (path, start['line'], start['column'])
    print(chart, f['code'], place, f['severity'], f['message'].replace('\t', ' '), sep='\t')
PYTHON
sort -u "$work/unsorted" >"$work/now"
if [ "$list" ]; then
    cat "$work/now"
    exit 0
fi

awk -F "$tab" -v OFS="$tab" '
NR == FNR { if ($0 !~ /^#/ && NF) { verdict[$1 FS $2 FS $3] = $4 } next }
{
    key = $1 FS $2 FS $3
    seen[key] = 1
    if (!(key in verdict)) { print "not in the ledger: " $0; bad = 1; next }
    if (key in counted) next
    counted[key] = 1
    all[$4]++; all[$2 " " $4]++
    if (verdict[key] == "true") { good[$4]++; good[$2 " " $4]++ }
    if (verdict[key] == "benign") { benign[$4]++; benign[$2 " " $4]++ }
}
END {
    for (key in verdict) if (!(key in seen)) { print "reported no more: " key; bad = 1 }
    for (k in all) printf "%-16s %4d reports, %4d true, %3d benign, %3d false: %5.1f %%\n", k, all[k],
        good[k], benign[k], all[k] - good[k] - benign[k], 100 * good[k] / all[k] | "sort"
    close("sort")
    if (all["error"] && good["error"] / all["error"] < 0.98) { print "of the errors too few are true"; bad = 1 }
    if (all["warning"] && good["warning"] / all["warning"] < 0.90) { print "of the warnings too few are true"; bad = 1 }
    exit bad
}' "$ledger" "$work/now"
echo "ledger: $(wc -l <"$work/now") reports, all of them judged"
