"""Which events give which direct predicates, and between whom."""

from __future__ import annotations

from typing import Any

import pytest

from diplograph.codebook import QUAD_CLASSES
from diplograph.direct import links_between, relations_of
from diplograph.record import Event, Role, Span
from tests.samples import KCNA, KIM, KINDS, KOREA, MOON, TEXT, event, role

TO_MOON: dict[str, Any] = {"actor": (role(KIM),), "recipient": (role(MOON),)}
TO_KOREA: dict[str, Any] = {"actor": (role(KIM),), "recipient": (role(KOREA),)}


def trigger(words: str) -> Span:
    return Span(0, len(words), words)


def names(given: Event) -> list[str]:
    return [predicate.name for predicate in relations_of(given, KINDS)]


def links(given: Event) -> set[tuple[str, str, str]]:
    return set(links_between(given, relations_of(given, KINDS), KINDS))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (event(), ["met"]),
        (event(mode="multilateral"), ["met"]),
        (event(mode="phone"), ["phoned"]),
        (event(cameo="041"), ["phoned"]),
        (event(cameo="046"), ["negotiatedWith", "met"]),
        (event(mode="third-party", cameo="044"), ["met"]),
        (event(mode="third-party", cameo="045", **TO_MOON), ["mediatedBetween"]),
        (event(mode="visit", **TO_MOON), ["visited", "met"]),
        (event(mode="visit", **TO_KOREA), ["visited"]),
        (event("AGREE"), ["agreedWith"]),
        (event("AGREE", trigger=trigger("extended an invitation")), ["invited"]),
        (event("AGREE", trigger=trigger("Promised")), ["promised"]),
        (event("AGREE", trigger=trigger("is ready"), **TO_MOON), ["offered"]),
        (event("AGREE", trigger=trigger("reached a deal"), **TO_MOON), ["agreedWith"]),
        (event("AGREE", trigger=trigger("will hold exercises")), ["agreedWith"]),
        (event("AGREE", cameo="036", trigger=trigger("will meet")), ["isToMeet"]),
        (event("AGREE", cameo="031", trigger=trigger("will hold exercises"), **TO_MOON), ["isToCooperateWith"]),
        (event("SUPPORT", trigger=trigger("backed")), ["supported"]),
        (event("SUPPORT", trigger=trigger("thanked"), cameo="051"), ["thanked"]),
        (event("SUPPORT", trigger=trigger("expressed gratitude"), cameo="051"), ["thanked"]),
        (event("SUPPORT", trigger=trigger("praised"), cameo="051"), ["praised"]),
        (event("SUPPORT", cameo="0541"), ["recognised", "supported"]),
        (event("SUPPORT", cameo="057"), ["signedWith"]),
        (event("RETREAT", mode="withdraw"), ["withdrewFrom", "retreatedFrom"]),
        (event("SANCTION", mode="withdraw"), ["brokeOffWith", "sanctioned"]),
        (event("ACCUSE", mode="allege"), ["accused"]),
        (event("ACCUSE", mode="disapprove"), ["criticised"]),
        (event("COERCE", mode="arrest"), ["arrested", "coerced"]),
        (event("ASSAULT", mode="firearms"), ["attacked"]),
        (event("ASSAULT", trigger=trigger("clashed")), ["foughtWith", "attacked"]),
    ],
)
def test_relations(given: Event, expected: list[str]) -> None:
    assert names(given) == expected


@pytest.mark.parametrize("type", sorted(QUAD_CLASSES))
def test_every_type_gives_something_by_itself(type: str) -> None:
    assert len(names(event(type))) == len(names(event(type, **TO_KOREA))) == 1


def test_a_meeting_of_equals_holds_both_ways() -> None:
    assert links(event()) == {(KIM, "met", MOON), (MOON, "met", KIM)}


def test_a_meeting_of_three_holds_between_each_two() -> None:
    three = event(actor=(role(KIM), role(MOON), role(KCNA)))
    assert len(links(three)) == 6


def test_a_visit_to_a_person_is_a_meeting_and_one_to_a_country_is_none() -> None:
    assert links(event(mode="visit", **TO_MOON)) == {
        (KIM, "visited", MOON),
        (MOON, "hosted", KIM),
        (KIM, "met", MOON),
        (MOON, "met", KIM),
    }
    assert links(event(mode="visit", **TO_KOREA)) == {(KIM, "visited", KOREA), (KOREA, "hosted", KIM)}
    both = event(mode="visit", actor=(role(KIM),), recipient=(role(KOREA), role(MOON)))
    assert {link for link in links(both) if link[1] == "met"} == {(KIM, "met", MOON), (MOON, "met", KIM)}


def test_visitors_without_a_host_do_not_visit_each_other() -> None:
    assert links(event(mode="visit")) == set()


def test_those_who_do_the_same_do_not_do_it_to_each_other() -> None:
    assert links(event("ACCUSE")) == links(event("ASSAULT")) == set()
    assert links(event("AGREE")) == {(KIM, "agreedWith", MOON), (MOON, "agreedWith", KIM)}


def test_a_recipient_that_is_not_known_makes_no_equals_of_the_actors() -> None:
    assert links(event(recipient=(Role(None, 0, 3, TEXT[:3]),))) == set()


def test_nobody_meets_itself() -> None:
    assert links(event(actor=(role(KIM),), recipient=(role(KIM), role(MOON)))) == {
        (KIM, "met", MOON),
        (MOON, "met", KIM),
    }


def test_what_a_predicate_implies_holds_with_it() -> None:
    assert links(event("COERCE", mode="arrest", **TO_MOON)) == {(KIM, "arrested", MOON), (KIM, "coerced", MOON)}
