#!/bin/sh
# Prints the examples of rules for lint/rule_page.c: for each rule the files of its fixtures (spec-tests/lint), and what is
# found in the bad one. usage: rule-examples.sh
set -eu

# The files of a chart as the lines of a C text, each under its name.
files() {
    find "$1" -type f ! -name expect.txt ! -name args.txt ! -name no-chart-file | LC_ALL=C sort |
        while read -r file; do
            printf '# %s\n' "${file#"$1"/}"
            cat "$file"
        done
}

quoted() {
    echo '     ""'
    sed 's/[\\"?]/\\&/g; s/\t/\\t/g; s/.*/     "&\\n"/'
}

echo '/* Examples of rules, from spec-tests/lint, by scripts/rule-examples.sh.'
echo ' * EXAMPLE(rule, bad, good, found) */'
for folder in spec-tests/lint/CH*; do
    [ -d "$folder/bad" ] && [ -d "$folder/good" ] || continue
    # Binary files and long ones make no examples.
    [ "$(files "$folder/bad" | wc -l)" -le 60 ] || continue
    files "$folder/bad" | LC_ALL=C grep -q '[^ -~	]' && continue
    printf 'EXAMPLE(%s,\n' "$(basename "$folder" | cut -c1-5)"
    files "$folder/bad" | quoted
    echo '     ,'
    files "$folder/good" | quoted
    echo '     ,'
    quoted <"$folder/bad/expect.txt"
    echo ')'
done
