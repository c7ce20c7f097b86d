"""The scorer of annotated mentions, on one sentence worked out by hand."""

from __future__ import annotations

from diplograph.actors import Authority, Mention, Resolution
from diplograph.record import Actor
from tests.bench.mentions import score

TEXT = "Ann met Bob. They smiled. She left Oslo."
ANN, BOB = "urn:ann", "urn:bob"
GOLD = {
    "article": "x",
    "mentions": [
        {"start": 0, "end": 3, "text": "Ann", "actors": [["Ann"]]},
        {"start": 8, "end": 11, "text": "Bob", "actors": [["Bob"]]},
        {"start": 13, "end": 17, "text": "They", "actors": [["Ann"], ["Bob"]]},
        {"start": 26, "end": 29, "text": "She", "actors": [["Ann"]]},
        {"start": 35, "end": 39, "text": "Oslo", "place": "Norway"},
    ],
}


def _found(**mentions: tuple[str, ...]) -> Resolution:
    found = tuple(
        Mention(start := TEXT.index(word), start + len(word), word, index, actors, "name")
        for index, (word, actors) in enumerate(mentions.items())
    )
    actors = tuple(Actor(iri, label, "person", None, None, None, ()) for iri, label in ((ANN, "Ann"), (BOB, "Bob")))
    return Resolution(actors, found)


def test_all_right(authority: Authority) -> None:
    found = _found(Ann=(ANN,), Bob=(BOB,), They=(ANN, BOB), She=(ANN,))
    result = score([GOLD], lambda _: found, authority)
    assert result.b_cubed() == (1.0, 1.0, 1.0)
    assert (result.share("named right", "named"), result.counts["strangers"]) == (1.0, 0)
    assert result.errors == ["place: x:35: 'Oslo': []"]


def test_one_wrong_one_missed_and_one_too_many(authority: Authority) -> None:
    found = _found(Ann=(ANN,), Bob=(BOB,), She=(BOB,), smiled=(BOB,))
    result = score([GOLD], lambda _: found, authority)
    # Ann stands alone on the system's side: precision 1. Bob, She and the stranger are one there: of the three, Bob and She
    # each share their gold actor with themselves only, the stranger with nobody.
    # Recall: Ann is with They (missed) and She (elsewhere) in gold, 1/3; Bob is with They, 1/2; They 0; She 1/3.
    assert [round(value, 4) for value in result.precision] == [1.0, 0.3333, 0.3333, 0.0]
    assert [round(value, 4) for value in result.recall] == [0.3333, 0.5, 0.3333, 0.0]
    assert result.share("named right", "named") == 0.5
    assert result.counts["strangers"] == 1
