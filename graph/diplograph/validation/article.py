"""One article's graph: its shapes, its quotes, and the events behind its direct triples."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rdflib import SDO, Literal, Namespace, URIRef
from rdflib.term import Node

from diplograph.triples import Triple
from diplograph.validation.conformance import GraphIndex, violations
from diplograph.validation.report import Problem
from diplograph.validation.shapes import standard_shapes
from diplograph.validation.support import DIRECT, Link, Telling, unsupported
from diplograph.vocab import DG

__all__ = ["check_article"]

_OA = Namespace("http://www.w3.org/ns/oa#")


def check_article(name: URIRef, triples: Iterable[Triple]) -> tuple[Problem, ...]:
    """What is wrong with the graph of an article, sorted; ``name`` is the article's IRI and the name of its graph."""
    index = GraphIndex(triples)
    found = {*violations(index, standard_shapes(), str(name)), *_misquotations(name, index), *_unfounded(name, index)}
    return tuple(
        sorted(found, key=lambda problem: (problem.focus, problem.path or "", problem.message, problem.value or ""))
    )


def _misquotations(name: URIRef, index: GraphIndex) -> Iterator[Problem]:
    """Mentions whose quote is not the article's text at their offsets."""
    if name not in index.instances(DG.Article):
        yield Problem(str(name), str(name), None, "the graph does not say that its name is an article")
        return
    bodies = index.values(name, SDO.articleBody)
    if not bodies:
        yield Problem(str(name), str(name), str(SDO.articleBody), "the article has no text")
        return
    text = str(bodies[0])
    for mention in index.instances(DG.Mention):
        if list(index.values(mention, _OA.hasSource)) != [name]:
            yield Problem(str(name), str(mention), str(_OA.hasSource), "a mention in another article than the graph's")
        selectors = index.values(mention, _OA.hasSelector)
        starts, ends, quotes = (
            [str(value) for selector in selectors for value in index.values(selector, predicate)]
            for predicate in (_OA.start, _OA.end, _OA.exact)
        )
        if (
            len(starts) != 1
            or len(ends) != 1
            or len(quotes) != 1
            or not (starts[0].isdecimal() and ends[0].isdecimal())
        ):
            yield Problem(
                str(name), str(mention), str(_OA.hasSelector), "a mention has one start, one end and one quote"
            )
        elif text[int(starts[0]) : int(ends[0])] != quotes[0]:
            yield Problem(
                str(name),
                str(mention),
                str(_OA.exact),
                "the quote is not the article's text at these offsets",
                quotes[0],
            )


def _unfounded(name: URIRef, index: GraphIndex) -> Iterator[Problem]:
    """Direct triples without an event or statement that tells so."""
    links = {
        Link(str(subject), str(predicate), str(value))
        for predicate in DIRECT
        for subject in index.subjects(predicate)
        for value in index.values(subject, predicate)
    }
    tellings = (
        Telling(
            relations=_all(index.values(event, DG.relation)),
            actors=_all(index.values(event, DG.actor)),
            recipients=_all(index.values(event, DG.recipient)),
        )
        for event in index.instances(DG.Event)
        if not index.values(event, DG.modality)
    )
    said = {
        Link(str(speaker), str(DG.said), str(statement))
        for statement in index.instances(DG.Statement)
        for speaker in index.values(statement, DG.speaker)
    }
    for link in unsupported(links - said, tellings):
        yield Problem(
            str(name), link.subject, link.predicate, "no event or statement of the graph bears this out", link.object
        )


def _all(values: Iterable[Node]) -> tuple[str, ...]:
    return tuple(str(value) for value in values if not isinstance(value, Literal))
