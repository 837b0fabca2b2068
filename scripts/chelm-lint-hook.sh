#!/bin/sh
# chelm-lint for pre-commit: builds it in this folder when it is not there yet, and runs it.
# usage: chelm-lint-hook.sh ARGUMENTS OF chelm-lint
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
program=$here/build/release/chelm-lint
[ -x "$program" ] || make -s -C "$here" "$program" BUILD="$here/build/release" >&2
exec "$program" "$@"
