"""The same graph from web pages, a feed, a web archive and a zip archive as from JSON Lines; what extraction made differ."""

from __future__ import annotations

import difflib
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from diplograph.article import Article
from diplograph.graph import open_graph
from diplograph.reading import read_articles
from tests.bench.common import need, table
from tests.intake import FORMS, said, write_form


def measure(shared: Path | None) -> str:
    """Graphs of the Wikinews articles from each form, compared."""
    source = need(shared, "articles", "wikinews_2019.jsonl")
    given = list(read_articles(source))
    with open_graph() as kg:
        kg.add(given, jobs=2)
        expected = said(kg)
    rows, differences = [], set()
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder, open_graph() as kg:
            path = write_form(form, given, Path(folder))
            begin = time.perf_counter()
            found = list(read_articles(path))
            took = time.perf_counter() - begin
            kg.add(found, jobs=2)
            got = said(kg)
        by_url = {article.url: article for article in found}
        lines = [line for article in given for line in _changes(article, by_url.get(article.url))]
        differences.update(lines)
        rows.append(
            (form, len(found), f"{len(found) / took:.0f}", len(lines), len(expected - got), len(got - expected))
        )
    listed = "\n".join(f"- {line}" for line in sorted(differences)) or "none"
    return f"""## Intake ({len(given)} Wikinews articles in other forms than JSON Lines; needs the gold data)

{table(("form", "articles", "read a second", "lines of text that differ", "things said that are missing", "that are new"), rows)}

JSON Lines give {len(expected):,} things said: events, statements and ties between actors, compared by their words.
Lines that differ:

{listed}"""


def _changes(given: Article, found: Article | None) -> Iterator[str]:
    if found is None:
        yield f"missing: {given.title}"
        return
    a, b = ([" ".join(line.split()) for line in text.split("\n") if line.strip()] for text in (given.text, found.text))
    for line in difflib.unified_diff(a, b, lineterm="", n=0):
        if line[0] in "+-" and not line.startswith(("---", "+++")):
            yield f"`{line}`"
