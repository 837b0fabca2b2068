#!/bin/bash
# shellcheck disable=SC2046,SC2086
# What a render touches: under strace it opens nothing but the chart, what the options name, its
# libraries and the time zones; it talks to nobody and starts nothing.
# usage: confine.sh PROGRAM    last line: confine: N passed, N failed
set -u
program=$(realpath "$1")
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
passed=0 failed=0

ok() { passed=$((passed + 1)); }
bad() {
    failed=$((failed + 1))
    echo "FAILED: $*"
}

# The sources of the programs.
sources=$(ls base/*.c value/*.c lexer/*.c parser/*.c funcs/*.c eval/*.c chart/*.c release/*.c api/*.c lint/*.c cli/*.c | grep -v _test)

# Which variables of the environment the sources read; each is in the manual.
for name in $(grep -ho 'getenv("[A-Z_]*")' $sources | sed 's/.*"\(.*\)".*/\1/' | sort -u); do
    if grep -q "$name" docs/man/*.1 SECURITY.md; then ok; else bad "\$$name is read and not documented"; fi
done
# Who starts programs or becomes another, and who talks to others: these files and no other.
found=$(grep -lE '\b(fork|vfork|posix_spawnp?|execvp?|execve|system|popen)\(' $sources | sort | tr '\n' ' ')
if [ "$found" = "base/shared_library_static.c cli/filter.c cli/git.c " ]; then ok; else bad "programs are started in $found"; fi
found=$(grep -lE '\b(socket|connect|getaddrinfo|gethostbyname)\(' $sources | sort | tr '\n' ' ')
if [ "$found" = "base/shared_library.c " ]; then ok; else bad "the network is used in $found"; fi

if ! strace -o "$tmp/log" true 2>/dev/null; then
    echo "confine: strace is missing or not allowed: what is opened was not looked at"
    echo "confine: $passed passed, $failed failed"
    exit $((failed > 0))
fi

chart=$tmp/chart
mkdir -p "$chart/templates" "$chart/charts/sub/templates" "$tmp/home"
printf 'apiVersion: v2\nname: c\nversion: 1.0.0\n' >"$chart/Chart.yaml"
printf 'apiVersion: v2\nname: sub\nversion: 1.0.0\n' >"$chart/charts/sub/Chart.yaml"
cat >"$chart/templates/x.yaml" <<'EOF'
a: {{ lookup "v1" "Secret" "" "" | toJson }}
b: {{ getHostByName "example.com" | quote }}
c: {{ .Files.Get "/etc/passwd" | quote }}
d: {{ (genCA "x" 1).Cert | len }}
e: {{ now | date "2006" | len }} {{ dateInZone "2006" (now) "Europe/Berlin" | len }}
f: {{ randAlphaNum 5 | len }} {{ htpasswd "a" "b" | len }}
EOF
printf '{"$ref":"file:///etc/passwd"}' >"$tmp/schema.json"
echo 'x: 1' >"$tmp/values.yaml"
tar -C "$tmp" -czf "$tmp/c.tgz" chart

# allowed: patterns of what may be opened besides the chart and the named files
libraries='^/(usr/)?lib(64)?/|^/etc/ld\.so\.|^/usr/share/zoneinfo|^/etc/localtime$|^/usr/lib/ssl|^/etc/ssl|^/proc/(self/|sys/)|^/sys/|^/dev/(u?random|null|tty)$|^/usr/local/lib|gconv|locale'

# watch WHAT ARGS...: exit status 0, and nothing beyond what is allowed; a static program may become
# its twin
watch() {
    what=$1
    shift
    env -i HOME="$tmp/home" PATH="$PATH" strace -f -y -o "$tmp/log" \
        -e trace=open,openat,creat,socket,connect,execve,fork,vfork,clone,clone3,unlink,rename,mkdir "$program" "$@" \
        >"$tmp/out" 2>"$tmp/err" </dev/null
    status=$?
    # what is opened in an open folder, and what is opened by its path
    opened=$(sed -n -e 's/.*openat([0-9]*<\([^>]*\)>, "\([^"]*\)".*/\1\/\2/p' \
        -e 's/.*open\(at\)\?(\(AT_FDCWD[^"]*\)\?"\([^"]*\)".*/\3/p' "$tmp/log" | sort -u |
        grep -vE "$libraries" | grep -vE "^$tmp/(chart|c\.tgz|values\.yaml|schema\.json|home/\.kube/config)")
    others=$(grep -E '(socket|connect|fork|clone3?|unlink|rename|mkdir)\(' "$tmp/log" | grep -v CLONE_THREAD | head -n 3)
    started=$(grep 'execve(' "$tmp/log" | grep -vc '/chelm-template-shared"')
    if [ "$status" -gt 1 ] || [ -n "$opened" ] || [ -n "$others" ] || [ "$started" -gt 1 ]; then
        bad "$what: status $status, opened: $opened, others: $others, programs: $started"
    else
        ok
    fi
}
watch "a folder" rel "$chart" -f "$tmp/values.yaml"
watch "an archive" rel "$tmp/c.tgz" -f "$tmp/values.yaml" --errors=rich
watch "an error" rel "$chart" --set 'a[=' --errors=json
cp "$tmp/schema.json" "$chart/values.schema.json"
watch "a schema that refers to a file" rel "$chart"
printf '{"$ref":"http://127.0.0.1:9/x"}' >"$chart/values.schema.json"
watch "a schema that refers to the network" rel "$chart"
watch "values" rel "$chart" --show-values

echo "confine: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
