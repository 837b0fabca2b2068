#!/bin/sh
# Prints what the programs are made of, as an SPDX 2.3 document in JSON: chelm itself, the libraries
# that are linked (by pkg-config, and glibc, which the static program brings along) and those that
# are loaded when a chart first needs them.
# usage: sbom.sh VERSION PACKAGES...
set -eu
version=$1
shift
created=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || date +%s)}" +%Y-%m-%dT%H:%M:%SZ)

glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null | sed -n 's/^glibc //p')

package() { # ID NAME VERSION LICENSE
    printf '    {"SPDXID":"SPDXRef-%s","name":"%s","versionInfo":"%s","licenseDeclared":"%s","licenseConcluded":"NOASSERTION","copyrightText":"NOASSERTION","downloadLocation":"NOASSERTION","filesAnalyzed":false}' "$1" "$2" "$3" "$4"
}
relation() { # TYPE ID
    printf '    {"spdxElementId":"SPDXRef-chelm","relationshipType":"%s","relatedSpdxElement":"SPDXRef-%s"}' "$1" "$2"
}
license() {
    case $1 in
    yaml-0.1 | libutf8proc) echo MIT ;;
    libpcre2-8) echo BSD-3-Clause ;;
    zlib) echo Zlib ;;
    nettle) echo 'LGPL-3.0-or-later OR GPL-2.0-or-later' ;;
    *) echo NOASSERTION ;;
    esac
}

cat <<EOF
{
  "spdxVersion": "SPDX-2.3",
  "dataLicense": "CC0-1.0",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "chelm-$version",
  "documentNamespace": "https://spdx.org/spdxdocs/chelm-$version-$(cat base/*.c | cksum | cut -d ' ' -f 1)",
  "creationInfo": {"created": "$created", "creators": ["Tool: scripts/sbom.sh"]},
  "documentDescribes": ["SPDXRef-chelm"],
  "packages": [
EOF
package chelm chelm "$version" "$(grep -q 'Apache License' LICENSE && echo Apache-2.0 || echo NOASSERTION)"
for p; do
    printf ',\n'
    package "$p" "$p" "$(pkg-config --modversion "$p")" "$(license "$p")"
done
if [ -n "$glibc" ]; then
    printf ',\n'
    package glibc glibc "$glibc" LGPL-2.1-or-later
fi
for l in libcrypto libcrypt; do
    printf ',\n'
    package "$l" "$l" "$(pkg-config --modversion "$l" 2>/dev/null || echo NOASSERTION)" NOASSERTION
done
printf '\n  ],\n  "relationships": [\n'
printf '    {"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-chelm"}'
for p in "$@" ${glibc:+glibc}; do
    printf ',\n'
    relation DEPENDS_ON "$p"
done
for l in libcrypto libcrypt; do
    printf ',\n'
    relation OPTIONAL_DEPENDENCY_OF "$l"
done | sed 's|"SPDXRef-chelm","relationshipType":"OPTIONAL_DEPENDENCY_OF","relatedSpdxElement":"\(SPDXRef-[a-z]*\)"|"\1","relationshipType":"OPTIONAL_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-chelm"|'
printf '\n  ]\n}\n'
