"""One statement in two articles: verbatim or nearly so it is one; a shortened quotation links to the longer one."""

from __future__ import annotations

import pytest
from rdflib import URIRef

from diplograph.article import Article
from diplograph.extraction.pipeline import Extractor
from diplograph.merge import ArticleGraph, merged
from diplograph.store import Triple
from diplograph.triples import article_triples
from diplograph.vocab import DG

FULL = (
    "“The United States will never accept North Korea as a nuclear power, and we will keep up the pressure until it gives up "
    "its weapons for good,” Mike Pence said in Tokyo on Wednesday."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(threads=1)


def together(extractor: Extractor, *texts: str) -> frozenset[Triple]:
    articles = [Article.make(text, id=f"a{n}", published="2018-02-08") for n, text in enumerate(texts)]
    return merged(
        ArticleGraph(URIRef(found.article.iri), frozenset(article_triples(found)))
        for found in extractor.extract(articles)
    )


def texts(graph: frozenset[Triple]) -> list[str]:
    return sorted(str(o) for s, p, o in graph if p == DG.text and "/statement/" in str(s))


def sources(graph: frozenset[Triple]) -> list[int]:
    return sorted(int(str(o)) for s, p, o in graph if p == DG.sourceCount and "/statement/" in str(s))


def test_the_same_quotation_in_other_typography(extractor: Extractor) -> None:
    other = (
        'TOKYO — Vice President Mike Pence was blunt. "The United States will never accept North Korea as a nuclear power and we '
        'will keep up the pressure, until it gives up its weapons for good", he said.'
    )
    graph = together(extractor, FULL, other)
    assert len(texts(graph)) == 1
    assert sources(graph) == [2]


def test_nearly_the_same_words(extractor: Extractor) -> None:
    other = (
        "“The United States will never accept North Korea as a nuclear power, and we'll keep up the pressure until it gives up "
        "those weapons for good,” said Mike Pence."
    )
    graph = together(extractor, FULL, other)
    assert len(texts(graph)) == 1
    assert sources(graph) == [2]


def test_a_shortened_quotation_links_to_the_longer_one(extractor: Extractor) -> None:
    short = "Mike Pence spoke in Tokyo. “The United States will never accept North Korea as a nuclear power,” he said."
    graph = together(extractor, FULL, short)
    [(shorter, longer)] = [(s, o) for s, p, o in graph if p == DG.shortens]
    words = {s: str(o) for s, p, o in graph if p == DG.text}
    assert words[shorter] == "The United States will never accept North Korea as a nuclear power"
    assert words[longer].endswith("until it gives up its weapons for good")
    assert sources(graph) == [1, 1]


@pytest.mark.parametrize(
    "other",
    [
        "“The United States will accept North Korea as a nuclear power,” Mike Pence said in Tokyo.",
        "“The United States will never accept North Korea as a nuclear power,” Shinzo Abe said in Tokyo.",
        "“We will keep up the pressure,” Mike Pence did not say.",
    ],
)
def test_other_words_other_speakers_and_denials_stay_apart(extractor: Extractor, other: str) -> None:
    graph = together(extractor, FULL, other)
    assert not [s for s, p, _ in graph if p == DG.shortens]
    assert set(sources(graph)) == {1}
