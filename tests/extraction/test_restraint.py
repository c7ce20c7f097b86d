"""What is no event of politics, and what keeps a sentence about politics from telling more than it says."""

from __future__ import annotations

import pytest

from tests.extraction.reading import events_of, events_of_all


def test_what_private_people_the_press_the_law_and_the_weather_do_is_no_event() -> None:
    sentences = (
        "Emma Sparrow met two officers at an Irish pub.",
        "The French president spoke to Reuters on Monday.",
        "The Egyptian constitution requires consent from parliament.",
        "Hurricane Irene attacked the coast of Portugal.",
        "The Catholic Bishops' Conference of the Philippines published a letter.",
        "Twitter apologized to its users.",
        "The French president defended his decision.",
        "Greeks wanted to stay in the European Union.",
        "We gave them the best advice we have, in Egypt and in France.",
    )
    found = events_of_all(sentences)
    assert {sentence: events for sentence, events in zip(sentences, found, strict=True) if events} == {}


def test_what_could_be_done_to_somebody_or_other_is_no_event() -> None:
    assert events_of("The Egyptian parliament can impeach an official.") == ()
    (event,) = events_of("The Egyptian parliament impeached an official.")
    assert event.type == "ACCUSE"


@pytest.mark.parametrize(
    ("sentence", "actor", "recipient"),
    [
        ("Some European countries have called for sanctions against Egypt.", "Some European countries", "Egypt"),
        ("The authorities condemned Egypt.", "The authorities", "Egypt"),
        ("France urged the lecturers to call off the strike.", "France", "the lecturers"),
    ],
)
def test_parties_that_nobody_knows_keep_their_words(sentence: str, actor: str, recipient: str) -> None:
    event = events_of(sentence)[0]
    assert ([role.text for role in event.actor], [role.text for role in event.recipient]) == ([actor], [recipient])


def test_a_counterpart_of_another_country_is_not_the_actor_itself() -> None:
    (event,) = events_of("The French authorities shared evidence with their Chinese counterparts.")
    assert [role.text for role in event.actor] == ["The French authorities", "their Chinese counterparts"]


@pytest.mark.parametrize(
    ("sentence", "type", "modality"),
    [
        ("France promised not to impose sanctions on Egypt.", "AGREE", ()),
        ("Egypt denied that its president had agreed to the plan of France.", "AGREE", ("negation",)),
        ("There will be no peace until Egypt withdraws its troops from Sudan.", "RETREAT", ("hypothetical",)),
        ("France and Sudan negotiated with Egypt until Egypt withdrew its troops from Sudan.", "RETREAT", ()),
    ],
)
def test_negation_denial_and_until(sentence: str, type: str, modality: tuple[str, ...]) -> None:
    assert (type, modality) in [(event.type, event.modality) for event in events_of(sentence)]


def test_who_did_something_else_to_the_object_is_not_its_recipient() -> None:
    (lifted, _) = events_of("Egypt lifted the restrictions that were imposed by France.")
    assert (lifted.type, lifted.recipient) == ("CONCEDE", ())


def test_headline_names_the_country_and_the_text_who_acts_for_it() -> None:
    text = "US bans Huawei\n\nThe United States Department of Commerce banned Huawei on Friday. It gave no reasons."
    (event,) = events_of(text)
    assert [role.text for role in event.actor] == ["The United States Department of Commerce"]


def test_headline_that_tells_something_else_stays() -> None:
    text = "France condemns Egypt\n\nThe French president criticized the president of Sudan on Friday."
    assert [role.text for event in events_of(text) for role in event.recipient] == ["Egypt", "the president of Sudan"]
