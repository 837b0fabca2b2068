#!/bin/sh
# Writes the manual pages and the completions of shells anew from the tables of options.
# usage: docs-options.sh PROGRAM...
set -eu
mkdir -p docs/man docs/completions
for program; do
    name=$(basename "$program")
    "$program" --generate=man >"docs/man/$name.1"
    "$program" --generate=bash >"docs/completions/$name.bash"
    "$program" --generate=zsh >"docs/completions/_$name"
    "$program" --generate=fish >"docs/completions/$name.fish"
done
