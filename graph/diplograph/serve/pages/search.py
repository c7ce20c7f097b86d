"""Full-text search over articles, statements, events and actors."""

from __future__ import annotations

import re
import sqlite3

from markupsafe import Markup, escape

from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import RefusedError, Reply
from diplograph.view.text import shown

__all__ = ["KINDS", "PAGE", "full_text", "search"]

KINDS = ("article", "event", "statement", "person", "country", "organisation", "group")
PAGE = 20
"""Rows on one page of a list."""

_WORD = re.compile(r"\w+")
_MOST_WORDS = 20
_OPEN, _CLOSE = "\x02", "\x03"
_FOUND = f"""SELECT thing.iri, kind, label, day, modality, note, snippet(words, 1, '{_OPEN}', '{_CLOSE}', ' … ', 32) AS snippet
    FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH :words AND (:kind = '' OR kind = :kind)
    ORDER BY bm25(words, 6.0, 1.0), thing.id LIMIT :rows OFFSET :start"""
_COUNTED = (
    """SELECT kind, count(*) FROM words JOIN thing ON thing.id = words.rowid WHERE words MATCH :words GROUP BY kind"""
)
_LISTED = """SELECT iri, kind, label, day, modality, note, '' AS snippet FROM thing WHERE kind = :kind
    ORDER BY {order} LIMIT :rows OFFSET :start"""


def search(site: Site, ask: Ask) -> Reply:
    """What has all of the words; without words, everything of one kind."""
    index = site.index(ask)
    query, kind, page = ask.text("q"), ask.text("kind"), ask.page()
    if kind and kind not in KINDS:
        raise RefusedError(400, f"kind is {kind!r}; there are {', '.join(KINDS)}")
    values = {"words": full_text(query), "kind": kind, "rows": PAGE + 1, "start": (page - 1) * PAGE}
    if values["words"]:
        try:
            counts = dict(index.execute(_COUNTED, values).fetchall())
            rows = index.execute(_FOUND, values).fetchall()
        except sqlite3.OperationalError:
            raise RefusedError(400, f"{query!r} cannot be searched for; write words") from None
    else:
        counts = dict(index.execute("SELECT kind, count(*) FROM thing GROUP BY kind").fetchall())
        order = "day DESC, label, id" if kind in ("article", "event", "statement") else "label, id"
        rows = index.execute(_LISTED.format(order=order), values).fetchall() if kind else []
    results = [dict(row) | {"snippet": _marked(row["snippet"])} for row in rows[:PAGE]]
    return site.page(
        "search.html",
        q=query,
        kind=kind,
        kinds=[(name, counts.get(name, 0)) for name in KINDS],
        total=sum(counts.values()),
        results=results,
        page=page,
        more=len(rows) > PAGE,
    )


def full_text(query: str) -> str:
    """The words of a query as FTS5 takes them: all of them, the last one perhaps unfinished. Nothing of its syntax passes."""
    words = _WORD.findall(query)[:_MOST_WORDS]
    return " ".join(f'"{word}"' for word in words) + ("*" if words else "")


def _marked(snippet: str) -> Markup:
    """A snippet with the words that were found marked, and all else escaped."""
    text = str(escape(shown(snippet.replace(_OPEN, "\ue000").replace(_CLOSE, "\ue001"))))
    return Markup(text.replace("\ue000", "<mark>").replace("\ue001", "</mark>"))
