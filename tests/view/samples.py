"""Small graphs to look at: made from records as extraction would make them, merged by the real graph."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from diplograph.article import Article
from diplograph.graph import KnowledgeGraph, open_graph
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
KIM, MOON, PENCE = f"{ACTOR}Q15260157", f"{ACTOR}Q21001", f"{ACTOR}Q24313"
NORTH, SOUTH, UN = f"{ACTOR}PRK", f"{ACTOR}KOR", f"{ACTOR}Q1065"


@dataclass
class Draft:
    """An article and what is found in it, put together sentence by sentence; words are found in the text by themselves."""

    article: Article
    actors: list[Actor] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)

    def span(self, words: str, after: int = 0) -> Span:
        start = self.article.text.index(words, after)
        return Span(start, start + len(words), words)

    def actor(
        self, iri: str, label: str, kind: ActorKind, country: str | None = None, office: str | None = None
    ) -> None:
        held = None if office is None else Office(office, country)
        self.actors.append(Actor(iri, label, kind, country, None, held, (self.span(label),)))

    def roles(self, parties: dict[str, str], after: int = 0) -> tuple[Role, ...]:
        found = []
        for iri, words in parties.items():
            span = self.span(words, after)
            found.append(Role(iri, span.start, span.end, span.text))
        return tuple(found)

    def event(
        self,
        type: str,
        sentence: str,
        trigger: str,
        actor: dict[str, str],
        recipient: dict[str, str] | None = None,
        *,
        mode: str | None = None,
        date: str | None = None,
        modality: tuple[str, ...] = (),
        place: str | None = None,
    ) -> None:
        where = self.span(sentence)
        start = self.article.text.index(trigger, where.start)
        self.events.append(
            Event(
                id=content_iri("event", self.article.id, type, start),
                type=type,
                mode=mode,
                context=(),
                actor=self.roles(actor),
                recipient=self.roles(recipient or {}),
                trigger=Span(start, start + len(trigger), trigger),
                evidence=where,
                date=date,
                place=None if place is None else Place(place, None),
                modality=modality,
                attribution=(),
                cameo=None,
                rule="test",
                confidence=1.0,
            )
        )

    def statement(
        self,
        content: tuple[str, ...],
        speaker: dict[str, str],
        about: tuple[str, ...],
        *,
        cue: str | None = None,
        kind: StatementKind = "direct",
        date: str | None = None,
    ) -> None:
        spans = tuple(map(self.span, content))
        self.statements.append(
            Statement(
                id=content_iri("statement", self.article.id, spans[0].start),
                speaker=self.roles(speaker, spans[0].start)[0],
                addressee=(),
                cue=None if cue is None else self.span(cue),
                content=spans,
                text=" ".join(content),
                kind=kind,
                about=about,
                date=date,
                modality=(),
                attribution=(),
                rule="test",
                confidence=1.0,
            )
        )

    @property
    def extraction(self) -> Extraction:
        return Extraction(self.article, tuple(self.actors), tuple(self.events), tuple(self.statements))


def graph_of(*drafts: Draft) -> KnowledgeGraph:
    graph = open_graph()
    report = graph.add(draft.extraction for draft in drafts)
    assert not report.failures
    return graph


def korea() -> KnowledgeGraph:
    """A meeting that two articles tell, thanks, a planned visit, a denied meeting, and a statement about a country."""
    first = Draft(
        Article.make(
            "Kim Yo Jong met Moon Jae-in in Seoul. North Korea thanked South Korea for the invitation.",
            id="han-river",
            title="A handshake in Seoul",
            published="2018-02-10",
            publisher="The Han River Post",
            url="https://example.org/handshake?a=1&b=2",
        )
    )
    first.actor(KIM, "Kim Yo Jong", "person", "PRK")
    first.actor(MOON, "Moon Jae-in", "person", "KOR", "President of South Korea")
    first.actor(NORTH, "North Korea", "country", "PRK")
    first.actor(SOUTH, "South Korea", "country", "KOR")
    both = {KIM: "Kim Yo Jong", MOON: "Moon Jae-in"}
    first.event("CONSULT", "Kim Yo Jong met Moon Jae-in in Seoul.", "met", both, date="2018-02-10", place="Seoul")
    first.event(
        "SUPPORT",
        "North Korea thanked South Korea for the invitation.",
        "thanked",
        {NORTH: "North Korea"},
        {SOUTH: "South Korea"},
        date="2018-02-12",
    )
    second = Draft(
        Article.make(
            "On Saturday Kim Yo Jong held talks with Moon Jae-in. Moon Jae-in will visit North Korea. "
            "“South Korea,” Moon Jae-in said, “is ready.” Kim Yo Jong never met Mike Pence.",
            id="meridian",
            title="Talks",
            published="2018-02-11",
            publisher="Meridian Wire",
        )
    )
    second.actor(KIM, "Kim Yo Jong", "person", "PRK")
    second.actor(MOON, "Moon Jae-in", "person", "KOR", "President of South Korea")
    second.actor(PENCE, "Mike Pence", "person", "USA")
    second.actor(NORTH, "North Korea", "country", "PRK")
    second.actor(SOUTH, "South Korea", "country", "KOR")
    second.event(
        "CONSULT", "On Saturday Kim Yo Jong held talks with Moon Jae-in.", "held talks", both, date="2018-02-10"
    )
    second.event(
        "CONSULT",
        "Moon Jae-in will visit North Korea.",
        "visit",
        {MOON: "Moon Jae-in"},
        {NORTH: "North Korea"},
        mode="visit",
        modality=("future",),
    )
    second.event(
        "CONSULT",
        "Kim Yo Jong never met Mike Pence.",
        "met",
        {KIM: "Kim Yo Jong", PENCE: "Mike Pence"},
        date="2018-02",
        modality=("negation",),
    )
    second.statement(("South Korea", "is ready"), {MOON: "Moon Jae-in"}, (SOUTH,), cue="said", date="2018-02-11")
    return graph_of(first, second)


SCRIPT = "</script><script>window.hacked = 1</script>"
HANDLER = '"><img src=x onerror="window.hacked = 2">'
OVERRIDE = "\u202egnorw\u202c"


def hostile() -> KnowledgeGraph:
    """An article that tries scripts, handlers, javascript: links, markup in names, a template, and reversed text."""
    text = f"{HANDLER}Mallory met {SCRIPT}Bob. He wrote {OVERRIDE} and {{{{ 7*7 }}}} <a href='javascript:alert(1)'>href</a>."
    draft = Draft(
        Article.make(
            text,
            id="hostile",
            title=f"{SCRIPT} href=x {HANDLER} {OVERRIDE}",
            published="2018-02-10",
            publisher=HANDLER,
            url="javascript:window.hacked=3",
        )
    )
    mallory, bob = f"{ACTOR}aaaaaaaaaaaaaaaaaaaa", f"{ACTOR}bbbbbbbbbbbbbbbbbbbb"
    draft.actor(mallory, f"{HANDLER}Mallory", "person", "<b>")
    draft.actor(bob, f"{SCRIPT}Bob", "organisation")
    draft.event("CONSULT", text, "met", {mallory: f"{HANDLER}Mallory", bob: f"{SCRIPT}Bob"}, date="2018-02-10")
    draft.statement((f"{HANDLER}Mallory",), {mallory: "Mallory"}, (bob,), date="2018-02-10")
    return graph_of(draft)


def disputed() -> KnowledgeGraph:
    """One article tells a meeting and another denies it; a third event is undisputed."""
    both = {KIM: "Kim Yo Jong", PENCE: "Mike Pence"}
    drafts = []
    for name, text, modality in (
        ("told", "Kim Yo Jong met Mike Pence. Mike Pence thanked South Korea.", ()),
        ("denied", "Kim Yo Jong met Mike Pence? No.", ("negation",)),
    ):
        draft = Draft(Article.make(text, id=name, title=name, published="2018-02-11"))
        draft.actor(KIM, "Kim Yo Jong", "person", "PRK")
        draft.actor(PENCE, "Mike Pence", "person", "USA")
        draft.event("CONSULT", "Kim Yo Jong met Mike Pence", "met", both, date="2018-02-10", modality=modality)
        drafts.append(draft)
    drafts[0].actor(SOUTH, "South Korea", "country", "KOR")
    thanks = "Mike Pence thanked South Korea."
    drafts[0].event("SUPPORT", thanks, "thanked", {PENCE: "Mike Pence"}, {SOUTH: "South Korea"}, date="2018-02-10")
    return graph_of(*drafts)


def crowd(actors: int = 40) -> KnowledgeGraph:
    """One envoy who meets all the others, and each of these its neighbour."""
    names = [f"Envoy {number:02}" for number in range(actors)]
    meetings = [(names[0], name) for name in names[1:]] + list(pairwise(names[1:]))
    text = " ".join(f"{a} met {b}." for a, b in meetings)
    draft = Draft(Article.make(text, id="crowd", title="A crowd", published="2020-01-01"))
    iri = {name: f"{ACTOR}{number:020x}" for number, name in enumerate(names)}
    for name in names:
        draft.actor(iri[name], name, "person", "KOR")
    for a, b in meetings:
        draft.event("CONSULT", f"{a} met {b}.", "met", {iri[a]: a, iri[b]: b}, date="2020-01-01")
    return graph_of(draft)
