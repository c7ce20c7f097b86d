"""What the text says that one actor is to another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from diplograph.actors import Resolution

Resolved = Callable[..., Resolution]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kim's sister, Kim Yo Jong, met Moon Jae-in. Kim Jong Un stayed at home.",
            [("Kim Yo Jong", "siblingOf", "Kim Jong Un", "Kim's sister, Kim Yo Jong")],
        ),
        (
            "Kim Yo Jong, the younger sister of North Korean leader Kim Jong Un, smiled.",
            [
                (
                    "Kim Yo Jong",
                    "siblingOf",
                    "Kim Jong Un",
                    "Kim Yo Jong, the younger sister of North Korean leader Kim Jong Un",
                ),
                ("Kim Jong Un", "leaderOf", "North Korea", "North Korean leader Kim Jong Un"),
            ],
        ),
        (
            "Donald Trump came with his wife, Melania Trump.",
            [("Melania Trump", "spouseOf", "Donald Trump", "his wife, Melania Trump")],
        ),
        (
            "Wang Yi, China's foreign minister, left early.",
            [("Wang Yi", "ministerOf", "China", "Wang Yi, China's foreign minister")],
        ),
        (
            "South Korean special envoy Chung Eui-yong met UN envoy for Yemen Martin Griffiths.",
            [
                ("Chung Eui-yong", "envoyOf", "South Korea", "South Korean special envoy Chung Eui-yong"),
                ("Martin Griffiths", "envoyOf", "United Nations", "UN envoy for Yemen Martin Griffiths"),
            ],
        ),
        ("Turkey is a member of NATO.", [("Turkey", "memberOf", "NATO", "Turkey is a member of NATO")]),
        ("Ukraine is not a member of NATO.", []),
        ("Former Israeli Prime Minister Ehud Barak left.", []),
        ("Iranian opposition leader Maryam Rajavi spoke.", []),
        ("Israeli army chief Gadi Eisenkot spoke.", []),
    ],
)
def test_stated_relationships(resolved: Resolved, text: str, expected: list[tuple[str, str, str, str]]) -> None:
    found = resolved(text)
    assert [
        (found.actor(r.subject.actor or "").label, r.relation, found.actor(r.object.actor or "").label, r.evidence.text)
        for r in found.relationships
    ] == expected


def test_a_relationship_is_named_by_its_content(resolved: Resolved) -> None:
    one = resolved("Wang Yi, China's foreign minister, left.", id="a").relationships
    other = resolved("Chinese Foreign Minister Wang Yi arrived.", id="b").relationships
    assert [r.id for r in one] == [r.id for r in other]
    assert [r.rule for r in (*one, *other)] == ["ministerOf/apposition", "ministerOf/title"]
