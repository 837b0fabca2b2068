# The probes: sourced by run.sh. Each makes a chart in $c and says what has to come of it.
#
#   section TITLE
#   chart [TEMPLATE]          a new chart with that template; file PATH TEXT adds to it
#   refused WHAT [ARGS...]    one error, exit 1, nothing printed, < 50 ms of CPU, < 64 MiB
#   bounded WHAT [ARGS...]    the same, but it may take what the limits allow
#   harmless WHAT [ARGS...]   exit 0, < 50 ms, < 64 MiB: there is nothing to refuse
#   rep N TEXT                TEXT, N times

section "Templates that do not end or grow without end"
chart 'x: {{ tpl .Values.x . }}'; file values.yaml 'x: "{{ tpl .Values.x . }}"'
refused '`tpl` of a value that is the same `tpl`'
chart '{{ define "a" }}{{ include "a" . }}{{ end }}x: {{ include "a" . }}'
refused '`include` of itself'
chart '{{ define "a" }}{{ template "a" . }}{{ end }}x: {{ template "a" . }}'
refused '`template` of itself'
chart '{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}{{ include "a" . }}'
refused 'two templates that call each other'
chart '{{ define "a" }}1{{ end }}{{ tpl "{{ define \"a\" }}{{ include \"a\" . }}{{ end }}{{ include \"a\" . }}" . }}'
refused '`tpl` that defines a template anew, as a call of itself'
chart '{{ define "a" }}{{ if lt (int .) 60 }}{{ include "a" (add1 .) }}{{ include "a" (add1 .) }}{{ end }}{{ end }}{{ include "a" 0 }}'
bounded 'two `include`s each, 60 deep'
chart '{{ range 3000000000 }}{{ end }}'
bounded 'a loop of 3,000,000,000 rounds'
chart '{{ range until 1000 }}{{ range until 1000 }}{{ range until 1000 }}{{ end }}{{ end }}{{ end }}'
bounded 'loops in loops'
chart 'x: {{ until 300000000 | len }}'
refused '`until 300000000`'
chart 'x: {{ untilStep 0 2000000000 1 | len }}'
refused '`untilStep 0 2000000000 1`'
chart 'x: {{ seq 1 1 100000000 }}'
bounded '`seq 1 1 100000000`'
chart 'x: {{ repeat 2000000000 "aaaaaaaaaa" }}'
refused '`repeat 2000000000 "aaaaaaaaaa"`'
chart 'x: {{ indent 1000000000 "a" }}'
refused '`indent 1000000000 "a"`'
chart 'x: {{ nindent 1000000000 "a" }}'
refused '`nindent 1000000000 "a"`'
chart 'x: {{ wrapWith 1 (repeat 1000000 "a") (repeat 1000 "a ") }}'
refused '`wrapWith` with a long text between the lines'
chart 'x: {{ printf "%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d%900000d" 1 2 3 4 5 6 7 8 9 10 1 2 3 4 5 6 }}'
refused '`printf` with wide columns'
chart 'x: {{ printf "%1000000000d" 1 | quote }}'
harmless '`printf "%1000000000d"`: a bad width, as in Go'
chart '{{ $x := "aaaaaaaaaaaaaaaa" }}{{ range until 60 }}{{ $x = print $x $x }}{{ end }}x: {{ $x }}'
refused 'a text that is doubled 60 times'
chart '{{ $x := list 1 2 3 }}{{ range until 60 }}{{ $x = concat $x $x }}{{ end }}x: {{ len $x }}'
bounded 'a list that is doubled 60 times'
chart '{{ $x := "aaaaaaaaaaaaaaaa" }}{{ range until 60 }}{{ $x = regexReplaceAll "a" $x "aaaa" }}{{ end }}x: {{ $x }}'
bounded '`regexReplaceAll` on its own result'
chart '{{ $x := "aaaaaaaaaaaaaaaa" }}{{ range until 100000 }}{{ $x = b64enc $x }}{{ end }}x: {{ $x }}'
bounded '`b64enc` of its own result'
chart '{{ $d := dict }}{{ range until 100000 }}{{ $_ := set $d "a" (toYaml $d) }}{{ end }}x: 1'
bounded '`toYaml` of a map that holds its own `toYaml`'
chart '{{ range until 100 }}{{ nindent 5000000 "a" }}{{ end }}'
bounded 'output without end'
chart '{{ range until 1000 }}{{ genCA "a" 365 }}{{ end }}'
bounded 'certificates in a loop (with `--limit time=300ms`)' --limit time=300ms

section "Values that hold themselves, or one value very often"
cycle='{{ $d := dict }}{{ $_ := set $d "a" $d }}'
chart "$cycle"'x: {{ toYaml $d | quote }}'
harmless '`toYaml` of a map in itself: Helm gives "", too'
chart "$cycle"'x: {{ toJson $d | quote }}'
harmless '`toJson` of it'
chart "$cycle"'{{ mustToJson $d }}'
refused '`mustToJson` of it'
chart "$cycle"'x: {{ toToml $d | quote }}'
harmless '`toToml` of it: the error is the text'
chart "$cycle"'x: {{ deepCopy $d }}'
refused '`deepCopy` of it'
chart "$cycle"'{{ $e := dict }}{{ $_ := set $e "a" $e }}x: {{ deepEqual $d $e }}'
harmless '`deepEqual` of two of them'
chart "$cycle"'{{ $e := dict }}{{ $_ := set $e "a" $e }}x: {{ merge $d $e | len }}'
refused '`merge` of two of them'
dag='{{ $l := list 1 }}{{ range until 40 }}{{ $l = list $l $l }}{{ end }}'
chart "$dag"'x: {{ toYaml $l | len }}'
refused '`toYaml` of 2^40 values'
chart "$dag"'x: {{ toJson $l | len }}'
bounded '`toJson` of them'
chart "$dag"'x: {{ toToml (dict "a" $l) | len }}'
bounded '`toToml` of them'
chart "$dag"'{{ $l }}'
bounded 'printing them'
chart "$dag"'{{ deepCopy $l }}'
bounded '`deepCopy` of them'
chart "$dag"'{{ index $l "a" }}'
refused 'an error about them (with `--errors=rich`)' --errors=rich

section "Texts that take long"
chart 'x: {{ regexMatch "^(a+)+$" (print (repeat 100000 "a") "b") }}'
harmless '`^(a+)+$` on 100,000 letters'
chart 'x: {{ regexMatch "(((a{1000}){1000}){1000})" "b" }}'
harmless 'nested repetitions: refused by the syntax, as in Go'
chart 'x: {{ regexMatch "((a{30}){30})*b" (repeat 100000 "a") }}'
bounded 'a large automaton on a long text'
chart 'x: {{ regexMatch (print (repeat 100000 "(") "a" (repeat 100000 ")")) "b" }}'
harmless 'a pattern of 100,000 groups'
chart '{{ $x := repeat 5000000 "a" }}x: {{ contains (print (repeat 2000000 "a") "b") $x }}'
harmless '`contains` of a long text in a long text'
chart '{{ $x := repeat 3000000 "é" }}x: {{ trimAll (print (repeat 3000000 "ü") "é") $x | len }}'
bounded '`trimAll` with a long set'
chart '{{ $x := repeat 5000000 "a" }}{{ range until 100000 }}{{ $y := sha256sum $x }}{{ end }}x: 1'
bounded 'a long text hashed in a loop'
chart 'x: {{ semverCompare (repeat 10000 "^1 || ") "1.2.3" }}'
refused 'a long version range'
chart 'x: {{ semver (repeat 1000000 "1") }}'
refused 'a long version'
chart 'x: {{ date (repeat 100000 "2006") now | len }}'
harmless 'a long date layout'
chart 'x: {{ (fromJson "{\"a\":1e400,\"b\":-0,\"c\":12345678901234567890}").Error | quote }}'
harmless 'JSON numbers beyond all bounds'

section "Templates that are hard to read"
chart "$(rep 100000 '{{ ')"
refused 'actions that do not end'
chart "x: {{ $(rep 1000000 '(')1$(rep 1000000 ')') }}"
refused '1,000,000 parentheses'
chart "$(rep 400000 '{{if 1}}')"
refused '400,000 nested `if`s'
chart "{{ if 1 }}$(rep 300000 '{{else if 1}}'){{ end }}"
refused '300,000 `else if`s'
chart "$(rep 6000000 x)"
refused 'a template of 6 MB'
chart "$(seq -f '{{define "a%.0f"}}{{end}}' 30000)"
harmless '30,000 templates in one file'
chart "x: $(printf '\377\376\200')"
refused 'bytes that are no UTF-8'

section "YAML"
chart 'x: 1'
file values.yaml "$(echo 'a: &a [x,x,x,x,x,x,x,x,x]'; for i in b:a c:b d:c e:d f:e g:f h:g i:h; do k=${i%:*} o=${i#*:}; echo "$k: &$k [*$o,*$o,*$o,*$o,*$o,*$o,*$o,*$o,*$o]"; done)"
refused 'an alias bomb'
file values.yaml "a: $(rep 100000 '[')"
refused '100,000 nested lists'
file values.yaml "a: $(rep 100000 '{')"
refused '100,000 nested maps'
file values.yaml "$(printf 'a: &a\n  <<: *a')"
refused 'a merge key of itself'
file values.yaml 'a: &a [*a]'
refused 'an alias of what is around it'
file values.yaml 'a: !!python/object/apply:os.system [id]'
harmless 'a tag of Python: no more than a string'
file values.yaml "$(printf 'a: b\001c')"
refused 'a control character'
file values.yaml "$(printf 'a: \377\376')"
refused 'bytes that are no UTF-8'
file values.yaml "$(rep 6000000 x)"
refused 'a file of 6 MB'
file values.yaml "# only a comment"
harmless 'nothing but a comment'
chart 'x: {{ fromYaml (repeat 100000 "[") | toJson | trunc 60 | quote }}'
harmless '`fromYaml` of nested lists: the error is the value'

section "JSON Schema"
schema() { chart 'x: 1'; file values.yaml "${2:-a: 1}"; file values.schema.json "$1"; }
schema '{"$ref":"http://127.0.0.1:9/x"}'
refused '`$ref` to http: (Helm fetches it)'
schema '{"$ref":"file:///etc/passwd"}'
refused '`$ref` to file:///etc/passwd (Helm reads it)'
schema '{"$ref":"file:///dev/zero"}'
refused '`$ref` to file:///dev/zero (CVE-2025-55199)'
schema '{"$ref":"../../../../etc/passwd"}'
refused '`$ref` out of the chart'
schema '{"$ref":"#"}'
refused '`$ref` of itself'
schema "$(rep 100000 '{"not":'){}$(rep 100000 '}')"
refused '100,000 schemas in each other (CVE-2025-32387)'
schema '{"$schema":"https://json-schema.org/draft/2020-12/schema","$dynamicAnchor":"n","allOf":[{"$dynamicRef":"#n"}]}'
refused '`$dynamicRef` of itself'
schema '{"allOf":[{"properties":{"a":{"$ref":"#"}}},{"properties":{"a":{"$ref":"#"}}}]}' "a: $(rep 30 '{a: ')1$(rep 30 '}')"
bounded 'a schema that doubles its work at each level'
schema '{"properties":{"a":{"pattern":"^(a+)+$"}}}' "a: $(rep 10000 a)b"
refused 'a pattern that is slow elsewhere'
schema 'null'
refused '`null`'
schema '[]'
refused 'a list'

section "--set"
chart 'x: 1'
refused 'index 999999999 (CVE-2022-36055)' --set 'a[999999999]=1'
refused 'index -1' --set 'a[-1]=1'
refused '1,000 levels of names (CVE-2022-36055)' --set "a$(rep 1000 .a)=1"
refused '100,000 braces' --set "a=$(rep 100000 '{')"
refused '100,000 brackets in --set-json' --set-json "a=$(rep 100000 '[')"

section "Chart.yaml and names"
meta() { chart 'x: 1'; file Chart.yaml "$1"; }
meta 'apiVersion: v2
name: ..
version: 1.0.0'
refused 'name `..` (CVE-2026-35206)'
meta 'apiVersion: v2
name: ../../x
version: 1.0.0'
refused 'a name with `/` (CVE-2019-1000008)'
meta 'apiVersion: v2
name: c
version: 1.0.0/../../x'
refused 'a version with `/../` (CVE-2026-35204)'
meta 'apiVersion: v2
name: c
version: "1.0.0\x1b[31m"'
refused 'terminal escapes in the version (CVE-2021-21303)'
meta 'apiVersion: v2
name: c
version: 1.0.0
dependencies: [{name: ../x, version: "1"}]'
refused 'a dependency called `../x` (CVE-2024-25620)'
meta 'apiVersion: v2
name: c
version: 1.0.0
dependencies: [{name: x, version: "1", alias: "../y"}]'
refused 'an alias with `/` (CVE-2020-15184)'
meta ''
refused 'an empty file (CVE-2024-26147)'
meta 'null'
refused '`null` (CVE-2022-23525)'
meta '[]'
refused 'a list (CVE-2025-55198)'
meta 'apiVersion: v2
name: [c]
version: {a: 1}'
refused 'fields of other types (CVE-2025-55198)'
meta 'apiVersion: v2
name: c
version: 1.0.0
dependencies: [null]
maintainers: [null]'
refused 'null in lists (CVE-2022-23525)'

section "Messages"
chart '{{ fail "\x1b[31mred\u202e" }}'
refused 'terminal escapes in an error (with `--errors=rich`: shown as escapes)' --errors=rich
chart '{{ index .Values "\x1b]0;title\x07" "x" }}'
refused 'an escape in the name of a value (with `--errors=rich`)' --errors=rich

section "World"
chart 'x: {{ lookup "v1" "Secret" "" "" | toJson | quote }}'
harmless '`lookup` asks no cluster (CVE-2020-11013)'
chart 'x: {{ getHostByName "example.com" | quote }}'
harmless '`getHostByName` asks no network (CVE-2023-25165)'
chart 'x: {{ env "HOME" }}'
refused '`env`'
chart 'x: {{ expandenv "$HOME" }}'
refused '`expandenv`'
chart 'x: {{ .Files.Get "../../../../etc/passwd" | quote }}'
harmless '`.Files.Get` out of the chart: nothing is there'

section "Keys"
for f in 'buildCustomCert "x" "y"' 'genSelfSignedCertWithKey "a" nil nil 1 "junk"' 'decryptAES "k" "AAAA"' \
    'decryptAES "k" "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE="' 'genPrivateKey "x" | len | fail' \
    'genCAWithKey "a" 1 (repeat 1000 "-----BEGIN RSA PRIVATE KEY-----\n")'; do
    chart "{{ $f }}"
    refused "\`$f\`"
done

section "Archives and links"
archive() { # NAME...: what tar puts into the archive, under any name
    rm -f "$tmp/a.tgz"
    tar -C "$tmp/c" -czPf "$tmp/a.tgz" "$@" 2>/dev/null
    target=$tmp/a.tgz
}
top='apiVersion: v2
name: c
version: 1.0.0'
packed() { rm -rf "$tmp/c"; mkdir -p "$tmp/c/c/templates"; printf '%s\n' "$top" >"$tmp/c/c/Chart.yaml"; echo 'x: 1' >"$tmp/c/c/templates/x.yaml"; }
packed; archive --transform 's|^c/templates/x.yaml|c/../../x|' c
refused 'an entry `c/../../x` (CVE-2019-1000008)'
packed; archive --transform 's|^c/templates/x.yaml|/etc/x|' c
harmless 'an entry `/etc/x`: the file `x` of the chart, and no template'
packed; archive --transform 's|^c/templates/x.yaml|c/C:\\x|' c
harmless 'an entry `c/C:\x`: the same'
packed; archive --transform 's|^c/templates/x.yaml|c/C:/x|' c
refused 'an entry `c/C:/x`'
packed; archive --transform 's|^c/templates/x.yaml|../x|' c
harmless 'an entry `../x`: the same'
packed; ln -s /etc/hostname "$tmp/c/c/leak"; archive c
harmless 'a link out of the archive: left out'
packed; ln "$tmp/c/c/Chart.yaml" "$tmp/c/c/hard"; archive c
harmless 'a hard link: left out'
packed; mkfifo "$tmp/c/c/fifo"; archive c
harmless 'a named pipe: left out'
packed; archive c; head -c 200 "$tmp/a.tgz" >"$tmp/b.tgz"; target=$tmp/b.tgz
refused 'an archive that is cut off'
packed; dd if=/dev/zero of="$tmp/c/c/big" bs=1M count=6 2>/dev/null; archive c
refused 'a file of 6 MB (CVE-2025-32386)'
packed; for i in $(seq 25); do dd if=/dev/zero of="$tmp/c/c/big$i" bs=1M count=5 2>/dev/null; done; archive c
bounded '125 MB out of a few KB (CVE-2025-32386)'
printf 'no gzip' >"$tmp/b.tgz"; target=$tmp/b.tgz
refused 'a file that is no archive'
: >"$tmp/b.tgz"
refused 'an empty archive'
chart 'x: {{ .Files.Get "leak" | quote }}'; printf secret >"$tmp/secret"; ln -s "$tmp/secret" "$c/leak"
harmless 'a link out of a folder: followed with a notice, as Helm does'
refused 'a link out of a folder with `--confine`' --confine
chart 'x: 1'; ln -s /etc "$c/templates/etc"
refused 'a folder of links out of a folder with `--confine`' --confine
chart 'x: 1'; ln -s . "$c/loop"
refused 'a link to the folder it is in'
chart 'x: 1'; mkfifo "$c/fifo"
refused 'a named pipe in a folder'
chart 'x: 1'; ln -s /dev/zero "$c/zero"
refused 'a link to /dev/zero'
chart 'x: 1'; rm "$c/Chart.yaml"; mkfifo "$c/Chart.yaml"
refused 'a named pipe instead of Chart.yaml'
chart 'x: 1'; mkfifo "$c/.helmignore"
refused 'a named pipe instead of .helmignore'
chart 'x: 1'; rm "$c/Chart.yaml"; ln -s /dev/zero "$c/Chart.yaml"
refused 'a link to /dev/zero instead of Chart.yaml'
chart 'x: 1'; printf 'secret: x\n' >"$tmp/secret"; rm "$c/Chart.yaml"; ln -s "$tmp/secret" "$c/Chart.yaml"
refused 'Chart.yaml a link out of the folder, with `--confine`' --confine
