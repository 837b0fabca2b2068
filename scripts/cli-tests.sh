#!/bin/sh
# What chelm-template does as a program: exit status, what goes where, broken output, odd arguments.
# usage: cli-tests.sh PROGRAM      last line: cli: N passed, N failed
set -u
unset SOURCE_DATE_EPOCH
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
webapp=$PWD/examples/webapp

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
    sed 's/^/  | /' "$tmp/err" | head -n 5
}

run() { # the program with arguments; its output in $tmp/out and $tmp/err, its status in $status
    "$program" "$@" >"$tmp/out" 2>"$tmp/err" </dev/null
    status=$?
}

# fails WHAT PATTERN ARGS...: exit status 1, nothing on standard output, the error on the other
fails() {
    what=$1 pattern=$2
    shift 2
    run "$@"
    if [ "$status" -eq 1 ] && [ ! -s "$tmp/out" ] && grep -q -- "$pattern" "$tmp/err"; then
        ok
    else
        bad "$what (status $status, $(wc -c <"$tmp/out") bytes printed)"
    fi
}

# succeeds WHAT PATTERN ARGS...: exit status 0 and the pattern on standard output
succeeds() {
    what=$1 pattern=$2
    shift 2
    run "$@"
    if [ "$status" -eq 0 ] && grep -q -- "$pattern" "$tmp/out"; then ok; else bad "$what (status $status)"; fi
}

chart() { # a small chart in $tmp/NAME with one template, read from standard input
    mkdir -p "$tmp/$1/templates"
    printf 'apiVersion: v2\nname: %s\nversion: 1.0.0\n' "$1" >"$tmp/$1/Chart.yaml"
    cat >"$tmp/$1/templates/t.yaml"
}

fails "a chart that does not exist" '^Error: path "./nope" not found' rel ./nope
fails "a chart by name only" '^Error: ' rel nope
printf 'text' >"$tmp/file"
fails "a chart that is a file" '^Error: ' rel "$tmp/file"
mkdir "$tmp/empty"
fails "a folder without Chart.yaml" 'Chart.yaml' rel "$tmp/empty"
fails "no argument" '^Error: "chelm-template" requires at least 1 argument'
fails "too many arguments" '^Error: expected at most two arguments, unexpected arguments: c' a b c
fails "an unknown flag" '^Error: unknown flag: --bogus' rel "$webapp" --bogus
fails "a flag without its value" '^Error: flag needs an argument: --set' rel "$webapp" --set
fails "a bad kube version" "^Error: invalid kube version 'abc'" rel "$webapp" --kube-version abc
fails "bad delimiters" '^Error: ' rel "$webapp" --delims '[[ ]]'

succeeds "help" 'chelm-template \[NAME\] ' --help
succeeds "version" '^[0-9a-z. -]*[0-9]\.[0-9]' --version
succeeds "a chart without a release name" 'release-name' "$webapp"
succeeds "values from standard input are not read by accident" 'kind: Deployment' rel "$webapp"

# the example in both pairs of delimiters
(cd examples && "$program" shop webapp --namespace demo) >"$tmp/native" 2>"$tmp/err"
if cmp -s "$tmp/native" examples/webapp-helm.out; then ok; else bad "the native example differs from Helm's output of its twin"; fi
(cd examples && "$program" shop webapp --namespace demo --set autoscaling.enabled=true,ingress.enabled=false --set-string podLabels.team=a) >"$tmp/native" 2>"$tmp/err"
if cmp -s "$tmp/native" examples/webapp-helm-scaled.out; then ok; else bad "the native example differs from its twin, scaled"; fi
if grep -q '{{ \$labels.instance }}' "$tmp/native"; then ok; else bad "the braces of the native example did not come through"; fi

# --delims is for the chart on the command line; the annotation and the rule do the rest
chart braces <<'EOF'
a: "{{ 1 }} << 2 >>"
EOF
succeeds "braces decide" 'a: "1 << 2 >>"' rel "$tmp/braces"
succeeds "--delims wins" 'a: "{{ 1 }} 2"' rel "$tmp/braces" --delims '<< >>'
printf 'annotations: {"chelm/delimiters": "<< >>"}\n' >>"$tmp/braces/Chart.yaml"
succeeds "the annotation decides" 'a: "{{ 1 }} 2"' rel "$tmp/braces"
succeeds "--delims wins over the annotation" 'a: "1 << 2 >>"' rel "$tmp/braces" --delims '{{ }}'
chart angles <<'EOF'
a: << 2 >>
EOF
succeeds "angles without braces" 'a: 2' rel "$tmp/angles"

# output that cannot be written
if [ -c /dev/full ]; then
    "$program" rel "$webapp" >/dev/full 2>"$tmp/err" </dev/null
    status=$?
    if [ "$status" -eq 1 ] && grep -q '^Error: ' "$tmp/err"; then ok; else bad "a full disk (status $status)"; fi
fi
"$program" rel "$webapp" >&- 2>"$tmp/err" </dev/null
status=$?
if [ "$status" -eq 1 ] && grep -q '^Error: ' "$tmp/err"; then ok; else bad "closed standard output (status $status)"; fi
chart large <<'EOF'
{{ range until 20000 }}
key{{ . }}: {{ repeat 20 "value " }}
{{ end }}
EOF
{ "$program" rel "$tmp/large" 2>"$tmp/err" </dev/null; echo $? >"$tmp/status"; } | true
status=$(cat "$tmp/status")
if [ "$status" -eq 1 ] && grep -q '^Error: ' "$tmp/err"; then ok; else bad "a closed pipe (status $status)"; fi

# want of memory is an error, not a crash
chart huge <<'EOF'
a: {{ repeat 1000000000000 "x" }}
EOF
fails "a string larger than memory" '^Error: ' rel "$tmp/huge"
chart deep <<'EOF'
{{ define "t" }}{{ tpl .text . }}{{ end }}{{ include "t" (dict "text" "{{ tpl .text . }}") }}
EOF
fails "tpl without end" '^Error: limit of 1000 nested calls of tpl exceeded at gotpl:1:3, called' \
    rel "$tmp/deep"
fails "a lower limit" '^Error: limit of 7 nested calls' --limit depth=7,time=1m rel "$tmp/deep"
fails "an unknown limit" '^Error: --limit speed: must be bytes, value, output, steps, depth or time' \
    --limit speed=1 rel "$tmp/deep"
fails "a limit without a number" '^Error: --limit steps: must be NAME=NUMBER' --limit steps rel "$tmp/deep"
fails "a limit that is no number" '^Error: --limit steps=many: must be a number' \
    --limit steps=many rel "$tmp/deep"
fails "a limit that is no duration" '^Error: --limit time=9: must be a duration' \
    --limit time=9 rel "$tmp/deep"

# --seed repeats what is random; other calls and the clock do not matter
chart random <<'EOF'
a: {{ randAlphaNum 20 }} {{ uuidv4 }}
b: {{ now | date "2006-01-02" }}
EOF
"$program" rel "$tmp/random" --seed x >"$tmp/first" 2>"$tmp/err"
run rel "$tmp/random" --seed x
if [ "$status" -eq 0 ] && cmp -s "$tmp/first" "$tmp/out"; then ok; else bad "--seed does not repeat"; fi
run rel "$tmp/random" --seed y
if [ "$status" -eq 0 ] && ! cmp -s "$tmp/first" "$tmp/out"; then ok; else bad "seeds do not differ"; fi
run rel "$tmp/random"
if [ "$status" -eq 0 ] && ! cmp -s "$tmp/first" "$tmp/out"; then ok; else bad "random without a seed"; fi
succeeds "the time under a seed" '^b: 2000-01-01$' rel "$tmp/random" --seed x
export SOURCE_DATE_EPOCH=86400
succeeds "SOURCE_DATE_EPOCH under a seed" '^b: 1970-01-02$' rel "$tmp/random" --seed x
SOURCE_DATE_EPOCH=soon
fails "a bad SOURCE_DATE_EPOCH" '^Error: SOURCE_DATE_EPOCH must be' rel "$tmp/random" --seed x
unset SOURCE_DATE_EPOCH

# what chelm refuses, as it needs a cluster or the network
fails "--validate" '^Error: --validate is not supported' rel "$webapp" --validate
fails "--dry-run=server" '^Error: --dry-run=server is not supported' rel "$webapp" --dry-run=server
fails "--repo" '^Error: --repo is not supported' rel "$webapp" --repo https://example.com
fails "--verify" '^Error: --verify is not supported' rel "$webapp" --verify
fails "values from a URL" '^Error: cannot fetch https://example.com/v.yaml' rel "$webapp" -f https://example.com/v.yaml
fails "a chart from a registry" '^Error: charts are not downloaded: oci://example.com/x' rel oci://example.com/x
fails "a chart from a URL" '^Error: charts are not downloaded: https://example.com/x.tgz' rel https://example.com/x.tgz
fails "a colour mode, before all else" '^level=WARN msg="command failed" error="invalid color mode \\"x\\": must be one of: never, auto, always"$' --bogus --color x
fails "a form of errors" '^Error: --errors must be rich, helm or json$' rel "$webapp" --errors x
run rel "$webapp" --source-map "$tmp/map.json"
if [ "$status" -eq 0 ] && grep -q '"kind":"action"' "$tmp/map.json"; then ok; else bad "--source-map"; fi
fails "an unknown shell" '^Error: --generate must be' --generate=csh

# --version
succeeds "--version of a local chart" 'kind: Deployment' rel "$webapp" --version '^99'
fails "--version without its value" '^Error: flag needs an argument: --version' rel "$webapp" --version

# the environment
chart place <<'EOF'
a: {{ .Release.Namespace }}
EOF
place() { # place WHAT WANTED ASSIGNMENT ARGS...: the namespace that a variable gives
    what=$1 wanted=$2 assignment=$3
    shift 3
    if env "$assignment" "$program" rel "$tmp/place" "$@" 2>"$tmp/err" | grep -q "^a: $wanted\$"; then ok; else bad "$what"; fi
}
cat >"$tmp/kubeconfig" <<'EOF'
apiVersion: v1
kind: Config
current-context: one
contexts:
- name: one
  context: {namespace: first}
- name: two
  context: {namespace: second}
EOF
place "HELM_NAMESPACE" fromenv HELM_NAMESPACE=fromenv
place "HELM_NAMESPACE and --namespace" given HELM_NAMESPACE=fromenv -n given
place "KUBECONFIG" first KUBECONFIG="$tmp/kubeconfig"
place "--kube-context" second KUBECONFIG="$tmp/kubeconfig" --kube-context two
place "--kubeconfig" first HELM_NAMESPACE= --kubeconfig "$tmp/kubeconfig"
place "HELM_KUBECONTEXT" second HELM_KUBECONTEXT=two --kubeconfig "$tmp/kubeconfig"
place "NO_COLOR" default NO_COLOR=1 --kubeconfig "$tmp/nope"
place "HELM_DRIVER" default HELM_DRIVER=memory --kubeconfig "$tmp/nope"

# capabilities from a file
chart caps <<'EOF'
a: {{ .Capabilities.APIVersions.Has "example.com/v1" }} {{ .Capabilities.APIVersions.Has "example.com/v2" }}
EOF
printf 'example.com/v1\n\n  example.com/v2\r\n' >"$tmp/apis"
succeeds "--api-versions @FILE" '^a: true true$' rel "$tmp/caps" --api-versions "@$tmp/apis"
fails "--api-versions @FILE that is not there" '^Error: open nope: no such file' rel "$tmp/caps" --api-versions @nope

# post-renderers
succeeds "a post-renderer" '^KIND: DEPLOYMENT' rel "$webapp" --post-renderer tr --post-renderer-args a-z --post-renderer-args A-Z
succeeds "a post-renderer that reads nothing" '^done$' rel "$tmp/large" --post-renderer echo --post-renderer-args "done"
succeeds "a post-renderer of much text" '^key19999: ' rel "$tmp/large" --post-renderer cat
fails "a post-renderer that fails" 'post render.*false: exit status 1$' rel "$webapp" --post-renderer false
fails "a post-renderer that is not there" '^Error: .*cannot run ./nope: No such file' rel "$webapp" --post-renderer ./nope
fails "two post-renderers" 'cannot specify --post-renderer flag more than once' rel "$webapp" --post-renderer a --post-renderer b
fails "a post-renderer and files" '^Error: ' rel "$webapp" --post-renderer cat --output-dir "$tmp/never"

# from one pair of delimiters to the other, and back
cp -r examples/webapp-helm "$tmp/pair-helm"
printf 'bytes \303 {{ x' >"$tmp/pair-helm/other" && ln -s other "$tmp/pair-helm/link" && chmod 700 "$tmp/pair-helm/other"
run --convert-delims '<< >>' "$tmp/pair-helm" -o "$tmp/pair-angles"
if [ "$status" -eq 0 ] && [ ! -s "$tmp/out" ] && grep -q '^note: 8 templates' "$tmp/err" &&
    cmp -s "$tmp/pair-angles/templates/alerts.yaml" examples/webapp/templates/alerts.yaml &&
    cmp -s "$tmp/pair-helm/other" "$tmp/pair-angles/other" && [ -x "$tmp/pair-angles/other" ] &&
    [ "$(readlink "$tmp/pair-angles/link")" = other ]; then ok; else bad "--convert-delims (status $status)"; fi
run --convert-delims '{{ }}' "$tmp/pair-angles" --output "$tmp/pair-back/"
if diff -r "$tmp/pair-helm" "$tmp/pair-back" >"$tmp/err"; then ok; else bad "--convert-delims back"; fi
fails "a folder that exists" 'pair-angles exists already$' --convert-delims '<< >>' "$tmp/pair-helm" -o "$tmp/pair-angles"
fails "a folder in the chart" 'is inside of the chart$' --convert-delims '<< >>' "$tmp/pair-helm" -o "$tmp/pair-helm/new"
fails "a pair that it has" 'is written in << >> already$' --convert-delims '<< >>' "$tmp/pair-angles" -o "$tmp/never"
fails "no folder to write" 'needs --output' --convert-delims '<< >>' "$tmp/pair-helm"
fails "no pair" "must be '<< >>' or" --convert-delims '[[ ]]' "$tmp/pair-helm" -o "$tmp/never"
chart sums <<'EOF'
a: {{ .Chart.Annotations | toJson }}
EOF
fails "a chart that would render otherwise" 'sums/templates/t.yaml would be rendered differently' \
    --convert-delims '<< >>' "$tmp/sums" -o "$tmp/never"
if [ -e "$tmp/never" ] || ls "$tmp" | grep -q 'never\.'; then bad "a refused conversion leaves files"; else ok; fi

# single templates
printf '%s\n' '{"id":"a","t":"{{ 1 }}","v":""}' '{"id":"b","t":"{{ nope }}","v":""}' '{"id":"c","t":"{{ \"\\xff\" }}","v":""}' >"$tmp/lines"
"$program" --jsonl <"$tmp/lines" >"$tmp/out" 2>"$tmp/err"
if grep -q '^{"id":"a","out":"1"}$' "$tmp/out" && grep -q '"id":"b","err":"parse error' "$tmp/out" &&
    grep -q '"id":"c","out_b64":"/w=="' "$tmp/out"; then ok; else bad "--jsonl"; fi
printf 'not json\n' | "$program" --jsonl >"$tmp/out" 2>"$tmp/err"
status=$?
if [ "$status" -eq 1 ] && grep -q '^Error: ' "$tmp/err"; then ok; else bad "--jsonl with a bad line (status $status)"; fi

# several errors at once
echo '{"id":"a","t":"{{ fail \"x\" }}","v":"","files":{"templates/y.yaml":"{{ fail \"y\" }}"}}' |
    "$program" --jsonl --keep-going >"$tmp/out" 2>"$tmp/err"
if grep -q '"err":"execution error at (chart/templates/y.yaml:1:3): y","errors":\[".*: y",".*: x"\]}' "$tmp/out"; then ok; else bad "--jsonl --keep-going"; fi
echo '{"chart":"spec-tests/native/keep-going/c","partial":true}' | "$program" --batch - >"$tmp/out" 2>"$tmp/err"
if grep -q '"errors":\["parse error.*"partial":"---.n# Source: c/templates/c.yaml' "$tmp/out"; then ok; else bad "--batch with a partial job"; fi
fails "--partial with a folder" '^Error: --partial prints on standard output' "$webapp" --partial --output-dir "$tmp/never"
run spec-tests/native/keep-going/c --keep-going --debug
if [ "$status" -eq 1 ] && [ ! -s "$tmp/out" ]; then ok; else bad "--keep-going --debug (status $status)"; fi

printf '%s\n' '{"id":"a","t":"x: {{ .Values.b }}","v":"a: 1\na: 2\n"}' | "$program" --jsonl --strict >"$tmp/out" 2>"$tmp/err"
if grep -q '"errors":\["values.yaml:2:1: .*","chart/templates/x.yaml:1:.*"\]}' "$tmp/out"; then ok; else bad "--jsonl --strict"; fi

# --strict
succeeds "--strict of a sound chart" 'kind: Deployment' rel "$webapp" --strict
fails "--strict with a slip" '^Error: --set imagee.tag=x: imagee is not declared' rel "$webapp" --strict --set imagee.tag=x

# differences
differ() { # WHAT STATUS ARGS...: the status of --diff --exit-code
    what=$1 want=$2
    shift 2
    run --diff --exit-code "$@"
    if [ "$status" -eq "$want" ]; then ok; else bad "--diff: $what (status $status)"; fi
}
d=spec-tests/native/diff
differ "a chart and itself" 0 $d/a $d/a
if [ ! -s "$tmp/out" ]; then ok; else bad "--diff prints where nothing differs"; fi
differ "two charts" 1 rel $d/a examples/webapp
differ "values files" 1 $d/a $d/dev.yaml $d/prod.yaml
differ "two charts with values of their own" 1 rel $d/a $d/a $d/dev.yaml $d/prod.yaml
differ "one values file" 1 $d/a $d/prod.yaml
differ "what --set hides" 0 $d/a $d/dev.yaml --set replicas=7
differ "a seed" 0 --seed x $d/a $d/a
differ "one chart" 2 $d/a
differ "no chart" 2 $d/dev.yaml $d/prod.yaml
differ "a chart that is not there" 2 $d/a ./nope
if grep -q '^note: this is the second of the two' "$tmp/err"; then ok; else bad "--diff: which one fails"; fi
differ "values from standard input" 2 $d/a $d/a -f -
differ "a bad form" 2 $d/a $d/a -o yaml
differ "a bad option" 2 $d/a $d/a --bogus
succeeds "--diff without --exit-code" '^    ~ spec.replicas: 1 → 2$' --diff $d/a $d/dev.yaml
run --diff $d/a $d/prod.yaml
if ! grep -q 'hunter2\|other' "$tmp/out" && grep -q 'data.password: \*\*\*' "$tmp/out"; then ok; else bad "--diff shows secrets"; fi
fails "--exit-code alone" '^Error: --exit-code goes with --diff' $d/a --exit-code

# the values, and where they come from
printf 'image:\n  tag: "1.27"\n' >"$tmp/prod.yaml"
succeeds "--show-values" '^  tag: "1.27"$' "$webapp" -f "$tmp/prod.yaml" --show-values
succeeds "--show-values -o json" '"tag": "1.27"' "$webapp" -f "$tmp/prod.yaml" --show-values -o json
run "$webapp" -f "$tmp/prod.yaml" --set image.tag=1.28 --explain image.tag
if [ "$status" -eq 0 ] && grep -q '^image.tag = "1.28"$' "$tmp/out" &&
    grep -q '^  1  values.yaml:6:8 .*shadowed$' "$tmp/out" &&
    grep -q '^  2  .*/prod.yaml:2:8 .*shadowed$' "$tmp/out" &&
    grep -q '^  3  --set image.tag=1.28 .*wins$' "$tmp/out" &&
    grep -q '^  templates/_helpers.tpl:23:46  .Values.image.tag  in "webapp.image"$' "$tmp/out"; then ok; else bad "--explain"; fi
fails "-o where there are no forms" '^Error: --output goes with ' "$webapp" -o yaml
succeeds "--explain, lines of the output" \
    '^  templates/_helpers.tpl:23  Deployment release-name-webapp: image: "ghcr.io/example/webapp:1.28"$' \
    "$webapp" --set image.tag=1.28 --explain .Values.image.tag
succeeds "--explain of what shows nowhere" '^shown in: no line that these values print$' "$webapp" --explain autoscaling.enabled
succeeds "--explain when nothing renders" '^shown in: not known, since the chart does not render: ' \
    "$webapp" --set service=null --explain image.tag
succeeds "--explain, lines in JSON" '"shown":\[{"file":"templates/_helpers.tpl","line":23,"object":"Deployment release-name-webapp","text":"image:' \
    "$webapp" --set image.tag=1.28 --explain image.tag -o json
succeeds "--explain -o json" '"effect":"deletes","wins":false,"kind":"set","option":"env=null"' \
    "$webapp" --set env=null --explain env.LOG_LEVEL -o json
succeeds "--explain a table" '^  service.port = 80 *values.yaml:11:9$' "$webapp" --explain service
printf 'image:\n  tag: null\n' >"$tmp/no-tag.yaml"
chart emptied </dev/null
printf 'image:\n  tag: a\n' >"$tmp/emptied/values.yaml"
run "$tmp/emptied" -f "$tmp/prod.yaml" -f "$tmp/no-tag.yaml" --explain image
if grep -q 'prod.yaml:2:3 .*shadowed$' "$tmp/out" && grep -q 'no-tag.yaml  *{}  *wins$' "$tmp/out"; then ok; else bad "--explain of an emptied table"; fi
fails "--explain of nothing" 'nothing sets image.tga: image has tag, ' "$webapp" --explain image.tga
fails "--explain of no path" '"a..b" is no path' "$webapp" --explain a..b

# what codes mean
succeeds "--explain-code" '^CH102 null-dereference$' --explain-code CH102
succeeds "--explain-code by name" '^Helm prints:$' --explain-code Null-Dereference
succeeds "--explain-code -o json" '^{"schema":1,"code":"CH204",' --explain-code ch204 -o json
fails "--explain-code of no code" '^Error: "CH20" is no code of an error: did you mean CH201?$' --explain-code CH20
fails "--explain-code of anything" '^Error: "\\x1b" is no code of an error' --explain-code "$(printf '\033')"
fails "--explain-code -o yaml" '^Error: --output must be text or json$' --explain-code CH204 -o yaml
for code in $(sed -n 's/^CODE("\(CH[0-9]*\)".*/\1/p' base/error_codes.def | sort -u); do
    succeeds "--explain-code $code" "^$code " --explain-code "$code"
    if grep -q "^| $code |" docs/errors.md; then ok; else bad "docs/errors.md lacks $code"; fi
done

# mistakes in options in the forms of errors
fails "a misspelt flag" '^  = did you mean --values?$' rel "$webapp" --valeus x --errors=rich
fails "a flag with one dash" '^  = did you mean --debug?$' rel "$webapp" -debug --errors rich
fails "a flag without its value, rich" '^  = --set takes K=V,' rel "$webapp" --errors=rich --set
fails "a bad value, rich" '^  = --timeout takes DURATION' rel "$webapp" --errors=rich --timeout x
fails "a misspelt flag in JSON" \
    '^{"schema":1,"code":"CH006","name":"command-line","message":"unknown flag: --valus".*"did you mean --values?"' \
    rel "$webapp" --valus=x --errors=json
fails "a flag with an escape" '^Error: unknown flag: --\\x1b\[31m$' rel "$webapp" "$(printf -- '--\033[31m')" --errors=rich

# reports of --batch and --jsonl
chart report <<'EOF'
a: {{ .Values.imag.tag }}
EOF
printf '{"id":1,"chart":"%s"}\n' "$tmp/report" >"$tmp/jobs"
run --batch "$tmp/jobs" --errors=json
if grep -q '^{"id":1,"err":".*","report":{"schema":1,"code":"CH102",.*}}$' "$tmp/out"; then ok; else bad "--batch --errors=json"; fi
run --batch "$tmp/jobs" --errors=rich
if grep -q '^{"id":1,"err":".*","report":"  --> report/templates/t.yaml:1:7\\n' "$tmp/out"; then ok; else bad "--batch --errors=rich"; fi
run --batch "$tmp/jobs"
if grep -q '"report"' "$tmp/out"; then bad "--batch has reports"; else ok; fi
printf '{"id":"1","t":"{{ .Values.imag.tag }}","v":""}\n' |
    "$program" --jsonl --errors=json >"$tmp/out" 2>"$tmp/err"
if grep -q '^{"id":"1","err":".*","report":{"schema":1,"code":"CH102",' "$tmp/out"; then ok; else bad "--jsonl --errors=json"; fi

# control characters of charts and values do not come through, in none of the forms
csi=$(printf '\302\2331m') # one character that is an escape sequence, in UTF-8
mkdir -p "$tmp/evil/templates"
printf 'apiVersion: v2\nname: evil\nversion: 1.0.0\n' >"$tmp/evil/Chart.yaml"
printf 'x: "\\e[31m\\r\\x9b1m\\u202e"\n"k\\e[2J": 1\nn: null\ny: 1\n' >"$tmp/evil/values.yaml"
printf '{{- /* \033[31m %s */ -}}\n{{- if eq .Values.y 1.0 }}\na: {{ .Values.x.y }}\n{{- else if eq .Values.y 2.0 }}\n' \
    "$csi" >"$tmp/evil/templates/t.yaml"
printf 'a: {{ fail .Values.x }}\n{{- else if eq .Values.y 3.0 }}\na: {{ .Values.n.x }}\n{{- else if eq .Values.y 4.0 }}\n' \
    >>"$tmp/evil/templates/t.yaml"
printf 'a: b: {{ .Values.x }}\n{{- else if eq .Values.y 5.0 }}\na: {{ .Values.x | quote }}\n{{- end }}\n' \
    >>"$tmp/evil/templates/t.yaml"
clean() { # clean WHAT: neither output holds a control character or a mark of direction
    if LC_ALL=C grep -q "$(printf '[\001-\010\013-\037\177]\|\302[\200-\237]\|\342\200\256')" "$tmp/out" "$tmp/err"; then
        bad "control characters in $1"
    else
        ok
    fi
}
for y in 1 2 3 4; do
    for form in rich json; do
        run rel "$tmp/evil" --set y=$y.0 --set-json "y=$y" --errors=$form
        clean "--errors=$form, $y"
        run rel "$tmp/evil" --set-json "y=$y" --set "$(printf 'z=\033[31m')" --errors=$form
        clean "--errors=$form with --set, $y"
    done
done
for path in x 'k' y; do
    for form in text json; do
        run rel "$tmp/evil" --explain "$path" -o "$form"
        clean "--explain $path -o $form"
    done
done
run rel "$tmp/evil" --explain "$(printf 'k\033[2J')"
clean "--explain of an odd key"
run rel "$tmp/evil" --set-json y=5 --trace
clean "--trace"
run rel "$tmp/evil" --show-values
clean "--show-values"

# what needs libraries at run time: a static program has a twin for it, and nothing is done twice
chart loading <<'EOF'
a: {{ genPrivateKey "ed25519" | trunc 27 }}
b: {{ htpasswd "user" "x" | trunc 12 }}
c: {{ (genCA "x" 1).Cert | trunc 27 }}
d: {{ getHostByName "127.0.0.1" }}
e: {{ .Values.x }}
EOF
cat >"$tmp/loaded" <<'EOF'
---
# Source: loading/templates/t.yaml
a: -----BEGIN PRIVATE KEY-----
b: user:$2a$10$
c: -----BEGIN CERTIFICATE-----
d: 127.0.0.1
e: given
EOF
loads() { # loads WHAT LINES: the last run gave what is wanted, and so many lines on standard error
    if [ "$status" -eq 0 ] && cmp -s "$tmp/out" "$tmp/loaded" && [ "$(wc -l <"$tmp/err")" -eq "$2" ]; then
        ok
    else
        bad "$1 (status $status)"
    fi
}
echo 'x: given' >"$tmp/x.yaml"
run rel "$tmp/loading" --enable-dns -f "$tmp/x.yaml"
loads "keys, passwords and addresses" 0
"$program" rel "$tmp/loading" --enable-dns -f - <"$tmp/x.yaml" >"$tmp/out" 2>"$tmp/err"
status=$?
loads "keys, with values from standard input" 0
cat "$tmp/x.yaml" | "$program" rel "$tmp/loading" --enable-dns -f /dev/fd/0 >"$tmp/out" 2>"$tmp/err"
status=$?
loads "keys, with values from a pipe" 0
mkfifo "$tmp/fifo"
cat "$tmp/x.yaml" >"$tmp/fifo" &
timeout 20 "$program" rel "$tmp/loading" --enable-dns -f "$tmp/fifo" >"$tmp/out" 2>"$tmp/err" </dev/null
status=$?
loads "keys, with values from a named pipe" 0
run rel "$tmp/loading" --enable-dns --set x=given --dry-run
loads "keys, with a warning" 1
run rel "$tmp/loading" --enable-dns --set x=given --description ""
loads "keys, with an empty argument" 0
if [ -x "$program-shared" ]; then
    mkdir -p "$tmp/usr/bin" "$tmp/usr/libexec/chelm" "$tmp/links"
    cp "$program" "$tmp/usr/bin/chelm-template"
    alone=$tmp/usr/bin/chelm-template
    for name in genPrivateKey:'OpenSSL 3 (libcrypto.so.3)' htpasswd:'libxcrypt (libcrypt.so.1 or .2)' \
        getHostByName:"the system's resolver"; do
        sed -n "/${name%%:*}/p" "$tmp/loading/templates/t.yaml" | chart single
        "$alone" rel "$tmp/single" --enable-dns >"$tmp/out" 2>"$tmp/err" </dev/null
        status=$?
        wanted="${name%%:*} needs ${name#*:}: chelm-template-shared, which loads it, is missing"
        if [ "$status" -eq 1 ] && [ ! -s "$tmp/out" ] && grep -qF "$wanted" "$tmp/err"; then
            ok
        else
            bad "${name%%:*} without the twin (status $status)"
        fi
    done
    sed -n '/Values/p' "$tmp/loading/templates/t.yaml" | chart single
    "$alone" rel "$tmp/single" -f - <"$tmp/x.yaml" >"$tmp/out" 2>"$tmp/err"
    if grep -q '^e: given$' "$tmp/out"; then ok; else bad "standard input without the twin"; fi
    cp "$program" "$tmp/usr/libexec/chelm/chelm-template-shared"
    timeout 10 "$alone" rel "$tmp/loading" >"$tmp/out" 2>"$tmp/err" </dev/null
    status=$?
    if [ "$status" -eq 1 ] && grep -q 'is missing' "$tmp/err"; then ok; else bad "a twin that is static (status $status)"; fi
    cp "$program-shared" "$tmp/usr/libexec/chelm/chelm-template-shared"
    ln -s ../usr/bin/chelm-template "$tmp/links/chelm"
    (PATH=$tmp/links:$PATH && cd "$tmp" && chelm rel ./loading --enable-dns -f x.yaml >out 2>err </dev/null)
    status=$?
    loads "the twin, by a link in PATH" 0
fi

# on a terminal: colours, links to files, no control characters in Helm's words either
if script -qec true /dev/null >"$tmp/err" 2>&1 </dev/null; then
    on_terminal() { # on_terminal COMMAND: what it shows there
        script -qec "$1" /dev/null </dev/null 2>"$tmp/err" | tr -d '\r' >"$tmp/out"
    }
    esc=$(printf '\033')
    on_terminal "TERM=xterm '$program' rel '$tmp/report'"
    if grep -q "$esc]8;;file://$tmp/report/templates/t.yaml#1$esc\\\\report/templates/t.yaml:1:7$esc]8;;$esc\\\\" "$tmp/out"; then ok; else bad "no link on a terminal"; fi
    on_terminal "TERM=xterm '$program' rel '$tmp/report' --color=never"
    if grep -q "$esc" "$tmp/out"; then bad "--color=never on a terminal"; else ok; fi
    on_terminal "TERM=xterm NO_COLOR=1 '$program' rel '$tmp/report'"
    if grep -q "$esc" "$tmp/out"; then bad "NO_COLOR on a terminal"; else ok; fi
    on_terminal "TERM=dumb '$program' rel '$tmp/report'"
    if grep -q "$esc" "$tmp/out"; then bad "a dumb terminal"; else ok; fi
    for form in helm rich json; do
        on_terminal "TERM=xterm '$program' rel '$tmp/evil' --set-json y=2 --errors=$form --color=never"
        clean "--errors=$form on a terminal"
    done
    on_terminal "'$program' rel '$tmp/evil' --explain 'n.o'"
    clean "--explain on a terminal"
fi
run rel "$tmp/report" --errors=rich --color=always
if grep -q "$(printf '\033')\\[" "$tmp/err" && ! grep -q "$(printf '\033')]8" "$tmp/err"; then ok; else bad "--color=always without a terminal"; fi

# the manual and the completions in the tree are those of the table of options
for pair in man:man/chelm-template.1 bash:completions/chelm-template.bash \
    zsh:completions/_chelm-template fish:completions/chelm-template.fish; do
    run "--generate=${pair%%:*}"
    if cmp -s "$tmp/out" "docs/${pair#*:}"; then ok; else bad "docs/${pair#*:} is old: make docs"; fi
done
if bash -n docs/completions/chelm-template.bash 2>"$tmp/err"; then ok; else bad "the completions of bash"; fi

for what in tokens ast code; do
    succeeds "--dump=$what" '.' rel "$webapp" --dump=$what
done

echo "cli: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
