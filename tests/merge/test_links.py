"""What has a link is found by blocks, from either side."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from diplograph.merge.clusters import Cluster, cluster_around
from diplograph.merge.links import link, near
from diplograph.merge.parts import ArticleGraph, take_apart
from diplograph.triples import article_triples
from tests.tellings import Did, tell

APRIL = [f"2018-04-{day:02}" for day in range(1, 31)]
TOLD = st.tuples(
    st.builds(
        Did,
        st.just(("KOR",)),
        st.just(("PRK",)),
        type=st.sampled_from(["CONSULT", "SANCTION"]),
        date=st.sampled_from([None, *APRIL, "2018-04", "2018"]),
        modality=st.sampled_from([(), ("future",), ("negation",)]),
        place=st.sampled_from([None, "Seoul", "Panmunjom"]),
    ),
    st.sampled_from(APRIL),
)


def cluster(name: str, did: Did, published: str) -> Cluster:
    found = tell(name, did, published=published)
    (contribution,) = take_apart(ArticleGraph(URIRef(found.article.iri), article_triples(found))).contributions
    return cluster_around([contribution])


@given(TOLD, TOLD)
def test_what_has_a_link_is_near_from_either_side(first: tuple[Did, str], second: tuple[Did, str]) -> None:
    one, other = cluster("a", *first), cluster("b", *second)
    found = bool(near(one) & other.blocks)
    assert found == bool(near(other) & one.blocks)
    assert found or link(one, other) is None


def test_a_denial_is_near_a_week_after_what_it_denies_and_not_later() -> None:
    held = cluster("a", Did(("KOR",), ("PRK",), date="2018-04-10"), "2018-04-11")
    denied = [
        cluster(day, Did(("KOR",), ("PRK",), date=None, modality=("negation",)), day)
        for day in ("2018-04-09", "2018-04-10", "2018-04-17", "2018-04-18")
    ]
    assert [bool(near(held) & one.blocks) for one in denied] == [False, True, True, False]
    assert [link(held, one) is not None for one in denied] == [False, True, True, False]


def test_two_denials_are_not_compared() -> None:
    one, other = (
        cluster(name, Did(("KOR",), ("PRK",), modality=("negation",)), day)
        for name, day in (("a", "2018-04-27"), ("b", "2018-04-28"))
    )
    assert not near(one) & other.blocks
