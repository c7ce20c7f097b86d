"""Merging against the labels of tests/gold/merging.toml, which were made by reading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from rdflib import URIRef

from diplograph.extraction.pipeline import extract
from diplograph.merge import ArticleGraph, merged
from diplograph.record import Extraction
from diplograph.triples import article_triples
from tests.merge.labelled import b_cubed, clusters_of, contradictions, pairs, tellings

TELLINGS = tellings()


@pytest.fixture(scope="module")
def extractions() -> Mapping[str, Extraction]:
    return {str(e.article.id): e for e in extract([telling.article for telling in TELLINGS])}


def graphs(extractions: Sequence[Extraction]) -> list[ArticleGraph]:
    return [ArticleGraph(URIRef(e.article.iri), frozenset(article_triples(e))) for e in extractions]


def test_there_are_enough_pairs_and_half_of_them_differ() -> None:
    same = [one.event == other.event for one, other in pairs(TELLINGS)]
    assert len(same) >= 150
    assert sum(same) <= len(same) / 2
    assert {telling.split for telling in TELLINGS} == {"tune", "held"}


@pytest.mark.parametrize("split", ["tune", "held"])
def test_clusters_are_as_they_were_labelled(extractions: Mapping[str, Extraction], split: str) -> None:
    clusters = clusters_of(TELLINGS, extractions)
    _, _, f1 = b_cubed({telling: cluster for telling, cluster in clusters.items() if telling.split == split})
    assert f1 >= 0.85
    wrong = [
        (a.article.id, b.article.id) for a, b in pairs(TELLINGS) if a.event != b.event and clusters[a] == clusters[b]
    ]
    assert wrong == []


def test_no_event_has_tellings_that_contradict_each_other(
    extractions: Mapping[str, Extraction], seeds: Sequence[Extraction]
) -> None:
    for every in (graphs(list(extractions.values())), graphs(seeds)):
        assert contradictions(every, merged(every)) == []
