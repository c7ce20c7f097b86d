"""Which part of a selection a picture shows, and how its parallel edges become ties."""

from __future__ import annotations

from diplograph.selection import Selection
from diplograph.things import Party, Thing
from diplograph.view.portion import Tie, portion


def _event(iri: str, by: tuple[str, ...], to: tuple[str, ...] = (), quad: str = "verbal cooperation") -> Thing:
    return Thing(iri, False, "CONSULT", "", quad, ("met",), "", "", (), 1, by, to, mutual=not to)


def _selection(*things: Thing, focus: frozenset[str] | None = None) -> Selection:
    names = {name for thing in things for name in (*thing.by, *thing.to)}
    return Selection({name: Party(name, name, "person", "", "", (name,)) for name in names}, things, focus)


def test_parallel_edges_become_one_tie_a_quad_class() -> None:
    part = portion(
        _selection(
            _event("e1", ("a", "b")),
            _event("e2", ("b",), ("a",)),
            _event("e3", ("a",), ("b",), "material conflict"),
            _event("e4", ("a",), ("a",)),
        )
    )
    assert part.ties == (
        Tie("a", "b", "material conflict", ("e3",), (1,)),
        Tie("a", "b", "verbal cooperation", ("e1", "e2"), (0, -1)),
    )
    assert [thing.iri for thing in part.things] == ["e1", "e2", "e3", "e4"]
    assert part.is_whole


def test_the_most_connected_actors_stay() -> None:
    things = [_event(f"e{i}", ("hub",), (f"leaf{i}",)) for i in range(6)]
    things += [_event("more", ("hub",), ("leaf3",)), _event("far", ("x", "y"))]
    part = portion(_selection(*things), actors=3)
    assert part.drawn == ("hub", "leaf0", "leaf3")
    assert [(tie.a, tie.b, len(tie.things)) for tie in part.ties] == [("hub", "leaf0", 1), ("hub", "leaf3", 2)]
    assert (part.all_actors, part.all_ties, part.all_things) == (9, 7, 8)
    assert not part.is_whole


def test_no_more_ties_than_can_be_read() -> None:
    names = "abcdef"
    things = [_event(a + b, (a, b)) for a in names for b in names if a < b]
    part = portion(_selection(*things), ties=6)
    assert part.drawn == ("a", "b", "c", "d")
    assert len(part.ties) == 6


def test_the_actor_asked_for_comes_first() -> None:
    things = [_event(f"e{i}", ("hub",), (f"leaf{i}",)) for i in range(6)]
    things.append(_event("own", ("quiet",), ("hub",)))
    part = portion(_selection(*things, focus=frozenset({"quiet"})), actors=2)
    assert part.drawn == ("hub", "quiet")
    assert [tie.things for tie in part.ties] == [("own",)]


def test_too_many_events_leave_the_best_told() -> None:
    things = [_event(f"e{i}", ("a", "b")) for i in range(5)]
    things.append(Thing("best", False, "AID", "", "", ("aided",), "", "", (), 9, ("a",), ("b",)))
    part = portion(_selection(*things), things=2)
    assert [thing.iri for thing in part.things] == ["e0", "best"]
    assert sum(len(tie.things) for tie in part.ties) == 2


def test_nothing_is_an_empty_picture() -> None:
    part = portion(_selection())
    assert (part.drawn, part.ties, part.is_whole) == ((), (), True)
