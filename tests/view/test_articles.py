"""Sentences with their triggers, and what was said with the verb of saying, from the graph."""

from __future__ import annotations

import pytest

from diplograph.graph import KnowledgeGraph
from diplograph.selection import select
from diplograph.view.articles import Quote, Source, _parts, details, sources
from tests.view.samples import MOON, korea

HAN_RIVER = "https://w3id.org/diplograph/id/article/han-river"
MERIDIAN = "https://w3id.org/diplograph/id/article/meridian"


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return korea()


def test_every_article_s_sentence_with_its_trigger(graph: KnowledgeGraph) -> None:
    (meeting,) = (thing for thing in select(graph).things if thing.sources == 2)
    found = details(graph, [meeting.iri])[meeting.iri]
    assert found.quotes == (
        Quote(HAN_RIVER, 0, ("Kim Yo Jong ", "met", " Moon Jae-in in Seoul.")),
        Quote(MERIDIAN, 0, ("On Saturday Kim Yo Jong ", "held talks", " with Moon Jae-in.")),
    )
    assert (found.place, found.text, found.form) == ("Seoul", "", "")


def test_a_split_quotation_with_its_speaker(graph: KnowledgeGraph) -> None:
    (said,) = (thing for thing in select(graph).things if thing.is_statement)
    found = details(graph, [said.iri])[said.iri]
    assert [quote.parts for quote in found.quotes] == [("“South Korea,” Moon Jae-in ", "said", ", “is ready.”")]
    assert (found.text, found.form) == ("South Korea is ready", "direct")


def test_what_is_known_of_articles(graph: KnowledgeGraph) -> None:
    assert sources(graph, [MERIDIAN, HAN_RIVER]) == {
        HAN_RIVER: Source(
            HAN_RIVER,
            "A handshake in Seoul",
            "The Han River Post",
            "2018-02-10",
            "https://example.org/handshake?a=1&b=2",
            ((MOON, "President of South Korea"),),
            HAN_RIVER,
        ),
        MERIDIAN: Source(
            MERIDIAN, "Talks", "Meridian Wire", "2018-02-11", "", ((MOON, "President of South Korea"),), MERIDIAN
        ),
    }


@pytest.mark.parametrize(
    ("marks", "parts"),
    [
        ([], ("abcdef",)),
        ([(0, 2)], ("", "ab", "cdef")),
        ([(4, 6), (1, 2)], ("a", "b", "cd", "ef", "")),
        ([(1, 3), (2, 5), (2, 3)], ("a", "bcde", "f")),
        ([(-1, 2), (5, 7), (3, 3)], ("abcdef",)),
    ],
)
def test_text_is_cut_at_its_marks(marks: list[tuple[int, int]], parts: tuple[str, ...]) -> None:
    assert _parts("abcdef", marks) == parts
    assert "".join(parts) == "abcdef"
