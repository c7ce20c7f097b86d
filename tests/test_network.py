"""The graph as networkx: exactly which nodes and edges, with which attributes, and that other programs can read them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

from diplograph.article import Article
from diplograph.errors import QueryError, UnknownThingError
from diplograph.graph import KnowledgeGraph
from diplograph.network import network
from tests.view.samples import ACTOR, KIM, MOON, NORTH, PENCE, SOUTH, Draft, graph_of, korea

_ALL = {
    (KIM, "met", MOON),
    (KIM, "met", PENCE),
    (MOON, "visited", NORTH),
    (NORTH, "thanked", SOUTH),
    (MOON, "said", SOUTH),
}


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return korea()


def _ties(found: nx.MultiDiGraph) -> set[tuple[str, str, str]]:
    return {(a, data["relation"], b) for a, b, data in found.edges(data=True)}


def test_nodes_are_actors_with_flat_attributes(graph: KnowledgeGraph) -> None:
    assert dict(network(graph).nodes(data=True)) == {
        KIM: {"label": "Kim Yo Jong", "kind": "person", "country": "PRK", "office": "", "events": 2, "statements": 0},
        MOON: {
            "label": "Moon Jae-in",
            "kind": "person",
            "country": "KOR",
            "office": "President of South Korea",
            "events": 2,
            "statements": 1,
        },
        PENCE: {"label": "Mike Pence", "kind": "person", "country": "USA", "office": "", "events": 1, "statements": 0},
        NORTH: {
            "label": "North Korea",
            "kind": "country",
            "country": "PRK",
            "office": "",
            "events": 2,
            "statements": 0,
        },
        SOUTH: {
            "label": "South Korea",
            "kind": "country",
            "country": "KOR",
            "office": "",
            "events": 1,
            "statements": 0,
        },
    }


def test_an_edge_an_event_and_pair(graph: KnowledgeGraph) -> None:
    found = network(graph)
    assert _ties(found) == _ALL
    ((key, meeting),) = found[KIM][MOON].items()
    assert key.startswith("https://w3id.org/diplograph/id/event/")
    assert meeting == {
        "iri": key,
        "relation": "met",
        "relations": "met",
        "event_type": "CONSULT",
        "mode": "",
        "quad_class": "verbal cooperation",
        "date": "2018-02-10",
        "reported": "2018-02-10",
        "modality": "",
        "mutual": True,
        "disputed": False,
        "sources": 2,
        "origins": 2,
        "label": "Kim Yo Jong met Moon Jae-in, 2018-02-10",
        "weight": 2,
    }
    ((key, statement),) = found[MOON][SOUTH].items()
    assert key.startswith("https://w3id.org/diplograph/id/statement/")
    assert (statement["event_type"], statement["quad_class"], statement["mutual"]) == ("STATEMENT", "statement", False)


def test_what_did_not_take_place_says_so(graph: KnowledgeGraph) -> None:
    found = network(graph)
    (denied,) = found[KIM][PENCE].values()
    (planned,) = found[MOON][NORTH].values()
    assert (denied["modality"], denied["date"]) == ("negation", "2018-02")
    assert (planned["modality"], planned["mode"], planned["mutual"]) == ("future", "visit", False)


def test_weight_by_events_counts_each_once(graph: KnowledgeGraph) -> None:
    assert {data["weight"] for _, _, data in network(graph, weight="events").edges(data=True)} == {1}
    articles: Any = "articles"
    with pytest.raises(ValueError, match="'origins', 'sources' or 'events', not 'articles'"):
        network(graph, weight=articles)


def test_a_relation_alone(graph: KnowledgeGraph) -> None:
    assert _ties(network(graph, relation="met")) == {(KIM, "met", MOON), (KIM, "met", PENCE)}
    with pytest.raises(QueryError, match=r"no relation 'kissed'.*there are: met, said, thanked, visited"):
        network(graph, relation="kissed")


@pytest.mark.parametrize("name", ["Moon Jae-in", "moon jae-in", "Moon", MOON])
def test_an_actor_alone(graph: KnowledgeGraph, name: str) -> None:
    assert _ties(network(graph, actors=[name])) == {(KIM, "met", MOON), (MOON, "visited", NORTH), (MOON, "said", SOUTH)}


def test_a_country_by_its_code(graph: KnowledgeGraph) -> None:
    assert _ties(network(graph, actors=["kor", "PRK"])) == {
        (MOON, "visited", NORTH),
        (NORTH, "thanked", SOUTH),
        (MOON, "said", SOUTH),
    }


def test_actors_that_there_are_not(graph: KnowledgeGraph) -> None:
    with pytest.raises(UnknownThingError, match="'Moon Jae-on'; near it are: Moon Jae-in"):
        network(graph, actors=["Moon Jae-on"])
    with pytest.raises(UnknownThingError, match=r"'Korea' may be any of 2 actors: South Korea <.*KOR>; North Korea <"):
        network(graph, actors=["Korea"])


@pytest.mark.parametrize(
    ("since", "until", "ties"),
    [
        (
            "2018-02-11",
            None,
            {(MOON, "visited", NORTH), (KIM, "met", PENCE), (NORTH, "thanked", SOUTH), (MOON, "said", SOUTH)},
        ),
        (None, "2018-02-10", {(KIM, "met", MOON), (KIM, "met", PENCE)}),
        ("2018-02-12", "2018-02-12", {(NORTH, "thanked", SOUTH), (KIM, "met", PENCE)}),
        ("2018-02-10", "2018-02", _ALL),
        ("2018", "2018", _ALL),
        ("2019", None, set()),
    ],
)
def test_a_time_keeps_what_may_lie_in_it(
    graph: KnowledgeGraph, since: str | None, until: str | None, ties: set[tuple[str, str, str]]
) -> None:
    assert _ties(network(graph, since=since, until=until)) == ties


@pytest.mark.parametrize("date", ["yesterday", "2018-13", "2018-02-12T10:00", ""])
def test_dates_that_are_none(graph: KnowledgeGraph, date: str) -> None:
    with pytest.raises(QueryError, match="write a day, month or year"):
        network(graph, until=date)


@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")  # rdflib's own, of its own
def test_an_rdflib_dataset_will_do(graph: KnowledgeGraph) -> None:
    for found in (network(graph.dataset), graph.network()):
        assert list(found.edges(keys=True, data=True)) == list(network(graph).edges(keys=True, data=True))


def _ministers() -> KnowledgeGraph:
    """Three who met: one event, three pairs."""
    draft = Draft(Article.make("Ana, Ben and Cem met.", id="three", title="Three", published="2020-01-01"))
    names = {f"{ACTOR}{number}": name for number, name in enumerate(("Ana", "Ben", "Cem"))}
    for iri, name in names.items():
        draft.actor(iri, name, "person")
    draft.event("CONSULT", "Ana, Ben and Cem met.", "met", names, date="2020-01-01")
    return graph_of(draft)


def test_every_pair_of_one_event_has_a_key_of_its_own() -> None:
    found = network(_ministers())
    keys = [key for _, _, key in found.edges(keys=True)]
    (iri,) = {data["iri"] for _, _, data in found.edges(data=True)}
    assert keys == [iri, f"{iri}#2", f"{iri}#3"]


@pytest.mark.parametrize("make", [korea, _ministers])
def test_graphml_and_gexf_give_back_the_same_network(make: Callable[[], KnowledgeGraph], tmp_path: Path) -> None:
    with make() as graph:
        found = network(graph)
        for suffix, read in ((".graphml", partial(nx.read_graphml, force_multigraph=True)), (".gexf", nx.read_gexf)):
            graph.export(tmp_path / f"network{suffix}")
            again = read(tmp_path / f"network{suffix}")
            assert dict(again.nodes(data=True)) == dict(found.nodes(data=True))
            assert _by_pair(again) == _by_pair(found)
            assert again.is_directed()


def _by_pair(network: nx.DiGraph) -> dict[tuple[str, str, str], dict[str, object]]:
    """The attributes of the edges, but for the names that GEXF gives them."""
    return {
        (a, b, data["iri"]): {name: value for name, value in data.items() if name not in ("id", "networkx_key")}
        for a, b, data in network.edges(data=True)
    }


def test_gephi_finds_only_what_its_formats_allow(tmp_path: Path) -> None:
    """GEXF's edges have a type of their own, and both formats want ids that are unique (gexf.xsd; GraphML, 3.3)."""
    with _ministers() as graph:
        graph.export(tmp_path / "network.gexf")
        graph.export(tmp_path / "network.graphml")
    gexf = ElementTree.parse(tmp_path / "network.gexf").getroot()
    edges = list(gexf.iter("{http://www.gexf.net/1.2draft}edge"))
    assert len({edge.get("id") for edge in edges}) == len(edges) == 3
    assert {edge.get("type") for edge in edges} <= {None, "directed"}
    assert [meta.attrib for meta in gexf.iter("{http://www.gexf.net/1.2draft}meta")] == [{}]
    graphml = ElementTree.parse(tmp_path / "network.graphml").getroot()
    assert len({edge.get("id") for edge in graphml.iter("{http://graphml.graphdrawing.org/xmlns}edge")}) == 3
