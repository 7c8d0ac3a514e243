#!/usr/bin/env bash
# Writes what each program is made of, as CycloneDX JSON, into a folder:
#
#   dotnet tool restore
#   tools/sbom.sh artifacts/sbom 0.1.0
#
# The second argument is the version that the documents name, 0.0.0 unless given.
set -euo pipefail
folder=${1:?usage: tools/sbom.sh FOLDER [VERSION]}
version=${2:-0.0.0}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$(dirname "$0")/.."
for program in Worker Trainer Telescope Contracts; do
    dotnet tool run dotnet-CycloneDX -- "src/$program/$program.csproj" --recursive --output "$folder" \
        --filename "Streaming.$program.cdx.json" --output-format Json --set-name "Streaming.$program" \
        --set-version "$version"
done
