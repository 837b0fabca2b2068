#!/bin/bash
# Lets every allocation fail once, and reads and writes in many ways, over a set of renders.
# usage: faults.sh PROGRAM FAULTS-LIBRARY [STEP]
#   STEP    every STEP-th allocation fails (default 1: all of them)
# last line: faults: N passed, N failed
set -u
program=$(realpath "$1") library=$(realpath "$2") step=${3:-1}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0
webapp=$PWD/examples/webapp

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
    head -n 3 "$tmp/err" | cut -c 1-200 | sed 's/^/  | /'
}

run() { # FAULT ARGS...: with that fault; output in $tmp/out, $tmp/err, $tmp/report
    fault=$1
    shift
    FAULT=$fault FAULT_REPORT=$tmp/report LD_PRELOAD=$library "$program" "$@" \
        >"$tmp/out" 2>"$tmp/err" <"$tmp/in"
    status=$?
}

# One chart with a bit of everything.
mkdir -p "$tmp/small/templates"
printf 'apiVersion: v2\nname: small\nversion: 1.0.0\n' >"$tmp/small/Chart.yaml"
printf 'a: [1, {b: c}]\nt: "{{ .Chart.Name }}"\n' >"$tmp/small/values.yaml"
printf '{"type":"object","properties":{"a":{"type":"array"},"t":{"pattern":"^.*$"}}}' >"$tmp/small/values.schema.json"
cat >"$tmp/small/templates/x.yaml" <<'EOF'
{{- define "n" }}{{ .Chart.Name | upper }}{{ end }}
a: {{ include "n" . }}
b: {{ tpl .Values.t . | quote }}
c: {{ toYaml .Values.a | nindent 2 }}
d: {{ fromYaml "x: [1, 2]" | toJson }}
e: {{ regexReplaceAll "a(.)" "abac" "<$1>" }}
f: {{ printf "%5.2f %q" 1.5 "x" }} {{ semverCompare ">=1" "1.2" }} {{ now | date "2006" | len }}
EOF
printf '{{ fail (include "n" .) }}' >"$tmp/fails.yaml"
cp -r "$tmp/small" "$tmp/failing"
printf '{{ index .Values.a "x" }}' >"$tmp/failing/templates/x.yaml"
printf 'x: 1\n' >"$tmp/more.yaml"
tar -C "$tmp" -czf "$tmp/small.tgz" small
printf '{"id":1,"chart":"%s","set":["x=1"]}\n' "$tmp/small" >"$tmp/in"

# What every allocation is taken away from: the arguments of one run each.
cases=(
    "rel $tmp/small -f $tmp/more.yaml --set x.y[1]=z --set-json j={}"
    "rel $tmp/small.tgz --include-crds --source-map $tmp/map --errors=rich"
    "rel $tmp/failing --errors=json"
    "rel $tmp/small --output-dir $tmp/dir"
    "rel $tmp/small --show-values"
    "--batch - -j 1"
)
for arguments in "${cases[@]}"; do
    # shellcheck disable=SC2086
    run malloc=0 $arguments
    read -r all leaks _ <"$tmp/report"
    good=$status
    cp "$tmp/out" "$tmp/good"
    for ((n = 1; n <= all; n += step)); do
        # shellcheck disable=SC2086
        run "malloc=$n" $arguments
        live=0
        [ "$status" -gt 100 ] || read -r _ live _ <"$tmp/report"
        if [ "$status" -gt 2 ]; then
            bad "$arguments: allocation $n of $all: exit status $status"
        elif [ "$status" -ne "$good" ] && ! grep -q 'Error: \|^error' "$tmp/err" "$tmp/out" && ! grep -q '"err"' "$tmp/out"; then
            bad "$arguments: allocation $n of $all: failed without a word"
        elif [ "$status" -eq 0 ] && [ "$good" -eq 0 ] && ! cmp -s "$tmp/out" "$tmp/good"; then
            bad "$arguments: allocation $n of $all: another output"
        elif [ "$live" -gt "$leaks" ] && ! grep -q '^Error: out of memory$' "$tmp/err"; then
            bad "$arguments: allocation $n of $all: $live blocks stay, not $leaks"
        else
            ok
        fi
    done
    rm -rf "$tmp/dir" "$tmp/map"
done

# Short and interrupted reads and writes change nothing.
run none rel "$webapp" -f - --source-map "$tmp/map1" 
cp "$tmp/out" "$tmp/good"
printf 'x: 1\n' >"$tmp/in"
run none rel "$webapp" -f - --source-map "$tmp/map1"
cp "$tmp/out" "$tmp/good"
run short rel "$webapp" -f - --source-map "$tmp/map2"
if [ "$status" = 0 ] && cmp -s "$tmp/out" "$tmp/good" && cmp -s "$tmp/map1" "$tmp/map2"; then ok; else bad "short reads and writes"; fi
run short rel "$tmp/small.tgz" --post-renderer cat
if [ "$status" = 0 ] && grep -q SMALL "$tmp/out"; then ok; else bad "short reads and writes through a program"; fi

# A full disk and a closed pipe are errors.
for n in 0 1 100 1000; do
    run full=$n rel "$webapp"
    if [ "$status" = 1 ] && grep -q '^Error: write /dev/stdout: no space left on device' "$tmp/err"; then ok; else bad "a full disk after $n bytes"; fi
done
run pipe rel "$webapp"
if [ "$status" = 1 ] && grep -q '^Error: write /dev/stdout: broken pipe' "$tmp/err"; then ok; else bad "a broken pipe"; fi

# Files are written whole or not at all.
for n in 0 10 3000; do
    echo before >"$tmp/map"
    run full=$n rel "$webapp" --source-map "$tmp/map"
    left=$(find "$tmp" -maxdepth 1 -name '*.tmp' | wc -l)
    if [ "$status" = 1 ] && [ "$(cat "$tmp/map")" = before ] && [ "$left" = 0 ]; then ok; else bad "a map on a full disk ($n bytes)"; fi
    rm -rf "$tmp/dir"
    run full=$n rel "$webapp" --output-dir "$tmp/dir"
    whole=yes
    for f in $(find "$tmp/dir" -type f 2>/dev/null); do
        [ -s "$f" ] && [ "$(tail -c 1 "$f" | wc -l)" = 1 ] || whole=no
    done
    if [ "$status" = 1 ] && [ "$whole" = yes ]; then ok; else bad "a folder on a full disk ($n bytes)"; fi
done

# Nothing is written through a link that somebody put there.
echo mine >"$tmp/precious"
ln -sf "$tmp/precious" "$tmp/link"
run none rel "$webapp" --source-map "$tmp/link"
if [ "$(cat "$tmp/precious")" = mine ] && [ ! -L "$tmp/link" ]; then ok; else bad "a map through a link"; fi

# Closed standard descriptors.
"$program" rel "$webapp" >&- 2>"$tmp/err" <"$tmp/in"
if [ $? = 1 ] && grep -q '^Error: write /dev/stdout: bad file descriptor' "$tmp/err"; then ok; else bad "closed standard output"; fi
"$program" rel "$webapp" 2>&- >"$tmp/out" <"$tmp/in"
if [ $? = 0 ] && cmp -s "$tmp/out" "$tmp/good"; then ok; else bad "closed standard error"; fi
"$program" rel "$webapp" -f - >"$tmp/out" 2>"$tmp/err" <&-
if [ $? = 1 ] && grep -q '^Error: ' "$tmp/err"; then ok; else bad "closed standard input"; fi
"$program" rel "$webapp" --source-map "$tmp/map" >&- 2>&- <&-
if [ $? = 1 ] && ! grep -q '^---' "$tmp/map"; then ok; else bad "all closed: the output went into a file"; fi

# A large file that is cut off after it was mapped.
mkdir -p "$tmp/large/templates"
cp "$tmp/small/Chart.yaml" "$tmp/large"
printf 'a: {{ .Files.Get "large.txt" | sha256sum }}\n' >"$tmp/large/templates/x.yaml"
head -c 1000000 /dev/zero | tr '\0' x >"$tmp/large/large.txt"
run none rel "$tmp/large"
if [ "$status" = 0 ] && grep -q '^a: 1b977e9f' "$tmp/out"; then ok; else bad "a large file"; fi
run cut rel "$tmp/large"
if [ "$status" = 1 ] && [ ! -s "$tmp/out" ] && [ ! -s "$tmp/large/large.txt" ] &&
    [ "$(cat "$tmp/err")" = "Error: a file of the chart was cut off while it was read" ]; then ok; else bad "a large file that is cut off"; fi

# Keys do not stay in memory.
mkdir -p "$tmp/keys/templates"
cp "$tmp/small/Chart.yaml" "$tmp/keys"
# shellcheck disable=SC2016
printf '{{ $ca := genCA "a" 9 }}{{ $c := genSignedCert "b" nil nil 9 $ca }}a: {{ b64enc $c.Key }}\nb: {{ genPrivateKey "rsa" | sha256sum }}\nc: {{ buildCustomCert ($c.Cert | b64enc) ($c.Key | b64enc) | toString | len }}\n' >"$tmp/keys/templates/x.yaml"
run keys rel "$tmp/keys"
read -r _ _ keys <"$tmp/report"
if [ "$status" = 0 ] && [ "$keys" = 0 ]; then ok; else bad "$keys blocks of memory were freed with a key in them"; fi

echo "faults: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
