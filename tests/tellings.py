"""Small articles with the extractions that belong to them, for tests of what is made of many articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from diplograph.article import Article
from diplograph.record import (
    Actor,
    ActorKind,
    Event,
    Extraction,
    Office,
    Place,
    Role,
    Span,
    Statement,
    StatementKind,
    content_iri,
)

ACTOR = "https://w3id.org/diplograph/id/actor/"
PRESIDENT = "Q21001"  # whom the authority knows, as it does KOR, PRK and USA, but not Moon and Kim
NAMES = {
    "KOR": "South Korea",
    "PRK": "North Korea",
    "USA": "United States",
    "Moon": "Moon Jae-in",
    "Kim": "Kim Jong Un",
    PRESIDENT: "President Moon",
}
OFFICES = {PRESIDENT: Office("President of South Korea", "KOR")}


@dataclass(frozen=True)
class Did:
    """What one sentence tells: who did what to whom."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    type: str = "CONSULT"
    mode: str | None = None
    date: str | None = "2018-04-27"
    modality: tuple[str, ...] = ()
    place: str | None = None
    confidence: float = 0.9


@dataclass(frozen=True)
class Said:
    """What one sentence reports: who said what about whom."""

    speaker: str | None
    words: str
    about: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()


def tell(
    id: str,
    *sentences: Did | Said,
    published: str | None = "2018-04-28",
    title: str | None = None,
    labels: dict[str, str] | None = None,
    rest: str = "",
) -> Extraction:
    """An article with a sentence for each thing told, and its extraction; ``rest`` is text that tells nothing."""
    names = NAMES | (labels or {})
    builder = _Builder(id, names)
    for sentence in sentences:
        builder.add(sentence)
    text = builder.text + rest or "Nothing happened."
    article = Article.make(text, id=id, title=title or f"Article {id}", published=published, publisher="The Wire")
    return Extraction(article, builder.actors(), tuple(builder.events), tuple(builder.statements))


class _Builder:
    def __init__(self, id: str, names: dict[str, str]) -> None:
        self.id, self.names, self.text = id, names, ""
        self.events: list[Event] = []
        self.statements: list[Statement] = []
        self.mentions: dict[str, list[Span]] = {}

    def write(self, words: str) -> Span:
        span = Span(len(self.text), len(self.text) + len(words), words)
        self.text += words
        return span

    def roles(self, parties: Sequence[str]) -> tuple[Role, ...]:
        roles = []
        for party in parties:
            span = self.write(self.names[party])
            self.mentions.setdefault(party, []).append(span)
            roles.append(Role(ACTOR + party, span.start, span.end, span.text))
            self.text += " "
        return tuple(roles)

    def add(self, sentence: Did | Said) -> None:
        start = len(self.text)
        if isinstance(sentence, Did):
            actors = self.roles(sentence.actors)
            trigger = self.write("dealt")
            self.text += " with "
            recipients = self.roles(sentence.recipients)
            place = None if sentence.place is None else Place(sentence.place, None)
            evidence = Span.of(self.text, start, len(self.text) - 1)
            id = content_iri("event", self.id, start)
            self.events.append(
                Event(
                    id,
                    sentence.type,
                    sentence.mode,
                    (),
                    actors,
                    recipients,
                    trigger,
                    evidence,
                    sentence.date,
                    place,
                    sentence.modality,
                    (),
                    None,
                    "deal:active",
                    sentence.confidence,
                )
            )
        else:
            speakers = self.roles([sentence.speaker] if sentence.speaker else [])
            cue = self.write("said")
            self.text += ": "
            content = self.write(sentence.words)
            self.text += " "
            kind: StatementKind = "direct"
            self.roles(sentence.about)
            about = tuple(ACTOR + actor for actor in sentence.about)
            id = content_iri("statement", self.id, start)
            speaker = speakers[0] if speakers else None
            self.statements.append(
                Statement(
                    id,
                    speaker,
                    (),
                    cue,
                    (content,),
                    content.text,
                    kind,
                    about,
                    None,
                    sentence.modality,
                    (),
                    "say:colon",
                    0.8,
                )
            )
        self.text += ". "

    def actors(self) -> tuple[Actor, ...]:
        return tuple(self.actor(key, tuple(spans)) for key, spans in sorted(self.mentions.items()))

    def actor(self, key: str, mentions: tuple[Span, ...]) -> Actor:
        country = {"Moon": "KOR", "Kim": "PRK", PRESIDENT: "KOR"}.get(key, key)
        kind: ActorKind = "country" if key.isupper() and key != PRESIDENT else "person"
        return Actor(ACTOR + key, self.names[key], kind, country, None, OFFICES.get(key), mentions)
