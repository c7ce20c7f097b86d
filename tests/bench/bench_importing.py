"""Event data that others coded: half a million made-up events into a graph, beside Oxigraph's own load of the same quads."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from tests.bench.common import table
from tests.importers.rows import icews_rows

EVENTS = 500_000
MORE = 20_000

# each in a process of its own: peak memory is that of the step alone
_IMPORT = """
import json, sys, time
from diplograph import open_graph
from diplograph.importers import import_events
from tests.bench.common import peak_memory
begin = time.perf_counter()
with open_graph(sys.argv[1]) as kg:
    (report,) = import_events(kg, sys.argv[2])
seconds = time.perf_counter() - begin
peak = peak_memory()
print(json.dumps({"seconds": seconds, "peak": peak, "events": report.events, "iri": report.iri}))
"""
_DUMP = """
import sys, pyoxigraph
pyoxigraph.Store.read_only(sys.argv[1] + "/quads").dump(sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)
"""
_LOAD = """
import json, sys, time, pyoxigraph
from tests.bench.common import peak_memory
begin = time.perf_counter()
store = pyoxigraph.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=pyoxigraph.RdfFormat.N_QUADS)
store.flush()
seconds = time.perf_counter() - begin
peak = peak_memory()
print(json.dumps({"seconds": seconds, "peak": peak, "quads": len(store)}))
"""
_REMOVE = """
import json, sys, time
from diplograph import open_graph
from tests.bench.common import peak_memory
begin = time.perf_counter()
with open_graph(sys.argv[1]) as kg:
    kg.remove([sys.argv[2]])
seconds = time.perf_counter() - begin
peak = peak_memory()
print(json.dumps({"seconds": seconds, "peak": peak}))
"""


def measure(shared: Path | None, events: int = EVENTS) -> str:  # noqa: ARG001
    """Time and peak memory of an import, of a raw load of the finished quads, and of the removal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, dump = folder / "events.tab", folder / "quads.nq"
        write(source, icews_rows(events))
        imported = _run(_IMPORT, folder / "kg", source)
        _run(_DUMP, folder / "kg", dump)
        raw = _run(_LOAD, folder / "raw", dump)
        dump.unlink()
        write(source, icews_rows(MORE, first=90_000_000))
        more = _run(_IMPORT, folder / "kg", source)
        removed = _run(_REMOVE, folder / "kg", more["iri"])
    rows = [
        (
            f"import of {imported['events']:,} events",
            f"{imported['seconds']:.0f} s",
            f"{imported['events'] / imported['seconds']:,.0f} events a second",
            f"{imported['peak']:.0f} MiB",
        ),
        (
            "`pyoxigraph.Store.bulk_load` of the finished quads",
            f"{raw['seconds']:.0f} s",
            f"{raw['quads'] / raw['seconds']:,.0f} quads a second",
            f"{raw['peak']:.0f} MiB",
        ),
        ("import against the raw load", f"{imported['seconds'] / raw['seconds']:.2f} times", "", ""),
        (
            f"import of another {MORE:,} into that graph",
            f"{more['seconds']:.0f} s",
            f"{MORE / more['seconds']:,.0f} events a second",
            f"{more['peak']:.0f} MiB",
        ),
        (
            "their removal",
            f"{removed['seconds']:.0f} s",
            f"{MORE / removed['seconds']:,.0f} events a second",
            f"{removed['peak']:.0f} MiB",
        ),
    ]
    head = f"## Event data that others coded ({events:,} made-up events in the columns of ICEWS, {raw['quads']:,} quads on disk)"
    return f"{head}\n\n{table(('what', 'time', 'speed', 'peak memory'), rows)}"


def write(path: Path, lines: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in lines)


def _run(program: str, *arguments: object) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    found: dict[str, float] = json.loads(done.stdout or "{}")
    return found
