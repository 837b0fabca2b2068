#!/bin/sh
# Runs every unit test program and then the other suites, and adds up their counts.
# usage: run-tests.sh TEST_PROGRAM... -- SUITE_COMMAND...
#   TEST_PROGRAM   a cmocka program
#   SUITE_COMMAND  one word, split at blanks: a command whose last line is "NAME: N passed, N failed"
# Prints what failed, and last one line: N passed, N failed.
set -u
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0

# Counts a cmocka program by its own lines: "[==========] 5 test(s) run." and
# "[  FAILED  ] 2 test(s), listed below:". A crash or a leak that cmocka does not report is a failure.
run_unit() {
    "$1" >"$log" 2>&1
    status=$?
    ran=$(sed -n 's/^\[==========\] \([0-9]*\) test(s) run\..*/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^\[  FAILED  \] \([0-9]*\) test(s), .*/\1/p' "$log" | tail -n 1)
    ran=${ran:-0} bad=${bad:-0}
    if [ "$ran" -eq 0 ]; then
        echo "no test ran" >>"$log"
        ran=1 bad=1
    elif [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    if [ "$bad" -ne 0 ]; then
        echo "FAILED: $1 (exit status $status)"
        grep -v '^\[ RUN\|^\[       OK' "$log"
    fi
    passed=$((passed + ran - bad)) failed=$((failed + bad))
}

run_suite() {
    # shellcheck disable=SC2086
    $1 >"$log" 2>&1
    status=$?
    cat "$log"
    good=$(sed -n 's/^[a-z ]*: \([0-9]*\) passed, \([0-9]*\) failed$/\1/p' "$log" | tail -n 1)
    bad=$(sed -n 's/^[a-z ]*: \([0-9]*\) passed, \([0-9]*\) failed$/\2/p' "$log" | tail -n 1)
    good=${good:-0} bad=${bad:-1}
    [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    passed=$((passed + good)) failed=$((failed + bad))
}

while [ $# -gt 0 ] && [ "$1" != -- ]; do
    run_unit "$1"
    shift
done
echo "unit: $passed passed, $failed failed"
[ $# -gt 0 ] && shift
for suite; do
    run_suite "$suite"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
