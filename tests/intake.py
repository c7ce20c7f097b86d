"""The same articles in every form that is read, and what a graph says but for ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from diplograph.article import Article
from diplograph.graph import KnowledgeGraph
from tests.pages import feed, page, warc, zipped

__all__ = ["FORMS", "said", "write_form"]

FORMS = ("html", "feed", "warc", "zip")

_EVENTS = """SELECT ?type ?who ?date ?modality ?quote WHERE { ?e a dg:Event ; dg:eventType ?type ; dg:evidence ?m .
  ?m oa:hasSelector/oa:exact ?quote . OPTIONAL { ?e dg:actor|dg:recipient ?a . ?a rdfs:label ?who }
  OPTIONAL { ?e dg:date ?date } OPTIONAL { ?e dg:modality ?modality } }"""
_STATEMENTS = """SELECT ?text ?who ?about WHERE { ?s a dg:Statement ; dg:text ?text . OPTIONAL { ?s dg:speaker/rdfs:label ?who }
  OPTIONAL { ?s dg:about/rdfs:label ?about } }"""
_DIRECT = """SELECT ?a ?p ?b WHERE { ?x ?p ?y . ?x rdfs:label ?a ; dg:sourceCount ?n . ?y rdfs:label ?b ; dg:sourceCount ?m
  FILTER(isIRI(?y)) }"""


def write_form(form: str, articles: Sequence[Article], folder: Path) -> Path:
    """A source that holds the articles in one of :data:`FORMS`."""
    if form == "html":
        target = folder / "pages"
        target.mkdir()
        for n, article in enumerate(articles):
            (target / f"{n:05}.html").write_text(page(article, n), encoding="utf-8")
        return target
    content: dict[str, tuple[str, Callable[[], bytes]]] = {
        "feed": ("feed.xml", lambda: feed(articles, articles[0].publisher or "").encode()),
        "warc": ("pages.warc.gz", lambda: warc(articles, packed=True)),
        "zip": (
            "pages.zip",
            lambda: zipped((f"in/{n:05}.html", page(a, n + 1).encode()) for n, a in enumerate(articles)),
        ),
    }
    name, make = content[form]
    target = folder / name
    target.write_bytes(make())
    return target


def said(kg: KnowledgeGraph) -> set[tuple[str, ...]]:
    """All that a graph says of events, statements and ties, in words instead of IRIs; white space does not count."""
    return {
        (kind, *(" ".join(str(value).split()) for value in row))
        for kind, query in (("event", _EVENTS), ("statement", _STATEMENTS), ("tie", _DIRECT))
        for row in kg.query(query)
        if isinstance(row, tuple)
    }
