"""Extractions made by hand, for tests of what comes after extraction."""

from __future__ import annotations

import dataclasses
from typing import Any

from diplograph.article import Article
from diplograph.record import Actor, ActorKind, Event, Extraction, Office, Place, Role, Span, Statement

ID = "https://w3id.org/diplograph/id/"
KIM, MOON, KOREA, KCNA = (f"{ID}actor/{name}" for name in ("Q15260157", "Q21001", "KOR", "0f0f0f0f0f0f0f0f0f0f"))
KINDS: dict[str, ActorKind] = {KIM: "person", MOON: "person", KOREA: "country", KCNA: "organisation"}

TEXT = "Kim Yo Jong met Moon Jae-in on Saturday. “We thank Seoul,” Kim said, KCNA reported."
ARTICLE = Article.make(
    TEXT,
    id="wire 1",
    title="Kim meets Moon",
    published="2018-02-11T09:30:00+09:00",
    publisher="The Wire",
    url="https://example.org/1",
)


def span(words: str, text: str = TEXT) -> Span:
    """The first place of the words in the text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def role(actor: str | None, words: str = "Kim") -> Role:
    """A party as the words name it."""
    where = span(words)
    return Role(actor, where.start, where.end, where.text)


def event(type: str = "CONSULT", **parts: Any) -> Event:
    """Kim met Moon, but for the parts given."""
    meeting = Event(
        id=f"{ID}event/e1",
        type=type,
        mode=None,
        context=(),
        actor=(role(KIM, "Kim Yo Jong"), role(MOON, "Moon Jae-in")),
        recipient=(),
        trigger=span("met"),
        evidence=span(TEXT[:40]),
        date="2018-02-10",
        place=None,
        modality=(),
        attribution=(),
        cameo=None,
        rule="consult.meet",
        confidence=1.0,
    )
    return dataclasses.replace(meeting, **parts)


def statement(**parts: Any) -> Statement:
    """Kim's thanks as KCNA reported them, but for the parts given."""
    thanks = Statement(
        id=f"{ID}statement/s1",
        speaker=role(KIM),
        addressee=(),
        cue=span("said"),
        content=(span("“We thank Seoul,”"),),
        text="We thank Seoul",
        kind="direct",
        about=(KOREA,),
        date="2018-02",
        modality=(),
        attribution=(role(KCNA, "KCNA"),),
        rule="say/quote",
        confidence=0.85,
    )
    return dataclasses.replace(thanks, **parts)


def extraction(*found: Event | Statement, article: Article = ARTICLE) -> Extraction:
    """The article with all its actors, and with the events and statements given, or else one of each."""
    actors = (
        Actor(KIM, "Kim Yo Jong", "person", "PRK", "Q15260157", None, (span("Kim Yo Jong"),)),
        Actor(MOON, "Moon Jae-in", "person", "KOR", "Q21001", Office("President of South Korea", "KOR"), ()),
        Actor(KOREA, "South Korea", "country", "KOR", "Q884", None, (span("Seoul"),)),
        Actor(KCNA, "KCNA", "organisation", "PRK", None, None, (span("KCNA"),)),
    )
    given = found or (event(place=Place("Seoul", "KOR", "Q8684"), context=("diplomatic",), cameo="040"), statement())
    return Extraction(
        article,
        actors,
        tuple(thing for thing in given if isinstance(thing, Event)),
        tuple(thing for thing in given if isinstance(thing, Statement)),
    )
