#!/bin/sh
# chelm-lint on the fixtures of its rules, and as a program.
# usage: lint-tests.sh PROGRAM [--record [CODE]]      last line: lint: N passed, N failed
#
# spec-tests/lint/CHnnn-name/bad and .../good are charts (without Chart.yaml they get a small one).
# In bad, the rule finds exactly what bad/expect.txt lists (--format short, from within the chart);
# in good it finds nothing. args.txt holds more arguments, one a line. --record writes expect.txt.
set -u
unset NO_COLOR CLICOLOR_FORCE
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
record=${2:-} only=${3:-}
root=$PWD
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
    [ -s "$tmp/err" ] && sed 's/^/  | /' "$tmp/err" | head -n 5
}

# ---- fixtures ----

# A copy of the chart $1 in $tmp/chart, complete.
unpack() {
    rm -rf "$tmp/chart"
    cp -R "$1" "$tmp/chart"
    rm -f "$tmp/chart/expect.txt" "$tmp/chart/args.txt"
    [ -e "$tmp/chart/Chart.yaml" ] || [ -e "$1/no-chart-file" ] ||
        printf 'apiVersion: v2\nname: c\nversion: 0.1.0\n' >"$tmp/chart/Chart.yaml"
    rm -f "$tmp/chart/no-chart-file"
}

# What the rule $2 finds in the chart $1, in $tmp/out.
find_in() {
    unpack "$1"
    set -- "$1" "$2"
    if [ -e "$1/args.txt" ]; then
        while read -r arg; do set -- "$@" "$arg"; done <"$1/args.txt"
    fi
    code=$2
    shift 2
    (cd "$tmp/chart" && "$program" --no-config --format short --select "$code" "$@" 2>"$tmp/err") >"$tmp/out"
    [ $? -le 3 ]
}

fixture() {
    code=$(basename "$1" | cut -c1-5)
    if [ -d "$1/bad" ]; then
        find_in "$1/bad" "$code" || bad "$1/bad: the linter died"
        [ "$record" = --record ] && cp "$tmp/out" "$1/bad/expect.txt"
        if [ -s "$tmp/out" ] && cmp -s "$tmp/out" "$1/bad/expect.txt"; then
            ok
        else
            bad "$1/bad: not what expect.txt says"
            diff "$1/bad/expect.txt" "$tmp/out" | head -n 10
        fi
    fi
    if [ -d "$1/good" ]; then
        find_in "$1/good" "$code" || bad "$1/good: the linter died"
        if [ -s "$tmp/out" ]; then
            bad "$1/good: there should be nothing"
            head -n 5 "$tmp/out"
        else
            ok
        fi
    fi
}

for folder in spec-tests/lint/CH*; do
    [ -d "$folder" ] || continue
    case $folder in */"$only"*) fixture "$folder" ;; esac
done
[ "$record" = --record ] && exit 0

# Rules that are on and that something reports have a page and both fixtures.
"$program" --list-rules | awk 'NR > 1 && $3 != "off" { print $1 }' >"$tmp/rules"
while read -r code; do
    grep -q "RULE_$code\b" lint/*.c || grep -q "REFUSAL(.*$code," lint/refusals.def || continue
    for half in bad good; do
        set -- spec-tests/lint/"$code"-*/$half
        if [ -d "$1" ]; then ok; else bad "$code has no fixture: spec-tests/lint/$code-NAME/$half"; fi
    done
    if "$program" --explain "$code" >"$tmp/out" 2>"$tmp/err" && [ "$(wc -l <"$tmp/out")" -gt 4 ]; then
        ok
    else
        bad "$code has no page"
    fi
done <"$tmp/rules"
rm -f "$tmp/err"

# ---- the program ----

# run ARGS...: in $tmp/work; $status, $tmp/out, $tmp/err
run() {
    (cd "$tmp/work" && "$program" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null)
    status=$?
}

# check WHAT STATUS PATTERN ARGS...: the pattern is somewhere in the output or among the errors
check() {
    what=$1 want=$2 pattern=$3
    shift 3
    run "$@"
    if [ "$status" -eq "$want" ] && cat "$tmp/out" "$tmp/err" | grep -q -- "$pattern"; then
        ok
    else
        bad "$what (status $status)"
        head -n 10 "$tmp/out"
    fi
}

# lacks WHAT PATTERN: not in the last output
lacks() {
    if grep -q -- "$2" "$tmp/out"; then bad "$1"; else ok; fi
}

# chart FOLDER [TEMPLATE]: a chart with a template; what is known to be wrong in it is a function
chart() {
    mkdir -p "$tmp/work/$1/templates"
    printf 'apiVersion: v2\nname: %s\nversion: 0.1.0\n' "$(basename "$1")" >"$tmp/work/$1/Chart.yaml"
    printf 'a: 1\n' >"$tmp/work/$1/values.yaml"
    printf '%b' "${2:-kind: A\n}" >"$tmp/work/$1/templates/a.yaml"
}

fresh() {
    rm -rf "$tmp/work"
    mkdir "$tmp/work"
}

wrong='kind: A\nx: {{ upperr .Values.a }}\n'

fresh
chart clean
chart broken "$wrong"
check "a clean chart" 0 '1 chart, .* 0 errors' clean
check "the working directory" 3 'CH003' .
check "a broken one" 1 'error\[CH004\]' broken
check "short" 1 '^broken/templates/a.yaml:2:7: error CH004: ' --format short broken
check "several charts" 1 '^2 charts' clean broken
check "one that is not there does not stop the others" 3 'CH004' nowhere broken --format short
check "it is told" 3 'nowhere.*CH003' nowhere broken --format short
check "exit-zero" 0 'CH004' --exit-zero broken
check "an unknown option" 2 'unknown flag: --frobnicate' --frobnicate
check "an unknown format" 2 'there is no format' --format xml broken
check "an unknown rule" 2 'no rule is called CH9999' --select CH9999 broken
check "the version" 0 '^chelm-lint [0-9]' --version
check "help" 0 'from-files' --help
check "rules" 0 '^CH102 ' --list-rules
check "rules as JSON" 0 '"code":"CH102"' --list-rules --format json
check "a page" 0 'CH102' --explain ch102
check "no page" 2 'CH1O2' --explain CH1O2
check "ignored by option" 0 '0 errors' --ignore CH004 broken
check "ignored by prefix" 0 '0 errors' --ignore CH0 broken
check "another rule selected" 0 '0 errors' --select CH102 broken
check "Helm's options are accepted" 0 '0 errors' clean --set a=b --set-string a=d --set-json 'a=3' \
    --set-literal a=g -n ns --kube-version 1.30 --api-versions a/v1 --skip-schema-validation \
    --with-subcharts --debug
printf 'b: 2\n' >"$tmp/work/more.yaml"
check "a values file" 0 '0 errors' clean -f more.yaml
check "a limit" 3 'CH003.*memory' clean --limit bytes=20k --format short

check "two reports to files" 1 'CH004' broken --output sarif:out.sarif --output gitlab:gl.json --format short
if grep -q '"ruleId":"CH004"' "$tmp/work/out.sarif" && grep -q '"check_name":"CH004"' "$tmp/work/gl.json"; then
    ok
else
    bad "reports in files"
fi
check "an output without a format" 2 'FORMAT:FILE' broken --output x.json
check "github" 1 '^::error file=broken/templates/a.yaml,line=2,' broken --format github
check "colours" 1 "$(printf '\033')" broken --color always
check "no colours" 1 'error\[CH004\]' broken --color never
lacks "an escape without colours" "$(printf '\033')"

check "as helm lint" 1 '^\[ERROR\] templates/' broken --format helm
check "as helm lint, good" 0 '^1 chart(s) linted, 0 chart(s) failed' clean --format helm

# broken input
fresh
chart one 'a: {{ if }}\nb: {{ .Values.x\n'
printf 'a: [\n' >"$tmp/work/one/values.yaml"
check "broken values" 1 'CH00' one --format short
mkdir "$tmp/work/empty"
check "an empty folder" 3 'CH003' empty --format short
printf 'no archive' >"$tmp/work/x.tgz"
check "a broken archive" 3 'CH003' x.tgz --format short
printf 'name: [\n' >"$tmp/work/one/Chart.yaml"
run one --format short
case $status in 1 | 3) ok ;; *) bad "a broken Chart.yaml (status $status)" ;; esac

fresh
chart c
for file in values.schema.json Chart.lock ci/x-values.yaml crds/x.yaml; do
    mkdir -p "$tmp/work/c/ci" "$tmp/work/c/crds"
    printf 'a: [\n' >"$tmp/work/c/$file"
    check "a broken $file" 1 "^c/$file:1:1: error CH[07]0[23]" c --format short
    rm "$tmp/work/c/$file"
done
head -c 3000 "$program" >"$tmp/work/c/templates/binary.yaml"
head -c 3000 "$program" >"$tmp/work/c/values.yaml"
check "bytes instead of text" 1 '^c/values.yaml:.* error CH002' c --format short
rm "$tmp/work/c/templates/binary.yaml"
ln -s nowhere "$tmp/work/c/templates/link.yaml"
check "a link to nothing" 3 '^c/Chart.yaml: error CH003' c --format short
fresh
chart c 'a: {{ .Values.redis.auth.password | upper }}\nb: {{ include "redis.name" . }}\n'
printf 'dependencies: [{name: redis, version: 1.x.x, repository: "https://example.com"}]\n' >>"$tmp/work/c/Chart.yaml"
check "a missing subchart is told once" 0 ' 0 errors, 1 warning' c
check "by name" 0 'CH815: .*: redis$' c --format short
chart c '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ include "a" . }}{{ end }}a: {{ include "a" . }}\n'
printf 'apiVersion: v2\nname: c\nversion: 0.1.0\n' >"$tmp/work/c/Chart.yaml"
check "includes in a circle" 0 'CH308' c --format short

# what the chart's own tests set is declared
fresh
chart c 'kind: A\nx: {{ .Values.host }}\ny: {{ (.Values.route).host }}\n'
check "nothing declares it" 0 'CH101.*Values.host' c --format short
mkdir "$tmp/work/c/tests"
printf 'suite: s\ntests:\n  - it: a\n    set: {host: x, route.host: y, "list[0].a": 1, "a.b": 2}\n' >"$tmp/work/c/tests/a_test.yaml"
printf 'tests: [\n' >"$tmp/work/c/tests/b_test.yaml"
printf 'tests: 5\n---\nset: 1\n---\ntests: [1, {set: {}}]\n' >"$tmp/work/c/tests/c_test.yml"
check "a test of the chart sets it" 0 ' 0 errors, 0 warnings' c

# A limit gives up the render, not the chart. Each level here doubles what is rendered.
fresh
chart c
for i in 0 1 2 3 4 5 6 7 8 9; do
    for j in 0 1 2; do
        n=$((i * 3 + j))
        echo "{{- define \"l$n\" }}{{ include \"l$((n + 1))\" (dict \"l\" .) }}{{ include \"l$((n + 1))\" (dict \"r\" .) }}{{ end }}"
    done
done >"$tmp/work/c/templates/a.yaml"
printf '{{ define "l30" }}x{{ end }}a: {{ include "l0" . }}\nb: {{ .Values.nothing }}\n' >>"$tmp/work/c/templates/a.yaml"
check "a lattice of includes" 0 'note CH009: the chart was not rendered: limit of 300000 steps' c --format short --verbose --limit steps=300k
check "of which the rest is linted" 0 'CH101.*nothing' c --format short --limit steps=300k
awk 'BEGIN { for (i = 0; i < 10000; i++) printf "key%d: {a: %d, b: []}\n", i, i }' >"$tmp/work/c/values.yaml"
awk 'BEGIN { print "x: {{ .Values.key1234.aa }}"; for (i = 0; i < 10000; i++) printf "k%d: {{ .Values.key%d.a }}\n", i, i }' >"$tmp/work/c/templates/a.yaml"
check "many keys" 0 '^c/templates/a.yaml:1:23: warning CH101' c --format short

# archives
fresh
chart packed "$wrong"
(cd "$tmp/work" && tar czf packed.tgz packed && rm -rf packed)
check "an archive" 1 '^packed.tgz!/templates/a.yaml:2:7: error CH004' packed.tgz --format short

# changed files
fresh
chart outer "$wrong"
chart outer/charts/inner
check "a file" 1 'outer/templates/a.yaml:2' --from-files outer/values.yaml --format short
check "a file of a subchart" 1 'outer/templates/a.yaml:2' --from-files outer/charts/inner/values.yaml --format short
check "a file that is gone" 1 'outer/templates/a.yaml:2' --from-files outer/templates/x/gone.yaml --format short
check "the same chart once" 1 '^1 chart' --from-files outer/values.yaml outer/Chart.yaml
check "a file of no chart" 0 '^0 charts' --from-files README.md
check "no file" 0 '^0 charts' --from-files

# suppression
fresh
chart c 'kind: A\n{{- /* chelm:ignore CH004 -- later */}}\nx: {{ upperr .Values.a }}\n'
check "a suppressed finding" 0 '0 errors.*1 suppressed' c
check "told in SARIF" 0 '"justification":"later"' c --format sarif
chart c 'kind: A\n# chelm:ignore CH701 -- nothing here\n'
check "an unused suppression" 0 'warning CH990' c --format short
check "which fails when strict" 1 'CH990' c --format short --strict
check "its fix" 0 '^-# chelm:ignore' c --diff
grep -q chelm:ignore "$tmp/work/c/templates/a.yaml" && ok || bad "--diff must not write"
check "the fix made" 0 'fixed c/templates/a.yaml' c --fix
grep -q chelm:ignore "$tmp/work/c/templates/a.yaml" && bad "--fix must write" || ok
chart c 'kind: A\n# chelm:ignore CH4711\n'
check "a suppression of nothing" 0 'CH991' c --format short

# A fix that would change what is rendered is not made: the comment is part of a text here.
chart c 'kind: A\nx: |\n  # chelm:ignore CH701\n'
cp "$tmp/work/c/templates/a.yaml" "$tmp/before"
check "a fix that changes the output is refused" 0 'not fixed' c --fix
if cmp -s "$tmp/before" "$tmp/work/c/templates/a.yaml"; then ok; else bad "a refused fix was written"; fi
chart c 'kind: A\n# chelm:ignore CH701\nx: |\n  # chelm:ignore CH701\n'
check "the others are made" 0 'fixed c/templates/a.yaml' c --fix
if [ "$(grep -c chelm:ignore "$tmp/work/c/templates/a.yaml")" -eq 1 ]; then ok; else bad "one fix of two"; fi
chart c 'kind: A\nx: {{ toYAML .Values.a }}\n'
check "unsafe fixes are not made" 1 'CH004' c --fix
check "but by option" 0 'fixed c/templates' c --fix --unsafe-fixes
chart c 'kind: A\nx: {{ toYaml .Values.m | indent 2 }}\ny: {{ .Values.m.a }}\n'
printf 'm: {a: 1, b: 2}\n' >"$tmp/work/c/values.yaml"
check "indent behind a key" 0 'fixed c/templates/a.yaml' c --fix --fix-only CH502
grep -q '^x: {{ toYaml .Values.m | nindent 2 }}$' "$tmp/work/c/templates/a.yaml" && ok || bad "indent becomes nindent"
check "which leaves nothing to find" 0 '0 errors' c

# settings
fresh
chart c "$wrong"
settings() { printf "$@" >"$tmp/work/.chelm-lint.yaml"; }
settings 'ignore: [CH004]\n'
check "ignore" 0 '0 errors' c
check "no settings" 1 'CH004' c --no-config
settings 'severity: {CH004: warning}\n'
check "severity" 0 'warning CH004' c --format short
settings 'severity: {CH004: warning}\nfail-on: warning\n'
check "fail-on" 1 'warning CH004' c --format short
settings 'severity: {CH004: off}\n'
check "severity off" 0 '0 errors' c
settings 'per-file-ignores: {"templates/**": [CH0]}\n'
check "per-file-ignores, from the chart" 0 '0 errors' c
settings 'per-file-ignores: {"c/templates/*.yaml": [unknown-function]}\n'
check "per-file-ignores, from the settings" 0 '0 errors' c
settings 'per-file-ignores: {"templates/b*": [CH0]}\n'
check "per-file-ignores of others" 1 'CH004' c
settings 'exclude: ["c/templates/**"]\n'
check "exclude" 0 '0 errors' c
settings 'select: [CH102]\n'
check "select" 0 '0 errors' c
settings 'ignoree: [CH102]\n'
check "an unknown key" 2 'did you mean ignore' c
settings 'ignore: [CH4711]\n'
check "an unknown rule in settings" 2 'CH4711' c
settings 'ignore: [\n'
check "settings that are no YAML" 2 'chelm-lint.yaml' c
settings 'helm-version: "3"\n'
check "another Helm" 2 'only Helm 4' c
mkdir "$tmp/work/env"
printf 'zzz: 1\n' | tee "$tmp/work/env/values-prod.yaml" >"$tmp/work/env/values-dev.yaml"
settings 'value-sets: ["env/values-*.yaml"]\nignore: [CH004]\n'
check "value-sets" 0 'env/values-dev.yaml:1:1: warning CH110' c --format short
settings 'value-sets: [nowhere.yaml]\n'
check "no such value set" 2 'nowhere.yaml' c
mkdir "$tmp/work/c/ci"
cp "$tmp/work/env/values-dev.yaml" "$tmp/work/c/ci/x-values.yaml"
check "a ci file is the chart's" 1 '^c/ci/x-values.yaml:1:1: warning CH110' c --format short --no-config
check "a -f file is the user's" 1 '^env/values-dev.yaml:1:1: warning CH110' c --format short --no-config -f env/values-dev.yaml
rm -r "$tmp/work/c/ci"
settings 'kube-versions: ["1.29", "1.34"]\n'
check "several versions tell each finding once" 1 ': 1 error, 0 warn' c
settings 'extends: base.yaml\nfail-on: never\n'
printf 'severity: {CH004: note}\nfail-on: note\n' >"$tmp/work/base.yaml"
check "extends, the nearer counts" 0 'note CH004' c --format short
settings 'severity: {}\n'
chart d 'kind: A\nx: {{ .Values.extra }}\ny: {{ .Values.env.name }}\nz: {{ upper .Values.a }}\n'
printf 'a: 1\nenv: {other: x}\n' >"$tmp/work/d/values.yaml"
check "what nothing declares" 1 'CH101.*extra' d --format short
settings 'declare: {extra: string, ".Values.a": "string|int"}\nopen: [env]\n'
check "declare and open" 0 '0 errors, 0 warn' d --ignore CH202
settings 'declare: {extra: string, "env.**": any}\n'
check "declare with all below" 0 '0 errors, 0 warn' d --ignore CH202
settings 'declare: {extra: strnig}\n'
check "a type that is none" 2 'strnig' d
settings 'declare: {extra: 1}\n'
check "a type that is no text" 2 'types are texts' d
settings 'declare: [extra]\n'
check "declare wants a map" 2 'a map from paths to types' d
settings 'open: 1\n'
check "open wants a list" 2 'open' d
settings 'extends: .chelm-lint.yaml\n'
check "settings that extend themselves" 2 'extend' c
settings 'ignore: [CH004]\n'
printf 'ignore: []\n' >"$tmp/work/c/.chelm-lint.yaml"
check "the nearest has the key" 1 'CH004' c
rm "$tmp/work/c/.chelm-lint.yaml"
printf 'ignore: [CH102]\n' >"$tmp/work/other.yaml"
check "settings by option" 1 'CH004' c --config other.yaml
rm "$tmp/work/.chelm-lint.yaml"
printf 'templates/a.yaml\n' >"$tmp/work/c/.helmlintignore"
check ".helmlintignore" 0 '0 errors' c
rm "$tmp/work/c/.helmlintignore"
settings 'require-reason: true\n'
chart c 'kind: A\n# chelm:ignore CH004\nx: {{ upperr .Values.a }}\n'
check "a reason is wanted" 0 'CH991' c --format short
rm "$tmp/work/.chelm-lint.yaml"

# baseline
fresh
chart c "$wrong"
check "a baseline" 0 'findings written' c --write-baseline
check "hides" 0 '1 in the baseline' c --baseline .chelm-baseline.json
printf '\n\n%b' "$wrong" >"$tmp/work/c/templates/a.yaml"
check "when lines move, too" 0 '1 in the baseline' c --baseline .chelm-baseline.json
check "unchanged in SARIF" 0 '"baselineState":"unchanged"' c --baseline .chelm-baseline.json --format sarif
printf '%b' "${wrong}y: {{ lowerr .Values.a }}\n" >"$tmp/work/c/templates/a.yaml"
check "not what is new" 1 'lowerr' c --baseline .chelm-baseline.json --format short
printf 'kind: A\n' >"$tmp/work/c/templates/a.yaml"
check "what is gone is told" 0 'CH990.*baseline' c --baseline .chelm-baseline.json --format short
check "no such baseline" 2 'no such file' c --baseline nowhere.json

# changes
fresh
chart c "${wrong}z: 1\n"
if (cd "$tmp/work" && git init -q && git add . && git -c user.name=t -c user.email=t@t commit -qm 1) 2>/dev/null; then
    check "nothing changed" 0 '0 errors' c --since HEAD
    printf '%b' "${wrong}z: {{ lowerr .Values.a }}\n" >"$tmp/work/c/templates/a.yaml"
    check "a changed line" 1 'lowerr' c --since HEAD --format short
    lacks "a line that did not change" upperr
    check "the version" 1 'CH816' c --since HEAD --format short --select CH816 --strict
    sed -i 's/0.1.0/0.2.0/' "$tmp/work/c/Chart.yaml"
    check "the version was raised" 0 '0 errors' c --since HEAD --select CH816 --strict
    chart d "$wrong"
    check "a new file" 1 'upperr' d --since HEAD --format short
    check "no such commit" 2 'git' c --since nowhere
    check "no commit at all" 2 'no commit' c --since=-x
fi

cd "$root" || exit 1
echo "lint: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
