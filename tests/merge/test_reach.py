"""Groups by blocks and reach are wholes: merged one by one they give what all together do."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from diplograph.merge import (
    ArticleGraph,
    Contribution,
    blocks_of,
    merged_partition,
    origins,
    take_apart,
    text_of,
    within_reach,
)
from diplograph.record import Extraction
from diplograph.store.protocol import Triple
from diplograph.triples import article_triples
from tests.fuzz import fuzz
from tests.spark.test_steps import grouped
from tests.tellings import Did, Said, tell

PARTIES = st.sampled_from(("KOR", "PRK", "USA", "Moon", "Kim"))
DID = st.builds(
    Did,
    st.lists(PARTIES, min_size=1, max_size=3, unique=True).map(tuple),
    st.just(()) | st.tuples(PARTIES),
    type=st.sampled_from(("CONSULT", "SANCTION")),
    mode=st.sampled_from((None, None, "visit")),
    date=st.sampled_from((None, "2018-04-26", "2018-04-27", "2018-04-29", "2018-05-03", "2018-04", "2018")),
    modality=st.sampled_from(((), (), ("future",), ("negation",), ("historical",))),
    place=st.sampled_from((None, "Seoul", "Panmunjom")),
)
SAID = st.builds(
    Said,
    st.sampled_from(("KOR", "Moon", "Kim", None)),
    st.sampled_from(
        (
            "We will talk about peace",
            "We will talk about peace and trade with all of our neighbours before the end of the year",
            "We will talk about peace and trade with all of our neighbours before the end of the year, if they do",
            "We will not talk",
        )
    ),
)
TOLD = st.lists(
    st.tuples(st.lists(DID | SAID, max_size=3), st.sampled_from((None, "2018-04-28", "2018-05-01"))),
    min_size=1,
    max_size=6,
)


def apart(graphs: list[ArticleGraph]) -> tuple[frozenset[Triple], frozenset[Triple], int]:
    """What all contributions merge to together, what they do group by group, and how many groups there are."""
    parts = [take_apart(graph) for graph in graphs]
    origin = origins(text_of(one.article, one.published, one.text) for one in parts)
    every = [contribution for one in parts for contribution in one.contributions]
    inside: dict[URIRef, list[str]] = defaultdict(list)
    for one in every:
        for block in blocks_of(one.traits):
            inside[block].append(str(one.node))
    reach = (
        (inside[block][0], str(one.node))
        for one in every
        for block in (*blocks_of(one.traits), *within_reach(one))
        if inside[block]
    )
    group = grouped(reach)
    groups: dict[str, list[Contribution]] = defaultdict(list)
    for one in every:
        groups[group[str(one.node)]].append(one)
    found = frozenset(triple for members in groups.values() for triple in merged_partition(members, origin))
    return merged_partition(every, origin), found, len(groups)


def graph(extraction: Extraction) -> ArticleGraph:
    return ArticleGraph(URIRef(extraction.article.iri), frozenset(article_triples(extraction)))


@fuzz(60)
@given(told=TOLD)
def test_merged_group_by_group_they_are_as_merged_together(told: list[tuple[list[Did | Said], str | None]]) -> None:
    together, one_by_one, _ = apart([graph(tell(f"a{n}", *what, published=day)) for n, (what, day) in enumerate(told)])
    assert one_by_one == together


def test_what_has_nothing_to_do_with_each_other_is_in_groups_of_its_own() -> None:
    told = (
        tell(
            "a", Did(("Moon",), ("Kim",)), Did(("USA",), ("PRK",), "SANCTION"), Said("Moon", "We will talk about peace")
        ),
        tell("b", Did(("Moon", "Kim"), date=None), Said("Moon", "We will talk about war and weapons")),
        tell("c", Did(("KOR",), ("PRK",), date="2019-01-02"), Did(("Moon",), ("Kim",), modality=("negation",))),
    )
    together, one_by_one, count = apart([graph(one) for one in told])
    assert one_by_one == together
    assert (
        count == 5
    )  # the meeting with what contradicts and undated repeats it, the sanction, another meeting, two statements
