#!/bin/sh
# Runs the spec cases with the program under valgrind's memcheck; memory that is not given back at
# the end is an error, too. What valgrind tells is shown.
# usage: valgrind.sh BUILD ARG...    ARGs: those of spec-run; last line: valgrind: N runs, N with errors
set -eu
build=$1
shift
if ! command -v valgrind >/dev/null; then
    echo "valgrind: skipped, it is not installed"
    exit 0
fi
logs=$PWD/$build/valgrind
rm -rf "$logs"
mkdir -p "$logs"
# What the loader keeps of a library that was loaded at run time, libcrypto, is its own.
cat >"$build/valgrind.supp" <<EOF
{
   dlopen
   Memcheck:Leak
   match-leak-kinds: reachable
   ...
   fun:_dl_open
   ...
}
EOF
cat >"$build/under-valgrind" <<EOF
#!/bin/sh
exec valgrind -q --leak-check=full --show-leak-kinds=all --num-callers=20 \\
    --suppressions='$PWD/$build/valgrind.supp' \\
    --log-file='$logs/%p' '$PWD/$build/chelm-template' "\$@"
EOF
chmod +x "$build/under-valgrind"
status=0
"$build/spec-run" "$build/under-valgrind" "$@" || status=1
runs=$(find "$logs" -type f | wc -l) bad=$(find "$logs" -type f -size +0 | wc -l)
find "$logs" -type f -size +0 | head -n 3 | while read -r log; do head -n 40 "$log"; done
echo "valgrind: $runs runs, $bad with errors"
[ "$status" = 0 ] && [ "$bad" = 0 ]
