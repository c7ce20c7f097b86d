"""Noun phrases and positions on trees made by hand."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from diplograph.actors.phrases import is_agent, is_location, is_plural, phrase, preposition, root_of, subject_of

VOCAB = spacy.blank("en").vocab


def _doc(*rows: tuple[str, str, str, int, str]) -> Doc:
    """A document of (word, part of speech, tag, head, label)."""
    return Doc(
        VOCAB,
        words=[row[0] for row in rows],
        pos=[row[1] for row in rows],
        tags=[row[2] for row in rows],
        heads=[row[3] for row in rows],
        deps=[row[4] for row in rows],
    )


OFFICIALS = _doc(
    ("Senior", "ADJ", "JJ", 2, "amod"),
    ("Peruvian", "ADJ", "JJ", 2, "amod"),
    ("officials", "NOUN", "NNS", 8, "nsubj"),
    ("of", "ADP", "IN", 5, "case"),
    ("the", "DET", "DT", 5, "det"),
    ("party", "NOUN", "NN", 2, "nmod"),
    ("who", "PRON", "WP", 7, "nsubj"),
    ("left", "VERB", "VBD", 2, "acl:relcl"),
    ("met", "VERB", "VBD", 8, "root"),
    ("in", "ADP", "IN", 10, "case"),
    ("Lima", "PROPN", "NNP", 8, "obl"),
)


def test_phrase_has_of_and_no_relative_clause() -> None:
    assert phrase(OFFICIALS[2], loose=True) == (0, 5)
    assert phrase(OFFICIALS[10], loose=True) == (10, 10)


def test_loose_phrase_of_a_noun_and_strict_one_of_a_name() -> None:
    doc = _doc(
        ("troops", "NOUN", "NNS", 3, "nsubj"),
        ("from", "ADP", "IN", 2, "case"),
        ("Chad", "PROPN", "NNP", 0, "nmod"),
        ("left", "VERB", "VBD", 3, "root"),
    )
    assert phrase(doc[0], loose=True) == (0, 2)
    assert phrase(doc[0], loose=False) == (0, 0)


def test_a_coordinated_complement_belongs_to_the_phrase() -> None:
    doc = _doc(
        ("leaders", "NOUN", "NNS", 5, "nsubj"),
        ("of", "ADP", "IN", 2, "case"),
        ("Chad", "PROPN", "NNP", 0, "nmod"),
        ("and", "CCONJ", "CC", 4, "cc"),
        ("Mali", "PROPN", "NNP", 2, "conj"),
        ("met", "VERB", "VBD", 5, "root"),
    )
    assert phrase(doc[0], loose=True) == (0, 4)


def test_positions() -> None:
    assert is_agent(OFFICIALS[2])
    assert not is_agent(OFFICIALS[10])
    assert is_location(OFFICIALS[10])
    assert not is_location(OFFICIALS[2])
    assert is_plural(OFFICIALS[2])
    assert not is_plural(OFFICIALS[5])
    assert preposition(OFFICIALS[10]) == "in"
    assert root_of(OFFICIALS, 0, 5) == 2
    assert subject_of(OFFICIALS[8]) == OFFICIALS[2]


def test_to_is_a_place_only_after_motion() -> None:
    def sentence(verb: str) -> Doc:
        return _doc(
            ("She", "PRON", "PRP", 1, "nsubj"),
            (verb, "VERB", "VBD", 1, "root"),
            ("to", "ADP", "IN", 3, "case"),
            ("Moscow", "PROPN", "NNP", 1, "obl"),
        )

    assert not is_location(sentence("appealed")[3])
    went = sentence("flew")
    went[1].lemma_ = "fly"
    assert is_location(went[3])


def test_subject_through_control_and_coordination() -> None:
    doc = _doc(
        ("Moon", "PROPN", "NNP", 1, "nsubj"),
        ("came", "VERB", "VBD", 1, "root"),
        ("and", "CCONJ", "CC", 3, "cc"),
        ("agreed", "VERB", "VBD", 1, "conj"),
        ("to", "PART", "TO", 5, "mark"),
        ("leave", "VERB", "VB", 3, "xcomp"),
    )
    assert subject_of(doc[5]) == doc[0]
