"""The annotation of the seeds is sound: spans are the article's own words, types and kinds are known ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from diplograph.reading import read_articles
from diplograph.resources import seeds_path

LINES = (Path(__file__).parent / "gold" / "annotated.jsonl").read_text(encoding="utf-8").splitlines()
GOLD: list[dict[str, Any]] = [json.loads(line) for line in LINES]
TEXTS = {article.id: article.text for article in read_articles(seeds_path())}
VERBAL = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN"}
MATERIAL = {"COOPERATE", "AID", "RETREAT", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}


def test_ten_articles_or_more_are_annotated_once_each() -> None:
    assert len({article["article"] for article in GOLD}) == len(GOLD)
    assert sum(article["events"] is not None for article in GOLD) >= 10


def test_two_hundred_statements_count() -> None:
    statements = [statement for article in GOLD for statement in article["statements"] if not statement["optional"]]
    assert len(statements) >= 200
    assert sum(bool(statement["attribution"]) for statement in statements) >= 10
    assert sum(bool(statement.get("with")) for statement in statements) >= 4


@pytest.mark.parametrize("article", GOLD, ids=lambda article: str(article["article"]))
class TestEachArticle:
    def test_spans_are_the_articles_words(self, article: dict[str, Any]) -> None:
        text = TEXTS[article["article"]]
        spans = [event["trigger"] for event in article["events"] or ()]
        for statement in article["statements"]:
            spans += [statement["speaker"], statement["cue"], *statement["content"]]
            spans += [statement["within"]] if "within" in statement else []
        assert spans
        assert [span["text"] for span in spans] == [text[span["start"] : span["end"]] for span in spans]

    def test_a_speaker_and_a_cue_stand_outside_the_content(self, article: dict[str, Any]) -> None:
        for statement in article["statements"]:
            for content in statement["content"]:
                for span in (statement["speaker"], statement["cue"]):
                    assert span["end"] <= content["start"] or content["end"] <= span["start"]

    def test_types_kinds_and_modalities_are_known(self, article: dict[str, Any]) -> None:
        for event in article["events"] or ():
            assert {event["type"], *event["also"]} <= VERBAL | MATERIAL
        assert {statement["kind"] for statement in article["statements"]} <= {"direct", "indirect", "mixed"}
        for event in article["events"] or ():
            assert set(event["modality"]) <= {"historical", "future", "hypothetical", "negation"}

    def test_an_event_that_counts_has_parties(self, article: dict[str, Any]) -> None:
        assert all(event["actor"] for event in article["events"] or () if not event["optional"])


MENTIONS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (Path(__file__).parent / "gold" / "mentions.jsonl").read_text(encoding="utf-8").splitlines()
]


def test_two_hundred_and_fifty_mentions_count() -> None:
    counted = [m for article in MENTIONS for m in article["mentions"] if not m.get("optional") and "actors" in m]
    assert len(counted) >= 250
    assert sum(len(m["actors"]) > 1 for m in counted) >= 10


@pytest.mark.parametrize("article", MENTIONS, ids=lambda article: str(article["article"]))
def test_every_mention_is_the_articles_words_and_somebody_or_a_place(article: dict[str, Any]) -> None:
    text = TEXTS[article["article"]]
    for mention in article["mentions"]:
        assert mention["text"] == text[mention["start"] : mention["end"]]
        assert ("place" in mention) != ("actors" in mention)
        assert all(names and all(names) for names in mention.get("actors", ()))
    spans = [(m["start"], m["end"]) for m in article["mentions"]]
    assert len(set(spans)) == len(spans)
    assert not [1 for a, b in spans for c, d in spans if a < c < b < d]
