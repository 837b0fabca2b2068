#!/bin/sh
# Checks docs/functions.md and the function table.
# usage: docs-tests.sh DOCS_FUNCTIONS CHELM_LINT
# Last line: docs: N passed, N failed
set -u
program=$1 lint=$2
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
passed=0 failed=0

# check WHAT COMMAND...
check() {
    what=$1
    shift
    if "$@" >"$dir/log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $what"
        head -n 20 "$dir/log"
    fi
}

"$program" --names >"$dir/names"
check "the function table and Helm's functions (spec-tests/functions.txt) differ" \
    diff spec-tests/functions.txt "$dir/names"
check "a function lacks documentation or an example, or has two families" \
    sh -c "'$program' >'$dir/functions.md'"
check "docs/functions.md is not what the tables say: make docs" \
    diff docs/functions.md "$dir/functions.md"
scripts/docs-rules.sh "$lint" "$dir/rules.md"
check "docs/rules.md is not what the tables say: make docs" diff docs/rules.md "$dir/rules.md"

echo "docs: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
