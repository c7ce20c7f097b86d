"""The laws of merging: the merged graph is a function of the set of articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDFS, SDO, SKOS, Literal, URIRef

from diplograph.merge import (
    ArticleGraph,
    Contribution,
    article_node,
    changes,
    merged,
    merged_partition,
    origins,
    partition,
    take_apart,
    text_of,
)
from diplograph.record import Extraction
from diplograph.results import rows
from diplograph.store import EmbeddedStore, Triple
from diplograph.triples import article_triples
from diplograph.vocab import DG, PLOVER
from tests.tellings import ACTOR, Did, Said, tell

_PARTIES = st.sampled_from(["KOR", "PRK", "USA", "Moon", "Kim"])
_DID = st.builds(
    Did,
    actors=st.tuples(_PARTIES) | st.tuples(_PARTIES, _PARTIES),
    recipients=st.just(()) | st.tuples(_PARTIES),
    type=st.sampled_from(["CONSULT", "SANCTION"]),
    mode=st.sampled_from([None, None, "visit", "phone"]),
    date=st.sampled_from([None, None, "2018-04-26", "2018-04-27", "2018-04", "2018", "2018-05-01"]),
    modality=st.sampled_from([(), (), ("future",), ("negation",), ("historical",)]),
    place=st.sampled_from([None, "Seoul"]),
    confidence=st.sampled_from([0.5, 0.9]),
)
_SAID = st.builds(
    Said,
    speaker=st.sampled_from(["KOR", "Moon", None]),
    words=st.sampled_from(
        [
            "Yes.",
            "Yes!",
            "We will talk about peace",
            "“We will talk about peace”",
            "We will talk with the North about a lasting peace and nothing else",
            "We'll talk with the North about a lasting peace and nothing else this year",
            "Nobody should doubt it: we will talk with the North about a lasting peace and nothing else",
        ]
    ),
    about=st.just(()) | st.tuples(_PARTIES),
    modality=st.sampled_from([(), ("negation",)]),
)
_SENTENCES = st.lists(_DID | _SAID, max_size=4)
_LABELS = st.fixed_dictionaries({"Moon": st.sampled_from(["Moon Jae-in", "Moon Jae In", "Moon"])})
_DAYS = st.sampled_from([None, "2018-04-28", "2018-04-29", "2018-05-01"])
_WIRE = " ".join(f"word{n} of the wire" for n in range(30))
_RESTS = st.sampled_from(["", "", _WIRE, _WIRE[: len(_WIRE) * 2 // 3], _WIRE.replace("wire", "paper")])


@st.composite
def _articles(draw: st.DrawFn) -> list[ArticleGraph]:
    number = draw(st.integers(1, 5))
    return [
        graph(tell(f"a{n}", *draw(_SENTENCES), published=draw(_DAYS), labels=draw(_LABELS), rest=draw(_RESTS)))
        for n in range(number)
    ]


def graph(extraction: Extraction) -> ArticleGraph:
    return ArticleGraph(URIRef(extraction.article.iri), frozenset(article_triples(extraction)))


def default_graph(store: EmbeddedStore) -> frozenset[Triple]:
    return frozenset((s, p, o) for s, p, o, name in store.quads() if name is None)


def built(articles: Iterable[ArticleGraph]) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    for article in articles:
        store.commit(changes(store, added=(article,)))
    return store


@settings(max_examples=25, deadline=None)
@given(_articles(), st.randoms(use_true_random=False))
def test_order_and_batches_do_not_matter(articles: list[ArticleGraph], random: Random) -> None:
    expected = merged(articles)
    shuffled = sorted(articles, key=lambda _: random.random())
    one_by_one = built(shuffled)
    half = len(shuffled) // 2
    batches = EmbeddedStore.in_memory()
    for batch in (shuffled[:half], shuffled[half:]):
        batches.commit(changes(batches, added=batch))
    assert default_graph(one_by_one) == expected == default_graph(batches)
    assert sorted(one_by_one.lines()) == sorted(batches.lines())


@settings(max_examples=25, deadline=None)
@given(_articles(), st.data())
def test_what_is_removed_was_never_there(articles: list[ArticleGraph], data: st.DataObject) -> None:
    gone = data.draw(st.lists(st.sampled_from(articles), unique_by=lambda a: a.name))
    stayed = [article for article in articles if article not in gone]
    store = built(articles)
    store.commit(changes(store, removed=gone))
    assert sorted(store.lines()) == sorted(built(stayed).lines())
    assert list(store.graphs()) == sorted(article.name for article in stayed)


def test_removing_and_adding_in_one_transaction() -> None:
    old, new, other = (
        graph(tell(id, Did(("KOR", "PRK"), place=place))) for id, place in (("a", "Seoul"), ("b", None), ("c", "Seoul"))
    )
    store = built([old, other])
    store.commit(changes(store, added=[new], removed=[old]))
    assert sorted(store.lines()) == sorted(built([new, other]).lines())


def test_the_same_meeting_in_two_articles_is_one_event() -> None:
    one = tell("a", Did(("Moon",), ("Kim",), place="Panmunjom", confidence=0.5))
    two = tell("b", Did(("Moon", "Kim"), confidence=0.75))
    result = merged([graph(one), graph(two)])
    (event,) = {s for s, p, _ in result if p == DG.mergedFrom}
    of_event = {(p, o) for s, p, o in result if s == event}
    assert {o for p, o in of_event if p == DG.mergedFrom} == {URIRef(one.events[0].id), URIRef(two.events[0].id)}
    assert {o for p, o in of_event if p == DG.source} == {URIRef(one.article.iri), URIRef(two.article.iri)}
    assert {str(o) for p, o in of_event if p == DG.sourceCount} == {"2"}
    assert {str(o) for p, o in of_event if p == DG.confidence} == {"0.75"}
    assert len([o for p, o in of_event if p == RDFS.label]) == 1
    assert (URIRef(ACTOR + "Moon"), DG.met, URIRef(ACTOR + "Kim")) in result
    assert (URIRef(ACTOR + "Kim"), DG.met, URIRef(ACTOR + "Moon")) in result


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Did(("KOR",), ("PRK",)), Did(("KOR",), ("PRK",), modality=("negation",))),
        (Did(("KOR",), ("PRK",)), Did(("KOR",), ("PRK",), date="2018-04-28")),
        (Did(("KOR",), ("PRK",)), Did(("KOR",), ("USA",))),
        (Did(("KOR",), ("PRK",), "SANCTION"), Did(("PRK",), ("KOR",), "SANCTION")),
        (Did(("KOR",), ("PRK",), mode="visit"), Did(("PRK",), ("KOR",), mode="visit")),
        (Said("KOR", "We will talk about peace"), Said("PRK", "We will talk about peace")),
        (Said("KOR", "We will talk about peace"), Said("KOR", "We will not talk about peace")),
    ],
)
def test_what_differs_stays_apart(one: Did | Said, two: Did | Said) -> None:
    result = merged([graph(tell("a", one)), graph(tell("b", two))])
    assert len({s for s, p, _ in result if p == DG.mergedFrom}) == 2


def test_undated_events_merge_only_where_they_are_reported_on_the_same_day() -> None:
    event = Did(("KOR",), ("PRK",), date=None)
    days = ["2018-04-28", "2018-04-28", "2018-04-29", None, None]
    articles = [graph(tell(f"a{n}", event, published=day)) for n, day in enumerate(days)]
    counts = sorted(str(o) for s, p, o in merged(articles) if p == DG.sourceCount and "/event/" in str(s))
    assert counts == ["1", "1", "1", "2"]


def test_a_statement_is_one_whatever_its_punctuation() -> None:
    result = merged(
        [graph(tell("a", Said("KOR", "We will talk, Mr. Kim!"))), graph(tell("b", Said("KOR", "we will talk Mr Kim")))]
    )
    (statement,) = {s for s, p, _ in result if p == DG.mergedFrom}
    assert [str(o) for s, p, o in result if s == statement and p == DG.text] == ["We will talk, Mr. Kim!"]
    assert (URIRef(ACTOR + "KOR"), DG.said, statement) in result


def test_what_did_not_take_place_gives_no_direct_triple() -> None:
    result = merged(
        [graph(tell("a", Did(("Moon",), ("Kim",), modality=("future",)), Said("KOR", "Yes", modality=("negation",))))]
    )
    assert not {p for _, p, _ in result} & {DG.met, DG.said}
    assert PLOVER.future in {o for _, p, o in result if p == DG.modality}


def test_names_are_gathered_and_the_text_and_mentions_of_actors_stay_in_the_article() -> None:
    short = graph(tell("a", Did(("Moon",)), labels={"Moon": "Moon"}))
    result = merged([short, graph(tell("b", Did(("Moon",))))])
    moon = URIRef(ACTOR + "Moon")
    assert [o for s, p, o in result if s == moon and p == RDFS.label] == [Literal("Moon Jae-in", lang="en")]
    assert [o for s, p, o in result if s == moon and p == SKOS.altLabel] == [Literal("Moon", lang="en")]
    assert not {p for _, p, _ in result} & {SDO.articleBody, DG.mention, DG.trigger, DG.actorMention}
    assert {p for _, p, _ in short.triples} >= {SDO.articleBody, DG.mention, DG.trigger, DG.actorMention}


def test_the_quotes_of_evidence_are_in_the_merged_graph() -> None:
    store = built([graph(tell("a", Did(("Moon",), ("Kim",))))])
    found = store.query(
        "SELECT ?q WHERE { ?e dg:evidence ?m . ?m oa:hasSource article:a ; "
        "oa:hasSelector [ oa:exact ?q ] , [ oa:start 0 ; oa:end ?end ] }"
    )
    assert [str(quote) for (quote,) in rows(found)[1]] == ["Moon Jae-in dealt with Kim Jong Un"]


@settings(max_examples=25, deadline=None)
@given(_articles())
def test_partitions_merged_one_by_one_are_the_whole(articles: list[ArticleGraph]) -> None:
    parts = [take_apart(article) for article in articles]
    texts = [text_of(part.article, part.published, part.text) for part in parts]
    origin = origins(texts)
    shuffled: dict[tuple[str, ...], list[Contribution]] = defaultdict(list)
    for part in parts:
        for contribution in part.contributions:
            shuffled[partition(contribution.traits)].append(contribution)
    found: set[Triple] = set()
    for contributions in shuffled.values():
        found |= merged_partition(contributions, origin)
    assert found == merged_partition((c for part in parts for c in part.contributions), origin)
    for part, text in zip(parts, texts, strict=True):
        found |= article_node(part, text.blocks, origin[part.article])
    assert found <= merged(articles)
    assert {s for s, p, _ in merged(articles) - found if p in (DG.mergedFrom, DG.match, DG.origin)} == set()
