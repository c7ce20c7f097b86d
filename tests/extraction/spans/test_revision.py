"""What the span model adds to the rules and takes from them, in whole statements."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from diplograph.actors import load_authority, resolve
from diplograph.article import Article
from diplograph.extraction import statements
from diplograph.extraction.spans.revision import LEARNED
from diplograph.extraction.statements import find_statements
from diplograph.record import Statement


def told(found: tuple[Statement, ...]) -> list[tuple[str | None, str | None, tuple[str, ...]]]:
    return [
        (
            None if s.speaker is None else s.speaker.text,
            None if s.cue is None else s.cue.text,
            tuple(span.text for span in s.content),
        )
        for s in found
    ]


def test_a_statement_that_the_rules_have_no_frame_for(find: Any) -> None:
    [statement] = find("The North's ambassador called on the council to lift the sanctions.")
    assert told((statement,)) == [("The North's ambassador", "called", ("to lift the sanctions",))]
    assert [role.text for role in statement.addressee] == ["the council"]
    assert statement.rule == f"urge/call/{LEARNED}"
    assert 0.5 < statement.confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "Baku denied it.",
        "The minister called his Russian counterpart, Sergei Lavrov, on Friday.",
        "Iran agreed to limit its programme.",
        "The two sides signed the agreement in the morning.",
    ],
)
def test_what_says_nothing_is_no_statement(find: Any, text: str) -> None:
    assert told(find(text)) == []


def test_quotations_and_their_speakers_are_left_to_the_rules(find: Any) -> None:
    found = find("“We are ready,” Moon said, “and so is the North.” It was late.")
    assert told(found) == [("Moon", "said", ("We are ready", "and so is the North."))]
    assert found[0].rule == "say/say/quote"


def test_who_is_told_is_not_what_is_said(find: Any) -> None:
    [statement] = find("Moon urged Iran to stop the tests at once.")
    assert told((statement,)) == [("Moon", "urged", ("to stop the tests at once",))]
    assert [role.text for role in statement.addressee] == ["Iran"]


def test_attitudes_only_where_they_are_asked_for(find: Any) -> None:
    text = "Voters in the south want the border closed."
    assert told(find(text)) == []
    assert told(find(text, attitudes=True)) == [("Voters in the south", "want", ("the border closed",))]


LONG = (
    "Officials in Seoul signalled that talks might resume. The North's ambassador called on the council to lift the "
    "sanctions. The pact is fair, in the words of an envoy.\n\nAnalysts cautioned that Moon had promised much."
)


def extracted(doc: Any, text: str) -> tuple[Statement, ...]:
    article = Article.make(text, id="a", published="2018-02-13")
    return find_statements(doc, article, resolve(doc, article, load_authority()))


def test_an_article_is_judged_alone_and_always_alike(nlp: Any) -> None:
    alone = extracted(nlp(LONG), LONG)
    for doc in nlp.pipe([LONG, "It rained. " * 50 + "Kim said so.", LONG]):
        if doc.text == LONG:
            assert extracted(doc, LONG) == alone


def test_without_the_states_of_the_reader_the_rules_decide_alone(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_model() -> None:
        raise AssertionError("the model is not needed")

    monkeypatch.setattr(statements, "load_span_model", no_model)
    doc = nlp(LONG)
    doc.tensor = np.zeros((len(doc), 96), dtype=np.float32)
    assert ("Officials in Seoul", "signalled", ("that talks might resume",)) in told(extracted(doc, LONG))
