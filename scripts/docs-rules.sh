#!/bin/sh
# Writes docs/rules.md from the pages and examples of rules.
# usage: docs-rules.sh CHELM_LINT [FILE]
set -eu
out=${2:-docs/rules.md}
{
    echo '# The rules of chelm-lint'
    echo
    echo 'Written by `make docs`; the examples are tests (spec-tests/lint). How to choose rules, suppress'
    echo 'findings and read reports: [lint.md](lint.md).'
    echo
    "$1" --generate=rules
} >"$out"
