"""Signed weights and slices of time, on networks small enough to add up by hand."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest

from diplograph.measures import Period, cooperation, slices
from diplograph.network import network
from tests.view.samples import KIM, MOON, NORTH, SOUTH, korea


def _network(*edges: tuple[str, str, str, str, int]) -> nx.MultiDiGraph:
    """Edges of actor, recipient, quad class, date and weight."""
    result: nx.MultiDiGraph = nx.MultiDiGraph()
    for a, b, quad, date, weight in edges:
        result.add_edge(a, b, quad_class=quad, date=date, reported="", weight=weight, modality="", mutual=False)
    return result


def test_cooperation_less_conflict() -> None:
    found = cooperation(
        _network(
            ("a", "b", "verbal cooperation", "", 3),
            ("a", "b", "material conflict", "", 1),
            ("b", "a", "verbal conflict", "", 2),
            ("a", "c", "statement", "", 5),
        )
    )
    assert dict(found.edges) == {
        ("a", "b"): {"weight": 1.0, "cooperation": 3.0, "conflict": 2.0, "events": 2},
        ("b", "a"): {"weight": -2.0, "cooperation": 0.0, "conflict": 2.0, "events": 1},
    }
    assert set(found) == {"a", "b"}


def test_what_did_not_take_place_does_not_count_and_equals_count_both_ways() -> None:
    with korea() as graph:
        found = cooperation(network(graph))
    assert {(a, b): data["weight"] for a, b, data in found.edges(data=True)} == {
        (KIM, MOON): 2.0,  # two articles tell it
        (MOON, KIM): 2.0,
        (NORTH, SOUTH): 1.0,
    }
    assert found.nodes[KIM]["label"] == "Kim Yo Jong"


def test_signs_of_one_s_own() -> None:
    found = cooperation(_network(("a", "b", "verbal conflict", "", 3)), {"verbal conflict": -10.0})
    assert found["a"]["b"]["weight"] == -30.0


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("year", ["2018", "2019"]),
        ("quarter", ["2018-Q1", "2018-Q4", "2019-Q1"]),
        ("month", ["2018-03", "2018-10", "2019-01"]),
        ("day", ["2018-03-31", "2019-01-01"]),
    ],
)
def test_slices_of_time(by: Period, names: list[str]) -> None:
    quad = "verbal cooperation"
    whole = _network(
        ("a", "b", quad, "2019-01-01", 1),
        ("a", "b", quad, "2018-03-31", 1),
        ("b", "c", quad, "2018-10", 1),
        ("c", "d", quad, "2018", 1),
        ("d", "e", quad, "", 1),
    )
    found = slices(whole, by)
    assert list(found) == names
    assert set(found[names[0]]) == ({"a", "b", "c", "d"} if by == "year" else {"a", "b"})


def test_a_period_that_there_is_not() -> None:
    week: Any = "week"
    with pytest.raises(ValueError, match="'year', 'quarter', 'month', 'day', not 'week'"):
        slices(_network(), week)
