"""`make bench`: run the benchmarks and write their tables into BENCHMARKS.md.

    python -m tests.bench [--shared FOLDER] [--only NAME…]

Each section has its own module with a `measure(shared)` that returns Markdown; `shared` is the folder with gold data and corpora,
which is not part of this repository: sections that need it say so and keep their last figures where it is missing.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import re
import sys
from pathlib import Path

from tests.bench.common import SharedMissingError

SECTIONS = (
    "language",
    "speed",
    "events",
    "statements",
    "actors",
    "mentions",
    "authority",
    "annotated",
    "articles",
    "intake",
    "store",
    "queries",
    "importing",
    "merge",
    "view",
    "memory",
    "spark",
    "serve",
    "release",
)
REPOSITORY = Path(__file__).resolve().parents[2]
OUTPUT = REPOSITORY / "BENCHMARKS.md"
HEAD = """# Benchmarks

Written by `make bench`; do not edit by hand. Ratios compare two things measured in the same run on the same machine: they
mean more than the absolute numbers. Sections marked *needs the gold data* are scored on data that is not part of this
repository (`make bench SHARED=folder`).
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=REPOSITORY.parent / "shared")
    parser.add_argument("--only", nargs="*", choices=SECTIONS, default=SECTIONS)
    arguments = parser.parse_args()
    shared = arguments.shared if arguments.shared.is_dir() else None
    sections = earlier()
    for name in arguments.only:
        print(f"bench: {name} …", file=sys.stderr, flush=True)
        try:
            sections[name] = importlib.import_module(f"tests.bench.bench_{name}").measure(shared).strip()
        except SharedMissingError as missing:
            print(f"bench: {name}: left as it was, {missing}", file=sys.stderr)
            continue
        write(sections)
    return 0


def earlier() -> dict[str, str]:
    """The sections of BENCHMARKS.md as it stands, by name."""
    text = OUTPUT.read_text(encoding="utf-8") if OUTPUT.exists() else ""
    return dict(re.findall(r"<!-- section (\w+) -->\n(.*?)\n<!-- end -->", text, re.DOTALL))


def write(sections: dict[str, str]) -> None:
    parts = [f"<!-- section {name} -->\n{sections[name]}\n<!-- end -->" for name in SECTIONS if name in sections]
    machine = f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}, {os.cpu_count()} cores."
    OUTPUT.write_text(f"{HEAD}\n{machine}\n\n" + "\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
