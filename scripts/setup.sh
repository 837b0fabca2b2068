#!/bin/sh
# Installs what building and testing chelm needs, where it is missing: compiler, pkg-config and the
# libraries. Works as root and as a user with sudo. Says nothing and does nothing when all is there.
# usage: setup.sh [build|test]    test also installs what only the tests need
set -eu
what=${1:-build}

packages="yaml-0.1 libpcre2-8 libutf8proc nettle zlib"
[ "$what" = test ] && packages="$packages cmocka"

# Libraries that are loaded when a chart first calls for them; only the files are needed.
has_library() {
    [ -n "$(find /lib /usr/lib /usr/lib64 /usr/local/lib /opt/homebrew/lib -name "$1*" 2>/dev/null | head -n 1)" ]
}

missing() {
    # shellcheck disable=SC2086  # "ccache gcc" are two
    for tool in ${CC:-cc} pkg-config ar objdump; do
        command -v "$tool" >/dev/null 2>&1 || return 0
    done
    # shellcheck disable=SC2086
    pkg-config --exists $packages 2>/dev/null || return 0
    has_library libcrypto.so.3 || has_library libcrypto.3 || return 0
    has_library libcrypt.so || return 0
    [ -d /usr/share/zoneinfo/Europe ] || return 0
    return 1
}

missing || exit 0

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1; then
        sudo "$@"
    else
        echo "setup: installing packages needs root: run this as root, or install sudo" >&2
        exit 1
    fi
}

echo "setup: installing what is missing" >&2
if command -v apt-get >/dev/null 2>&1; then
    set -- gcc libc6-dev pkg-config binutils libyaml-dev libpcre2-dev libutf8proc-dev \
        nettle-dev zlib1g-dev libssl3 libcrypt1 tzdata
    [ "$what" = test ] && set -- "$@" libcmocka-dev
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@" >&2
elif command -v dnf >/dev/null 2>&1; then
    set -- gcc pkgconf-pkg-config binutils libyaml-devel pcre2-devel utf8proc-devel \
        nettle-devel zlib-devel openssl-libs libxcrypt-compat libxcrypt tzdata findutils
    [ "$what" = test ] && set -- "$@" libcmocka-devel
    as_root dnf install -y "$@" >&2
elif command -v apk >/dev/null 2>&1; then
    set -- gcc musl-dev pkgconf binutils yaml-dev pcre2-dev utf8proc-dev \
        nettle-dev zlib-dev libcrypto3 libxcrypt tzdata
    [ "$what" = test ] && set -- "$@" cmocka-dev
    as_root apk add "$@" >&2
elif command -v brew >/dev/null 2>&1; then
    brew install pkg-config binutils libyaml pcre2 utf8proc nettle openssl@3 libxcrypt cmocka >&2
else
    echo "setup: no known package manager; the README lists what chelm needs" >&2
    exit 1
fi

if missing; then
    echo "setup: something is still missing; the README lists what chelm needs" >&2
    exit 1
fi
