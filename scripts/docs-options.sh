#!/bin/sh
# Writes the manual page and the completions of shells anew from the table of options.
# usage: docs-options.sh PROGRAM
set -eu
mkdir -p docs/man docs/completions
"$1" --generate=man >docs/man/chelm-template.1
"$1" --generate=bash >docs/completions/chelm-template.bash
"$1" --generate=zsh >docs/completions/_chelm-template
"$1" --generate=fish >docs/completions/chelm-template.fish
