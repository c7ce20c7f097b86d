"""The main job on real input: all Wikinews articles built, validated, and removed again without a trace."""

from __future__ import annotations

import filecmp
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.common import need, table


def measure(shared: Path | None) -> str:
    """Build, validate, export; then a removal compared byte for byte with a build that never had the articles."""
    articles = need(shared, "articles", "wikinews_2019.jsonl")
    diplograph = Path(sys.executable).with_name("diplograph")
    lines = articles.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = lines[::10]
    rows: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rest.jsonl").write_text("".join(line for line in lines if line not in gone), encoding="utf-8")

        def run(*command: object) -> float:
            begin = time.perf_counter()
            subprocess.run([str(part) for part in (diplograph, *command)], check=True, capture_output=True)
            return time.perf_counter() - begin

        seconds = run("build", articles, "--into", folder / "kg", "--jobs", 2)
        rows.append((f"build of {len(lines)} articles, `--jobs 2`", f"{seconds:.1f} s"))
        rows.append(("validate (conforms)", f"{run('validate', folder / 'kg'):.1f} s"))
        rows.append(("export to N-Quads", f"{run('export', folder / 'kg', '-o', folder / 'all.nq'):.1f} s"))
        quads = (folder / "all.nq").read_bytes().count(b"\n")
        ids = [json.loads(line)["id"] for line in gone]
        rows.append((f"removal of {len(gone)} articles", f"{run('remove', folder / 'kg', *ids):.1f} s"))
        run("export", folder / "kg", "-o", folder / "removed.nq")
        run("build", folder / "rest.jsonl", "--into", folder / "kg2", "--jobs", 2)
        run("export", folder / "kg2", "-o", folder / "never.nq")
        same = filecmp.cmp(folder / "removed.nq", folder / "never.nq", shallow=False)
    rows.append(("after removal, byte for byte the graph that never had them", "yes" if same else "NO"))
    return f"## Real articles (171 from Wikinews, {quads:,} quads; needs the gold data)\n\n{table(('what', 'result'), rows)}"
