"""How fast the authority of actors loads, with 100,000 actors of a user too, and what resolution adds to the language pipeline."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from diplograph.resources import seeds_path
from tests.bench.common import table

ACTORS = 100_000
_LOAD = """
import sys, time
from pathlib import Path
from diplograph.actors import load_authority
extra = Path(sys.argv[1]) if len(sys.argv) > 1 else None
begin = time.perf_counter()
authority = load_authority(extra)
print(time.perf_counter() - begin, len(authority.entries))
"""
_RESOLVE = """
import json, sys, time
from diplograph import read_articles
from diplograph.actors import load_authority, resolve
from diplograph.language import load
articles = list(read_articles(sys.argv[1]))
nlp, authority = load(threads=1), load_authority()
times = {"bare": [], "resolve": []}
for _ in range(4):
    begin = time.perf_counter()
    docs = list(nlp.pipe(article.text for article in articles))
    times["bare"].append(time.perf_counter() - begin)
    begin = time.perf_counter()
    mentions = sum(len(resolve(doc, article, authority).mentions) for doc, article in zip(docs, articles, strict=True))
    times["resolve"].append(time.perf_counter() - begin)
print(json.dumps({"mentions": mentions, **{name: min(values) for name, values in times.items()}}))
"""


def measure(shared: Path | None) -> str:
    """Times of loading, first and later, and the share of resolution."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        mine = Path(folder, "mine.csv")
        mine.write_text(_many(), encoding="utf-8")
        for what, arguments in (("the built-in actors", ()), (f"and {ACTORS:,} of a user's file", (str(mine),))):
            first, later = (_run(_LOAD, folder, *arguments).split() for _ in range(2))
            rows.append((what, first[1], f"{float(first[0]):.2f} s", f"{float(later[0]):.3f} s"))
        sources = [("the seeds", seeds_path())]
        if shared is not None and (wikinews := shared / "articles" / "wikinews_2019.jsonl").exists():
            sources.append(("171 Wikinews articles (gold data)", wikinews))
        times = [(name, json.loads(_run(_RESOLVE, folder, str(path)))) for name, path in sources]
    shares = [
        (name, f"{t['mentions']:,}", f"{t['bare']:.2f} s", f"{t['resolve']:.2f} s", f"{t['resolve'] / t['bare']:.2f}")
        for name, t in times
    ]
    return f"""## Loading and resolving actors

First: the files are read and checked, and their compact form is written to the user's cache folder. Later: from the compact form.

{table(("authority", "actors", "first load", "later load"), rows)}

{table(("articles", "mentions", "bare language pipeline", "resolution", "ratio"), shares)}"""


def _many() -> str:
    """A user's file of actors with made-up names, all different."""
    lines = ["label,kind,names,country"]
    for i in range(ACTORS):
        name = "".join(chr(97 + i // 26**k % 26) for k in range(4))
        lines.append(
            f"Given{name} Family{name},person,G. Family{name},KOR"
            if i % 2
            else f"Body {name} of Seoul,organisation,B{name},KOR"
        )
    return "\n".join(lines) + "\n"


def _run(program: str, cache: str, *arguments: str) -> str:
    environment = {**os.environ, "XDG_CACHE_HOME": cache}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True, env=environment).stdout
