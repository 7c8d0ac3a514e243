#!/usr/bin/env bash
# Writes the section of one version of CHANGELOG.md, which is what a release says of itself:
#
#   tools/release-notes.sh 0.1.0
#
# Fails when there is no such section, or nothing in it. Another file may be named by a second argument.
set -euo pipefail
version=${1:?usage: tools/release-notes.sh VERSION [FILE]}
file=${2:-$(dirname "$0")/../CHANGELOG.md}
notes=$(awk -v heading="## [$version]" '
    index($0, "## ") == 1 { found = index($0, heading) == 1; next }
    found { print }' "$file" | sed -e '/./,$!d')
if [ -z "$notes" ]; then
    echo "release-notes: $file has no section '## [$version]', or nothing in it" >&2
    exit 1
fi
printf '%s\n' "$notes"
