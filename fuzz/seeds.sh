#!/bin/sh
# Inputs to begin with, made from the spec cases, the examples and the tables.
# usage: seeds.sh OUT    writes OUT/ENTRY/* and OUT/chelm.dict
set -eu
out=$1
rm -rf "$out"
while read -r entry; do mkdir -p "$out/$entry"; done <<EOF
$(sed -n 's/^ENTRY.\([a-z]*\),.*/\1/p' fuzz/entries.def)
EOF

# Each case's template and values as a file of their own, "N.t" and "N.v".
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cat spec-tests/cases/*.cases spec-tests/examples/*.cases | awk -v dir="$tmp" '
    /^=== / { if (file) close(file); n++; file = ""; next }
    /^--- template$/ { file = dir "/" n ".t"; next }
    /^--- values$/ { if (file) close(file); file = dir "/" n ".v"; next }
    /^--- / { if (file) close(file); file = ""; next }
    file { print >file }'
for t in "$tmp"/*.t; do
    n=$(basename "$t" .t)
    v=$tmp/$n.v
    cp "$t" "$out/parse/$n"
    { cat "$t"; printf '\0'; [ ! -f "$v" ] || cat "$v"; } >"$out/render/$n"
    [ ! -f "$v" ] || cp "$v" "$out/yaml/$n"
done

# copy ENTRY NAME...: all files of that name
copy() {
    entry=$1 i=0
    shift
    for name; do
        find spec-tests/charts spec-tests/native examples -type f -name "$name" | sort | while read -r f; do
            i=$((i + 1))
            cp "$f" "$out/$entry/$name.$i"
        done
    done
}
copy metadata Chart.yaml
copy yaml values.yaml '*.yaml'
copy schema values.schema.json
copy ignore .helmignore
cp "$out"/yaml/* "$out/yamlround/"
cp "$out"/yaml/* "$out/plain/"
cp "$out"/render/* "$out/lint/"
cp "$out"/yaml/* "$out/head/"
for f in "$out"/schema/*; do printf '\0a: {b: [1, x]}\nc: 1\n' >>"$f"; done

# What functions are given in the cases: texts in quotes, by the family's file.
# texts ENTRY FILE...: all texts of the cases, one seed each
texts() {
    entry=$1
    shift
    cat "$@" | grep -ao '"[^"]*"' | sort -u | awk -v dir="$out/$entry" '
        { gsub(/^"|"$/, ""); gsub(/\\\\/, "\\"); gsub(/\\n/, "\n")
          printf "%s%c%s%cx", $0, 0, $0, 0 >(dir "/t" NR); close(dir "/t" NR) }'
}
texts regex spec-tests/examples/regex.cases
texts semver spec-tests/examples/semver.cases
texts dates spec-tests/examples/dates.cases
texts printf spec-tests/examples/text.cases spec-tests/cases/values.cases
texts json spec-tests/examples/data.cases
texts toml spec-tests/examples/data.cases
texts set spec-tests/examples/dicts.cases
for f in "$out"/json/* "$out"/toml/* "$out"/printf/*; do
    tr '\0' '\n' <"$f" | head -n 1 >"$f.x" && mv "$f.x" "$f"
done

# seed ENTRY TEXT...: by hand, as printf(1) reads them
seed() {
    entry=$1 n=0
    shift
    for text; do
        n=$((n + 1))
        # shellcheck disable=SC2059
        printf "$text" >"$out/$entry/s$n"
    done
}
seed json '{"a":[1,-0.5e300,"\\u00e9\\ud83d\\ude00",null,true],"b":{"c":{}}}' '[[[[1]]]]' '"x"' '1e400'
seed plain 'a: "x \\t\n  \\u0041 \n\n y"\nb: [c d, {"e":f, g: h}, # i\n ]\nj: |2+\n    k\n\n' 'r\n s\n' \
    "k:\n- - 'l''\n  m'\n  - >1-\n   n\n    o\np: q\n"
seed toml 'a = 1\n[b]\nc = ["x", 1.5, 1979-05-27T07:32:00Z]\n[[d.e]]\nf = { g = """x\ny""" }\n' 'a.b."c" = 0x1F\n'
seed set '\000a=1,b.c[2]=x,d={1,2,{3}},e\\.f=null' '\001a[0][1].b=1' '\003a={"b":[1,2]},c=[1]' '\004a.b=1,2' \
    '\002a=file,b=other'
seed semver 'v1.2.3-alpha.1+build\000>=1.2.3 <2 || ~1.4 || ^0.2.x' '1\0001.x - 2.*' '0.0.0-0\000!=1,=0.0.0-0'
seed regex '^(a+)+$\000aaaaaaaaaaaab\000x' '(?i)(?P<n>[[:alpha:]]{2,3}|\\pL\\b)*?\000Straße kelvin\000${n}$1' \
    '[^\\x00-\\x{10FFFF}]|\\Qa.b\\E|(?s:.)$\000a.b\nc\000$$'
seed dates 'Mon, 02 Jan 2006 15:04:05.000 MST -07:00\000Thu, 29 Feb 2024 23:59:60.123 CET +01:00' \
    '2006-01-02T15:04:05Z07:00\0002024-02-29T00:00:00Z' '_2 __2 002 PM .999999999\0001h2m3.5s'
seed printf '%%d %%+v %%#v %%T %%q %%x %%-10.3s|%%[2]*[1]d|%%!%%%%%%U %%e %%g %%08.3f' '%%999d%%.99f%%*d'
seed ignore '*.tmp\n!keep\n/dir/\nmore/*.x\n# no\n\000dir/a.tmp' '{a,b*}[!c-e]?\\\\*\000abz'
seed metadata 'apiVersion: v2\nname: a\nversion: 1.0.0\ndependencies: [{name: b, version: ^1, alias: c, tags: [d]}]\n'
seed job '{"id":1,"chart":"c","set":["a=1"],"values":"x","apiVersions":["v1"],"includeCrds":true,"delims":"<< >>"}'
mkdir -p "$tmp/chart/charts/sub"
printf 'name: c\nversion: 1.0.0\n' >"$tmp/chart/Chart.yaml"
printf 'x' >"$tmp/chart/charts/sub/a b"
ln -s Chart.yaml "$tmp/chart/link"
for format in ustar pax gnu v7; do
    tar -C "$tmp" --format="$format" -cf "$out/archive/$format" chart
done
tar -C "$tmp" -czf "$out/archive/gz" chart

# The words of the languages.
{
    sed -n 's/^\([A-Za-z0-9]*\)$/"\1"/p' spec-tests/functions.txt
    sed -n 's/^METHOD([A-Z0-9_]*, *"\([A-Za-z]*\)".*/".\1"/p' funcs/methods.def
    for word in '{{' '}}' '{{-' '-}}' '<<' '>>' '{{/*' '*/}}' if else end range with define template \
        block break continue true false nil .Values .Chart .Release .Files .Capabilities '$' ':=' '|' \
        'key: ' '- ' '---' '...' '&a' '*a' '<<: ' '!!str' '!!binary' '!!float' '|-' '>+2' '%YAML 1.1' \
        '$ref' '$id' '$anchor' '$dynamicRef' allOf anyOf oneOf not properties items pattern format type \
        additionalProperties unevaluatedProperties dependentSchemas const enum definitions '$defs' \
        '(?i)' '(?:' '[[:alpha:]]' '\\\\pL' '{2,3}' '*?' '2006' 'Jan' 'MST' '-0700' '.000' '%v' '%+v' '%#v' \
        '%[1]d' '%*d' '%q' '%x' '%U' '>=' '~1' '^1' '||' ' - ' '1.2.3' '-alpha' '+b'; do
        printf '"%s"\n' "$word"
    done
} >"$out/chelm.dict"
