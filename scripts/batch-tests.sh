#!/bin/sh
# Whether --batch gives what single runs give, in order, whatever goes wrong on the way.
# usage: batch-tests.sh PROGRAM      last line: batch: N passed, N failed
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
webapp=$PWD/examples/webapp-helm

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
    head -n 3 "$tmp/out" "$tmp/err" 2>/dev/null | cut -c 1-300 | sed 's/^/  | /'
}
is() { # WHAT CONDITION...: the condition is a command
    what=$1
    shift
    if "$@"; then ok; else bad "$what"; fi
}

batch() { # the program with --batch, jobs from standard input; $tmp/out, $tmp/err, $status
    "$program" --batch - "$@" >"$tmp/out" 2>"$tmp/err"
    status=$?
}
line() { sed -n "$1p" "$tmp/out"; }
has() { # LINE PATTERN
    line "$1" | grep -q -- "$2"
}

# ---- equality: every chart of the tests, each three times with other values, files as outputs ----
find spec-tests/charts spec-tests/native examples -name Chart.yaml -not -path '*/charts/*/charts/*/charts/*' |
    sed 's:/Chart.yaml$::' | grep -v '[\\"]' | sort >"$tmp/charts"
n=0
while read -r chart; do
    for more in '' ',"set":["replicas=3"],"isUpgrade":true' ',"setString":["a.b=1","global.c=2"],"includeCrds":true'; do
        n=$((n + 1))
        printf '{"id":%d,"chart":"%s","release":"rel","namespace":"ns","output":"%s"%s}\n' \
            "$n" "$chart" "$tmp/files/$n" "$more"
    done
done <"$tmp/charts" >"$tmp/jobs"
"$program" --batch "$tmp/jobs" -j 4 --seed x >"$tmp/out" 2>"$tmp/err" </dev/null
status=$?
is "one answer for each job" [ "$(wc -l <"$tmp/out")" -eq "$n" ]
sed 's/^{"id":\([0-9]*\),.*/\1/' "$tmp/out" >"$tmp/ids"
is "answers in the order of the jobs" sh -c "seq $n | cmp -s - '$tmp/ids'"
is "exit status 1 as charts are broken" [ "$status" -eq 1 ]
is "nothing on standard error" [ ! -s "$tmp/err" ]

text_of() { # MEMBER: its text, of the answer on standard input, up to the first line's end
    sed "s/.*\"$1\":\"//; s/\",\"\(warnings\|note\)\":.*//; s/\"}\$//; s/\\\\n.*//; s/\\\\\\(.\\)/\\1/g"
}
i=0
while read -r chart; do
    for more in '' '--set replicas=3 --is-upgrade' '--set-string a.b=1 --set-string global.c=2 --include-crds'; do
        i=$((i + 1))
        # shellcheck disable=SC2086
        "$program" rel "$chart" --namespace ns --seed x $more >"$tmp/single" 2>"$tmp/single.err" </dev/null
        if [ $? -eq 0 ]; then
            if cmp -s "$tmp/single" "$tmp/files/$i"; then ok; else bad "$chart $more: other bytes than alone"; fi
        else
            sed -n 's/^Error: //p' "$tmp/single.err" | head -n 1 >"$tmp/want"
            line $i | text_of err >"$tmp/got"
            if [ ! -e "$tmp/files/$i" ] && cmp -s "$tmp/want" "$tmp/got"; then ok; else
                bad "$chart $more: $(cat "$tmp/got") instead of $(cat "$tmp/want")"
            fi
        fi
    done
done <"$tmp/charts"

# ---- answers ----
batch <<EOF
{"id":"first","chart":"$webapp","release":"shop","namespace":"demo","showOnly":["templates/service.yaml"]}

{"chart":"./nope"}
{"id":{"a":[1,"x"]},"chart":"$webapp","values":["./nope.yaml"]}
{"id":"last","chart":"$webapp","release":"shop","namespace":"demo","showOnly":"templates/service.yaml"}
EOF
is "exit status 1 after a failing job" [ "$status" -eq 1 ]
is "an answer" has 1 '^{"id":"first","out":"---\\n# Source: webapp/templates/service.yaml\\n.*\\n"}$'
is "the number of the line as id" has 2 '^{"id":3,"err":"path \\"./nope\\" not found"}$'
is "any id" has 3 '^{"id":{"a":\[1,"x"\]},"err":"open ./nope.yaml: no such file or directory"}$'
is "jobs behind a failing one" has 4 '^{"id":"last","out":'
is "a text for a list of one" [ "$(line 1 | cut -c 14-)" = "$(line 4 | cut -c 13-)" ]

echo "{\"chart\":\"$webapp\"}" | "$program" --batch - --set replicas=7,service.port=81 >"$tmp/out" 2>"$tmp/err"
is "exit status 0 when all is well" [ $? -eq 0 ]
is "the command line's options for all jobs" has 1 'port: 81.*replicas: 7'
echo "{\"chart\":\"$webapp\",\"set\":[\"replicas=8\"]}" |
    "$program" --batch - --set replicas=7,service.port=81 >"$tmp/out" 2>"$tmp/err"
is "the job's come after them" has 1 'port: 81.*replicas: 8'
batch </dev/null
is "no jobs, no answers" [ "$status" -eq 0 -a ! -s "$tmp/out" ]

# ---- lines that are no jobs ----
batch <<EOF
not json
[]
{}
{"id":"x","chart":"$webapp","sets":["a=1"]}
{"chart":"$webapp","set":[1]}
{"chart":"$webapp","isUpgrade":"yes"}
{"chart":"$webapp","values":["-"]}
{"chart":"$webapp","delims":"[["}
{"chart":"$webapp","release":"a","nameTemplate":"b"}
{"chart":"$webapp","output":"$tmp/twice"}
{"chart":"$webapp","output":"$tmp/./twice"}
{"id":"good","chart":"$webapp"}
EOF
is "exit status 1 after bad lines" [ "$status" -eq 1 ]
for i in 1 2 3 4 5 6 7 8 9 11; do
    is "bad line $i" has $i '"err":"bad job: '
done
is "which member is unknown" has 4 '^{"id":"x",.*sets'
is "the first of two with one output" has 10 '"output":'
is "a good line among bad ones" has 12 '^{"id":"good","out":'

# ---- files ----
echo "{\"chart\":\"$webapp\",\"release\":\"shop\",\"namespace\":\"demo\",\"output\":\"$tmp/new/folder/x.yaml\"}" >"$tmp/jobs"
batch <"$tmp/jobs"
is "folders of outputs are made" cmp -s "$tmp/new/folder/x.yaml" examples/webapp-helm.out
is "nothing else is left there" [ "$(ls "$tmp/new/folder")" = x.yaml ]
echo old >"$tmp/old"
echo "{\"chart\":\"$webapp\",\"set\":[\"a[\"],\"kubeVersion\":\"x\",\"output\":\"$tmp/old\"}" | "$program" --batch - >"$tmp/out" 2>"$tmp/err"
is "a failing job leaves the old file" [ "$(cat "$tmp/old")" = old ]
echo "{\"chart\":\"$webapp\",\"output\":\"$tmp/old/x\"}" | "$program" --batch - >"$tmp/out" 2>"$tmp/err"
is "an output that cannot be written" has 1 '"err":"open .*old/x: not a directory"'

# ---- the command line ----
"$program" --batch "$tmp/none" >"$tmp/out" 2>"$tmp/err"
is "jobs that cannot be read" grep -q '^Error: open .*none: no such file' "$tmp/err"
for args in "rel $webapp" "-j 0" "-j x" "--output-dir $tmp/d"; do
    # shellcheck disable=SC2086
    "$program" --batch - $args </dev/null >"$tmp/out" 2>"$tmp/err"
    is "--batch with $args" [ $? -eq 1 -a -s "$tmp/err" ]
done
if [ -c /dev/full ]; then
    "$program" --batch "$tmp/jobs" >/dev/full 2>"$tmp/err"
    ok
    echo "{\"chart\":\"$webapp\"}" | "$program" --batch - >/dev/full 2>"$tmp/err"
    is "a full disk" [ $? -eq 1 -a -s "$tmp/err" ]
fi

echo "batch: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
