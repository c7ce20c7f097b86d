"""Events of whole sentences and short articles: parties, composition, date, place, attribution, and restraint."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.actors import resolve
from diplograph.article import Article
from diplograph.extraction.events import find_events
from diplograph.record import Event
from tests.extraction.reading import authority, events_of, events_of_all, language

EVERYDAY = sorted(Path(__file__).with_name("everyday").glob("*.txt"))
"""Articles of sport, weather, film and the like, written for these tests; each has what could be taken for an event."""


def parties(event: Event) -> tuple[list[str], list[str]]:
    return [role.text for role in event.actor], [role.text for role in event.recipient]


@pytest.mark.parametrize(
    ("sentence", "kind", "mode", "actors", "recipients"),
    [
        ("France agreed to send food to Egypt.", "AGREE", None, ["France"], ["Egypt"]),
        ("France promised to withdraw its troops from Egypt.", "AGREE", None, ["France"], ["Egypt"]),
        ("France will visit Egypt.", "AGREE", None, ["France"], ["Egypt"]),
        ("France will send food to Egypt.", "AGREE", None, ["France"], ["Egypt"]),
        ("France said it would withdraw its troops from Egypt.", "CONCEDE", None, ["France"], ["Egypt"]),
        ("France refused to meet Egypt.", "REJECT", "meet", ["France"], ["Egypt"]),
        ("France will not help Egypt.", "REJECT", "assist", ["France"], ["Egypt"]),
        ("France threatened to bomb Egypt.", "THREATEN", "violence", ["France"], ["Egypt"]),
        ("France vowed to attack Egypt.", "THREATEN", "violence", ["France"], ["Egypt"]),
        ("France will impose sanctions on Egypt.", "THREATEN", "relations", ["France"], ["Egypt"]),
        ("France urged Egypt to help Sudan.", "REQUEST", "assist", ["France"], ["Egypt"]),
        ("France demanded that Egypt withdraw its troops.", "REQUEST", "yield", ["France"], ["Egypt"]),
        ("France accused Egypt of attacking Sudan.", "ACCUSE", "allege", ["France"], ["Egypt"]),
        ("Egypt was criticized by France.", "ACCUSE", "disapprove", ["France"], ["Egypt"]),
        ("France condemned the Egyptian decision.", "ACCUSE", "disapprove", ["France"], ["Egyptian"]),
        ("France and Egypt met in Cairo.", "CONSULT", None, ["France", "Egypt"], []),
        ("The French president held talks with the Egyptian president.", "CONSULT", None,
         ["The French president", "the Egyptian president"], []),
        ("France stopped helping Egypt.", "SANCTION", "discontinue", ["France"], ["Egypt"]),
        ("France cancelled talks with Egypt.", "REJECT", "meet", ["France"], ["Egypt"]),
    ],
)  # fmt: skip
def test_composition(sentence: str, kind: str, mode: str | None, actors: list[str], recipients: list[str]) -> None:
    (event,) = events_of(sentence)
    assert (event.type, event.mode, *parties(event)) == (kind, mode, actors, recipients)
    assert event.modality == ()


def test_event_says_when_where_and_on_whose_word() -> None:
    text = "Emmanuel Macron met Angela Merkel in Berlin on Monday, Le Monde reported."
    (event,) = events_of(text)
    assert parties(event) == (["Emmanuel Macron", "Angela Merkel"], [])
    assert event.date == "2018-02-12"
    assert event.place is not None
    assert (event.place.label, event.place.country) == ("Berlin", "DEU")
    assert [role.text for role in event.attribution] == ["Le Monde"]
    assert (event.trigger.text, event.evidence.text) == ("met", text)
    assert event.cameo == "040"
    assert event.rule == "consult.meet/verb:agent>patient"
    assert event.confidence == 0.79


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("Macron did not meet Merkel.", ("negation",)),
        ("If Macron meets Merkel, prices will fall.", ("hypothetical",)),
        ("Macron may have met Merkel.", ("hypothetical",)),
        ("Macron met Merkel ten years ago.", ("historical",)),
        ("Macron met Merkel in 2015.", ("historical",)),
        ("Macron met Merkel on Monday.", ()),
    ],
)
def test_modality_of_a_meeting(sentence: str, modality: tuple[str, ...]) -> None:
    assert [event.modality for event in events_of(sentence) if event.type == "CONSULT"] == [modality]


def test_phone_call_and_visit_have_their_modes() -> None:
    (call,) = events_of("Donald Trump spoke with Vladimir Putin by phone on Monday.")
    assert (call.type, call.mode, call.cameo) == ("CONSULT", "phone", "041")
    (visit,) = events_of("Emmanuel Macron visited Egypt.")
    assert (visit.type, visit.mode, *parties(visit)) == ("CONSULT", "visit", ["Emmanuel Macron"], ["Egypt"])


def test_saying_is_no_event() -> None:
    assert events_of("The president of France said that the weather in Egypt was good.") == ()


@pytest.mark.parametrize("path", EVERYDAY, ids=lambda path: str(path.stem))
def test_article_without_politics_has_hardly_any_event(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.split()) >= 400
    assert len(events_of(text)) <= 1


def test_there_are_ten_articles_without_politics() -> None:
    assert len(EVERYDAY) >= 10


def test_no_event_from_silent_layout() -> None:

    text = "Macron met Merkel."
    doc = language()(text)
    article = Article.make(text, published="2018-02-13")
    resolution = resolve(doc, article, authority())
    assert len(find_events(doc, article, resolution, ())) == 1
    doc.spans["layout"] = [doc.char_span(0, len(text), label="CAPTION")]
    assert find_events(doc, article, resolution, ()) == ()


def test_headline_merges_with_the_text_under_it() -> None:

    text = "France condemns Egypt\n\nFrance on Monday condemned Egypt over the attack."
    doc = language()(text)
    article = Article.make(text, published="2018-02-13")
    doc.spans["layout"] = [doc.char_span(0, 21, label="HEADING")]
    events = find_events(doc, article, resolve(doc, article, authority()), ())
    assert [event.trigger.text for event in events] == ["condemned"]


def test_same_text_gives_the_same_events() -> None:
    text = "France condemned Egypt. Egypt expelled the French ambassador on Monday."
    first, second = events_of_all([text, text])
    assert first == second == events_of(text)
    assert [event.type for event in first] == ["ACCUSE", "SANCTION"]
