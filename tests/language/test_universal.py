"""ClearNLP trees, made by hand, in Universal Dependencies: every construction that the extractors read."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from diplograph.errors import LanguageModelError
from diplograph.language import load
from diplograph.language.clearnlp import LABELS, Tree, to_universal
from diplograph.language.universal import convert, universal

UPOS = {
    "V": "VERB", "A": "AUX", "N": "NOUN", "P": "PROPN", "R": "PRON", "J": "ADJ", "I": "ADP", "D": "DET", "B": "ADV", "C": "CCONJ",
    "S": "SCONJ", "T": "PART", ".": "PUNCT", "M": "NUM",
}  # fmt: skip
LEMMAS = {"is": "be", "was": "be", "were": "be", "be": "be", "been": "be"}


def tree(text: str) -> Tree:
    """A tree from lines `word/UPOS-letter/label/head number`, heads counted from 1, 0 for the root."""
    rows = [item.rsplit("/", 3) for item in text.split()]
    heads = [int(row[3]) - 1 for row in rows]
    return Tree(
        words=[row[0].lower() for row in rows],
        lemmas=[LEMMAS.get(row[0], row[0].lower()) for row in rows],
        tags=["TO" if row[1] == "T" and row[0] == "to" else "X" for row in rows],
        upos=[UPOS[row[1]] for row in rows],
        heads=[i if head < 0 else head for i, head in enumerate(heads)],
        labels=[row[2] for row in rows],
    )


def universal_of(text: str, *people: tuple[int, int]) -> list[str]:
    """`label:head number` of every word after conversion."""
    found = tree(text)
    to_universal(found, people)
    return [
        f"{label}/{0 if head == i else head + 1}"
        for i, (label, head) in enumerate(zip(found.labels, found.heads, strict=True))
    ]


CASES = {
    "passive with agent": (
        "He/R/nsubjpass/3 was/A/auxpass/3 arrested/V/ROOT/0 by/I/agent/3 police/N/pobj/4",
        "nsubj:pass/3 aux:pass/3 root/0 case/5 obl:agent/3",
    ),
    "object": ("Kim/P/nsubj/2 met/V/ROOT/0 Moon/P/dobj/2", "nsubj/2 root/0 obj/2"),
    "oblique": ("Kim/P/nsubj/2 went/V/ROOT/0 to/I/prep/2 Seoul/P/pobj/3", "nsubj/2 root/0 case/4 obl/2"),
    "modifier of a noun": ("talks/N/ROOT/0 with/I/prep/1 Iran/P/pobj/2", "root/0 case/3 nmod/1"),
    "two prepositions": (
        "came/V/ROOT/0 from/I/prep/1 behind/I/prep/2 walls/N/pobj/3",
        "root/0 case/4 case/4 obl/1",
    ),
    "preposition and clause": (
        "left/V/ROOT/0 after/I/prep/1 meeting/V/pcomp/2 Kim/P/dobj/3",
        "root/0 mark/3 advcl/1 obj/3",
    ),
    "clause of a noun": ("hope/N/ROOT/0 of/I/prep/1 meeting/V/pcomp/2 Kim/P/dobj/3", "root/0 mark/3 acl/1 obj/3"),
    "stranded preposition": (
        "place/N/ROOT/0 he/R/nsubj/3 came/V/relcl/1 from/I/prep/3",
        "root/0 nsubj/3 acl:relcl/1 obl/3",
    ),
    "recipient as noun": ("gave/V/ROOT/0 him/R/dative/1 money/N/dobj/1", "root/0 iobj/1 obj/1"),
    "recipient with preposition": (
        "gave/V/ROOT/0 money/N/dobj/1 to/I/dative/1 him/R/pobj/3",
        "root/0 obj/1 case/4 obl/1",
    ),
    "adjective predicate": ("Kim/P/nsubj/2 is/A/ROOT/0 happy/J/acomp/2 ././punct/2", "nsubj/3 cop/3 root/0 punct/3"),
    "noun predicate": ("Kim/P/nsubj/2 was/A/ROOT/0 leader/N/attr/2", "nsubj/3 cop/3 root/0"),
    "place predicate": ("Kim/P/nsubj/2 is/A/ROOT/0 in/I/prep/2 Seoul/P/pobj/3", "nsubj/4 cop/4 case/4 root/0"),
    "adverb predicate": ("Kim/P/nsubj/2 is/A/ROOT/0 here/B/advmod/2", "nsubj/3 cop/3 root/0"),
    "predicate in a clause": (
        "said/V/ROOT/0 Kim/P/nsubj/3 is/A/ccomp/1 ill/J/acomp/3",
        "root/0 nsubj/4 cop/4 ccomp/1",
    ),
    "existential": ("There/R/expl/2 is/V/ROOT/0 hope/N/attr/2", "expl/2 root/0 nsubj/2"),
    "predicate of another verb": ("He/R/nsubj/2 became/V/ROOT/0 leader/N/attr/2", "nsubj/2 root/0 xcomp/2"),
    "object predicate": (
        "called/V/ROOT/0 him/R/dobj/1 leader/N/oprd/1",
        "root/0 obj/1 xcomp/1",
    ),
    "infinitive": ("wants/V/ROOT/0 to/T/aux/3 go/V/xcomp/1", "root/0 mark/3 xcomp/1"),
    "negation and auxiliary": ("did/A/aux/3 not/T/neg/3 go/V/ROOT/0", "aux/3 advmod/3 root/0"),
    "possessive": ("Kim/P/poss/3 's/T/case/1 sister/N/ROOT/0", "nmod:poss/3 case/1 root/0"),
    "particle": ("called/V/ROOT/0 off/I/prt/1 talks/N/dobj/1", "root/0 compound:prt/1 obj/1"),
    "time without preposition": ("left/V/ROOT/0 Monday/P/npadvmod/1", "root/0 obl:unmarked/1"),
    "coordination": (
        "Iran/P/ROOT/0 ,/./punct/1 Iraq/P/conj/1 and/C/cc/3 Oman/P/conj/3",
        "root/0 punct/1 conj/1 cc/5 conj/1",
    ),
    "coordinated prepositions": (
        "met/V/ROOT/0 in/I/prep/1 Oslo/P/pobj/2 and/C/cc/2 in/I/conj/2 Rome/P/pobj/5",
        "root/0 case/3 obl/1 cc/6 case/6 conj/3",
    ),
    "clausal complement": (
        "said/V/ROOT/0 that/S/mark/4 they/R/nsubj/4 met/V/ccomp/1",
        "root/0 mark/4 nsubj/4 ccomp/1",
    ),
    "apposition": ("Kim/P/ROOT/0 ,/./punct/1 leader/N/appos/1", "root/0 punct/1 appos/1"),
    "subordinate clause": (
        "left/V/ROOT/0 when/B/advmod/4 they/R/nsubj/4 met/V/advcl/1",
        "root/0 advmod/4 nsubj/4 advcl/1",
    ),
}


@pytest.mark.parametrize(("clear", "ud"), CASES.values(), ids=CASES)
def test_construction(clear: str, ud: str) -> None:
    assert universal_of(clear) == ud.split()


def test_a_persons_name_is_flat_and_its_title_describes_it() -> None:
    clear = "President/P/compound/4 Moon/P/compound/4 Jae/P/compound/4 In/P/nsubj/5 left/V/ROOT/0"
    assert universal_of(clear, (1, 4)) == ["nmod:desc/2", "nsubj/5", "flat/2", "flat/2", "root/0"]


@given(st.data())
def test_a_tree_stays_a_tree(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 9))
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    heads[order[0]] = order[0]
    for at in range(1, size):
        heads[order[at]] = order[data.draw(st.integers(0, at - 1))]
    label = st.sampled_from(sorted(LABELS | {"nsubj", "conj", "cc", "aux", "compound", "advmod", "expl", "nmod"}))
    found = Tree(
        words=data.draw(st.lists(st.sampled_from(["there", "is", "in"]), min_size=size, max_size=size)),
        lemmas=data.draw(st.lists(st.sampled_from(["be", "go"]), min_size=size, max_size=size)),
        tags=["X"] * size,
        upos=data.draw(st.lists(st.sampled_from(["VERB", "NOUN", "ADP", "PROPN"]), min_size=size, max_size=size)),
        heads=heads,
        labels=data.draw(st.lists(label, min_size=size, max_size=size)),
    )
    people = [(0, data.draw(st.integers(1, size)))]
    to_universal(found, people)
    for word in range(size):
        at = word
        for _ in range(size):
            at = found.heads[at]
        assert found.heads[at] == at
    assert sum(head == word for word, head in enumerate(found.heads)) == 1


def test_a_doc_is_converted_in_place() -> None:
    nlp = spacy.blank("en")
    words = ["Moon", "was", "met", "by", "Kim", "in", "Seoul"]
    doc = Doc(
        nlp.vocab,
        words=words,
        heads=[2, 2, 2, 2, 3, 2, 5],
        deps=["nsubjpass", "auxpass", "ROOT", "agent", "pobj", "prep", "pobj"],
        pos=["PROPN", "AUX", "VERB", "ADP", "PROPN", "ADP", "PROPN"],
    )
    doc.set_ents([Span(doc, 0, 1, label="PERSON"), Span(doc, 6, 7, label="GPE"), Span(doc, 2, 3, label="DATE")])
    convert(doc)
    assert [(t.dep_, t.head.text) for t in doc] == [
        ("nsubj:pass", "met"), ("aux:pass", "met"), ("root", "met"), ("case", "Kim"),
        ("obl:agent", "met"), ("case", "Seoul"), ("obl", "met"),
    ]  # fmt: skip
    assert [(e.text, e.label_) for e in doc.ents] == [("Moon", "PERSON"), ("Seoul", "LOC")]
    assert len(list(doc.sents)) == 1
    assert (list(doc.spans["layout"]), list(doc.spans["titles"])) == ([], [])


def test_a_universal_tree_is_left_alone() -> None:
    doc = Doc(
        spacy.blank("en").vocab, words=["Kim", "left"], heads=[1, 1], deps=["nsubj", "root"], pos=["PROPN", "VERB"]
    )
    assert [t.dep_ for t in convert(doc)] == ["nsubj", "root"]


def test_a_pipeline_that_is_not_installed() -> None:
    with pytest.raises(
        LanguageModelError, match=r"'xx_none' is not installed; install it \(python -m spacy download xx_none\)"
    ):
        load("xx_none")


def test_a_pipeline_without_a_parser() -> None:
    with pytest.raises(LanguageModelError, match=r"'blank' has no parser.*en_core_web_sm"):
        universal(spacy.blank("en"), "blank")


def test_a_pipeline_with_a_parser_gets_the_conversion() -> None:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("parser")
    assert universal(nlp, "parsing").pipe_names == ["parser", "diplograph_universal"]
