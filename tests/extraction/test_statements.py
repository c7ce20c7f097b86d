"""Constructions of reporting, each in a sentence of its own: speaker, cue, content, kind."""

from __future__ import annotations

from typing import Any

import pytest

from diplograph.record import Statement

KOR, USA, IRN = (f"https://w3id.org/diplograph/id/actor/{code}" for code in ("KOR", "USA", "IRN"))


def only(statements: tuple[Statement, ...]) -> Statement:
    assert len(statements) == 1, [(s.speaker, s.text) for s in statements]
    return statements[0]


def shape(statement: Statement) -> tuple[str | None, str | None, list[str], str]:
    speaker = statement.speaker.text if statement.speaker else None
    cue = statement.cue.text if statement.cue else None
    return speaker, cue, [span.text for span in statement.content], statement.kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Moon said that the talks had gone well.",
            ("Moon", "said", ["that the talks had gone well"], "indirect"),
        ),
        ("Moon said the talks had gone well.", ("Moon", "said", ["the talks had gone well"], "indirect")),
        ("The talks had gone well, Moon said.", ("Moon", "said", ["The talks had gone well"], "indirect")),
        (
            "The talks, Moon said, had gone well.",
            ("Moon", "said", ["The talks", "had gone well"], "indirect"),
        ),
        ("“The talks went well,” Moon said.", ("Moon", "said", ["The talks went well"], "direct")),
        ("“The talks went well,” said Moon.", ("Moon", "said", ["The talks went well"], "direct")),
        ("Moon said, “The talks went well.”", ("Moon", "said", ["The talks went well."], "direct")),
        ('Moon said: "The talks went well."', ("Moon", "said", ["The talks went well."], "direct")),
        (
            "“The talks,” Moon said, “went well. We shall meet again.”",
            ("Moon", "said", ["The talks", "went well. We shall meet again."], "direct"),
        ),
        (
            "“The talks went well,” Moon said. “We shall meet again.”",
            ("Moon", "said", ["The talks went well", "We shall meet again."], "direct"),
        ),
        (
            "Moon said that the talks had been “frank and useful”.",
            ("Moon", "said", ["that the talks had been “frank and useful”"], "mixed"),
        ),
        (
            "According to Moon, the talks had gone well.",
            ("Moon", "According to", ["the talks had gone well"], "indirect"),
        ),
        ("Moon asked whether the talks would go on.", ("Moon", "asked", ["whether the talks would go on"], "indirect")),
        ("Moon promised to visit Pyongyang.", ("Moon", "promised", ["to visit Pyongyang"], "indirect")),
        ("Moon called for new talks.", ("Moon", "called", ["new talks"], "indirect")),
        ("Moon warned of a new war.", ("Moon", "warned", ["a new war"], "indirect")),
        ("Moon accused Iran of lying.", ("Moon", "accused", ["Iran of lying"], "indirect")),
        (
            "The claim by Iran that the talks had failed surprised the envoys.",
            ("Iran", "claim", ["that the talks had failed"], "indirect"),
        ),
        (
            "As Moon noted, the talks had gone well.",
            ("Moon", "noted", ["the talks had gone well"], "indirect"),
        ),
        (
            "The communiqué said that the sanctions would stay.",
            ("The communiqué", "said", ["that the sanctions would stay"], "indirect"),
        ),
        (
            "It was announced that the talks had failed.",
            (None, "announced", ["that the talks had failed"], "indirect"),
        ),
        (
            "Moon met an envoy who said that the talks had failed.",
            ("who", "said", ["that the talks had failed"], "indirect"),
        ),
    ],
)
def test_constructions(find: Any, text: str, expected: tuple[object, ...]) -> None:
    assert expected in [shape(statement) for statement in find(text)]


def test_one_statement_each(find: Any) -> None:
    for text in (
        "Moon said that the talks had gone well.",
        "“The talks,” Moon said, “went well. We shall meet again.”",
    ):
        only(find(text))


@pytest.mark.parametrize(
    "text",
    [
        "Moon met Kim in Pyongyang on Monday.",
        "The so-called “peace village” of Panmunjom lies at the border.",
        "He has read “War and Peace” twice.",
        "Tell us that it is over!",
        "She went on a trip and put the book on the table.",
    ],
)
def test_no_statement(find: Any, text: str) -> None:
    assert find(text) == ()


class TestAddressee:
    def test_object_of_tell(self, find: Any) -> None:
        statement = only(find("Moon told the Washington Post that the talks had gone well."))
        assert [role.text for role in statement.addressee] == ["the Washington Post"]

    def test_who_is_urged(self, find: Any) -> None:
        statement = only(find("Moon urged Iran to stop the tests."))
        assert [(role.text, role.actor) for role in statement.addressee] == [("Iran", IRN)]
        assert statement.text == "to stop the tests"

    def test_prepositions_and_occasions(self, find: Any) -> None:
        said = only(find("Moon said to reporters that the talks had gone well."))
        assert [role.text for role in said.addressee] == ["reporters"]
        called = only(find("Moon said in a call with Vladimir Putin that the talks had gone well."))
        assert [role.text for role in called.addressee] == ["Vladimir Putin"]


class TestModality:
    @pytest.mark.parametrize(
        ("text", "modality"),
        [
            ("Moon said that the talks had failed.", ()),
            ("Moon denied that the talks had failed.", ("negation",)),
            ("Moon did not say whether the talks had failed.", ("negation",)),
            ("Moon will announce that the talks have failed.", ("future",)),
            ('"The second point is not," said Angela Merkel.', ()),  # what is said is negated, not the saying
            ('"Never!" said Emmanuel Macron.', ()),
        ],
    )
    def test_whether_it_was_said(self, find: Any, text: str, modality: tuple[str, ...]) -> None:
        assert only(find(text)).modality == modality


def test_date_of_the_saying_not_of_what_is_said(find: Any) -> None:
    assert only(find("Moon said on Monday that the talks would begin on May 3.")).date == "2018-02-12"
    assert only(find("Moon said that the talks would begin on May 3.")).date is None


def test_about_leaves_out_the_speaker(find: Any) -> None:
    statement = only(find("Washington said that the United States would talk to Iran and to South Korea."))
    assert statement.speaker is not None
    assert statement.speaker.actor == USA
    assert statement.about == (IRN, KOR)


def test_a_pronoun_speaks_for_whom_it_stands(find: Any) -> None:
    first, second = find("Moon Jae-in arrived on Monday. “We shall talk,” he said. He said that he was ready.")
    assert first.speaker.text == "he"
    assert second.speaker.text == "He"
    assert first.speaker.actor == second.speaker.actor == "https://w3id.org/diplograph/id/actor/Q21001"


def test_attitudes_on_request(find: Any) -> None:
    text = "Moon wants to meet Kim. Moon believes that the talks will go on."
    assert find(text) == ()
    assert [s.text for s in find(text, attitudes=True)] == ["to meet Kim", "that the talks will go on"]


def test_who_tells_what_somebody_saw_speaks_for_himself(find: Any) -> None:
    text = "According to police, the soldiers saw Moon leave the talks."
    told = [s for s in find(text, attitudes=True) if s.speaker and s.speaker.text == "police"]
    assert [s.text for s in told] == ["the soldiers saw Moon leave the talks"]


def test_records_are_the_same_each_time(find: Any) -> None:
    text = "“The talks went well,” Moon said, and he promised to visit Pyongyang."
    assert find(text) == find(text)
    assert len({statement.id for statement in find(text)}) == len(find(text)) == 2
    assert [s.rule for s in find(text)] == ["say/say/quote", "promise/promise/infinitive"]


@pytest.mark.parametrize(
    ("text", "speaker", "others"),
    [
        ("Merkel and Macron said that the talks had failed.", "Merkel", ["Macron"]),
        (
            "“It is over,” said Merkel, Macron and the foreign ministry in Rome.",
            "Merkel",
            ["Macron", "the foreign ministry in Rome"],
        ),
        (
            "The talks failed, according to Merkel and the French foreign ministry.",
            "Merkel",
            ["the French foreign ministry"],
        ),
        ("Merkel or Macron said that the talks had failed.", "Merkel", []),
    ],
)
def test_who_speaks_together(find: Any, text: str, speaker: str, others: list[str]) -> None:
    statement = next(s for s in find(text) if s.speaker is not None and s.speaker.text == speaker)
    assert [role.text for role in statement.co_speakers] == others


def test_two_leaders_are_two_speakers_and_two_addressees(find: Any) -> None:
    text = "Theresa May and Emmanuel Macron met in London. {} that the deal was dead."
    (said,) = find(text.format("The two leaders said"))
    (told,) = find(text.format("Pope Francis told both leaders"))
    for pair, words in (((said.speaker, *said.co_speakers), "The two leaders"), (told.addressee, "both leaders")):
        assert [role and role.text for role in pair] == [words, words]
        assert len({role.actor for role in pair if role and role.actor}) == 2
