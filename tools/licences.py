#!/usr/bin/env python3
"""Write docs/licences.md: every package that the programs are made of, its version and its licence.

    dotnet restore && python3 tools/licences.py            write the page
    python3 tools/licences.py --check                      exit 1 if the page is out of date

Packages and versions come from src/*/packages.lock.json, licences from the packages themselves. Exits with 1 when a
package allows no choice among the licences in PERMISSIVE.
"""

import argparse
import json
import os
import pathlib
import re
import sys
import xml.etree.ElementTree

PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MS-PL", "PostgreSQL"}
ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
PACKAGES = pathlib.Path(os.environ.get("NUGET_PACKAGES", pathlib.Path.home() / ".nuget" / "packages"))

HEAD = """\
# Licences of the packages

Made by `tools/licences.py` from `src/*/packages.lock.json`; the licence is the one that the package names. Analyzers run
at build only. Where there is a choice (`OR`), the permissive one is taken.

| package | version | licence | used by |
|---|---|---|---|
"""

FOOT = """
Beside the packages: the LightGBM library is compiled with Eigen (MPL-2.0). ParquetSharp's native library contains Apache
Arrow (Apache-2.0) and what Arrow is compiled with, such as Thrift, Snappy, Zstandard, Brotli and LZ4: all permissive, their
notices are in Arrow's `LICENSE.txt`. The trainer's image installs
`libgomp1` (GPL-3.0 with the GCC runtime library exception), which asks nothing of programs that use it. RabbitMQ
(MPL-2.0) and the base images are separate programs. Packages from npm serve the tests and the documentation's site and are in
no program; their lock files name their licences, which are permissive too.
"""


def used_packages() -> dict[tuple[str, str], list[str]]:
    """Name and version of each package, with the projects that use it."""
    users: dict[tuple[str, str], list[str]] = {}
    for lock in sorted(ROOT.glob("src/*/packages.lock.json")):
        for packages in json.loads(lock.read_text(encoding="utf-8"))["dependencies"].values():
            for name, package in packages.items():
                if package["type"] != "Project":
                    users.setdefault((name, package["resolved"]), []).append(lock.parent.name)
    return dict(sorted(users.items(), key=lambda item: (item[0][0].lower(), item[0][1])))


def licence_of(name: str, version: str) -> str:
    specification = PACKAGES / name.lower() / version / f"{name.lower()}.nuspec"
    if not specification.exists():
        sys.exit(f"{name} {version} is not in {PACKAGES}: run dotnet restore")
    metadata = {
        element.tag.rpartition("}")[2]: element
        for element in xml.etree.ElementTree.parse(specification).getroot()[0]
    }
    licence = metadata.get("license")
    if licence is not None and licence.get("type") == "expression":
        return licence.text
    # Only a file or an address: a person has to read it.
    return "see " + (licence if licence is not None else metadata["licenseUrl"]).text


def is_permissive(licence: str) -> bool:
    return any(choice.strip("() ") in PERMISSIVE for choice in re.split(r"\s+OR\s+", licence))


def main() -> int:
    parser = argparse.ArgumentParser(description="Write docs/licences.md.")
    parser.add_argument("--check", action="store_true", help="compare only")
    arguments = parser.parse_args()

    users = used_packages()
    licences = {package: licence_of(*package) for package in users}
    rows = [f"| {name} | {version} | {licences[name, version]} | {', '.join(users[name, version])} |\n"
            for name, version in users]
    page = HEAD + "".join(rows) + FOOT
    if arguments.check and page != PAGE.read_text(encoding="utf-8"):
        print(f"{PAGE.relative_to(ROOT)} is out of date: run tools/licences.py", file=sys.stderr)
        return 1
    if not arguments.check:
        PAGE.write_text(page, encoding="utf-8")

    others = [f"{name} {version}: {licence}" for (name, version), licence in licences.items() if not is_permissive(licence)]
    for other in others:
        print(f"not permissive: {other}", file=sys.stderr)
    return 1 if others else 0


if __name__ == "__main__":
    sys.exit(main())
