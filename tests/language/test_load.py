"""The bundled pipeline on ordinary and on extraordinary text."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from diplograph.language import load
from diplograph.language.reader import WINDOW_WORDS


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(threads=1)


def well_formed(doc: Doc) -> None:
    for sentence in doc.sents:
        roots = [token for token in sentence if token.head.i == token.i]
        assert len(roots) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)
        assert all(roots[0] in {token, *token.ancestors} for token in sentence)


def test_a_sentence(nlp: Language) -> None:
    doc = nlp("South Korean President Moon Jae-in met Kim Yo Jong in Seoul on Saturday.")
    words = {token.text: token for token in doc}
    met = words["met"]
    assert (met.dep_, met.tag_, met.pos_, met.lemma_) == ("root", "VBD", "VERB", "meet")
    assert "Tense=Past" in str(met.morph)
    assert (words["Seoul"].head, words["Seoul"].dep_) == (met, "obl")
    assert (words["in"].dep_, words["Kim"].dep_) == ("case", "obj")
    names = {(e.text, e.label_) for e in doc.ents}
    assert {("Moon Jae-in", "PERSON"), ("Kim Yo Jong", "PERSON"), ("Seoul", "LOC")} <= names
    assert [span.text for span in doc.spans["titles"]] == ["President"]


def test_addresses_are_no_names(nlp: Language) -> None:
    doc = nlp("Write to Jane_Doe@example.org or see Jane_Doe.doc and www.example.org.")
    assert doc.ents == ()


def test_the_passive(nlp: Language) -> None:
    doc = nlp("The minister was arrested by the police.")
    assert [token.dep_ for token in doc] == [
        "det",
        "nsubj:pass",
        "aux:pass",
        "root",
        "case",
        "det",
        "obl:agent",
        "punct",
    ]
    assert [token.lemma_ for token in doc][:4] == ["the", "minister", "be", "arrest"]


def test_a_blank_line_ends_a_sentence_and_whitespace_hangs_on(nlp: Language) -> None:
    doc = nlp("\n\nTalks begin in\n\nSeoul said no.\n\n \n")
    assert [s.text.strip() for s in doc.sents] == ["Talks begin in", "Seoul said no."]
    assert {token.dep_ for token in doc if token.is_space} == {"dep"}
    well_formed(doc)


def test_a_dateline_is_a_sentence_of_its_own(nlp: Language) -> None:
    doc = nlp("SEOUL, Feb. 12 (Yonhap) — The leaders met on Monday.")
    assert [s.text for s in doc.sents] == ["SEOUL, Feb. 12 (Yonhap) —", "The leaders met on Monday."]
    assert [(s.label_, s.text) for s in doc.spans["layout"]] == [("DATELINE", "SEOUL, Feb. 12 (Yonhap) —")]


STRANGE = {
    "empty": "",
    "only space": " \n\n\t ",
    "one long word": "x" * 100_000,
    "capitals": "KIM MET MOON IN SEOUL. " * 40,
    "emoji": "😀👨‍👩‍👧‍👦 Kim met 🇰🇷 Moon 😀 " * 20,
    "right to left": "قال الرئيس إنه سيزور باريس. שלום עולם " * 10,
    "control characters": "Kim\x00met\x01 Moon\x7f in\u200bSeoul\u200d.\u2028Next\ufeff one",
    "no end": "the leader met the president in seoul and said that they would " * 60,
    "marks": "(" * 3000,
    "contractions": "n't" * 300,
    "hyphens": "a-" * 3000,
    "accents": "e" + "\u0301" * 2000,
    "lines": "Kim\n" * 300,
}


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_text_is_read_with_exact_offsets(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    well_formed(doc)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_is_read(text: str) -> None:
    doc = load_once()(text)
    assert doc.text == text
    well_formed(doc)


def load_once(cache: list[Language] = []) -> Language:  # noqa: B006 - one pipeline for all examples
    if not cache:
        cache.append(load(threads=1))
    return cache[0]


def test_a_paragraph_longer_than_a_window_keeps_its_sentences(nlp: Language) -> None:
    sentence = "The leaders met in the capital on Monday and agreed to talk again."
    doc = nlp(" ".join([sentence] * (3 * WINDOW_WORDS // 12)))
    assert {s.text for s in doc.sents} == {sentence}


def test_torch_stays_out() -> None:
    code = (
        "import sys; from diplograph.language import load; load(); print({'torch', 'transformers'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
