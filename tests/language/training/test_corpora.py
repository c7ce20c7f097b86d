"""CoNLL-U and GUM's entities, on a few sentences made for the purpose."""

from __future__ import annotations

from pathlib import Path

from diplograph.language.training.corpora import read_conllu

ROWS = [
    ("President", "president", "NOUN", "NN", 2, "nmod:desc", "Entity=(1-person-new-cf1-2,3-sgl"),
    ("Moon", "Moon", "PROPN", "NNP", 5, "nsubj", "_"),
    ("Jae", "Jae", "PROPN", "NNP", 2, "flat", "Entity=1)"),
    ("'s", "'s", "PART", "POS", 2, "case", "_"),
    ("visited", "visit", "VERB", "VBD", 0, "root", "_"),
    ("New", "new", "ADJ", "NNP", 7, "amod", "Entity=(2-place-new-cf2-2-sgl"),
    ("York", "York", "PROPN", "NNP", 5, "obj", "Entity=2)"),
    ("with", "with", "ADP", "IN", 10, "case", "_"),
    ("a", "a", "DET", "DT", 10, "det", "Entity=(3-organization-new-cf3-2-sgl"),
    ("company", "company", "NOUN", "NN", 5, "obl", "Entity=3)"),
    ("UNESCO", "UNESCO", "PROPN", "NNP", 10, "appos", "Entity=(4-organization-new-cf4-1-sgl)"),
]


def write(folder: Path) -> Path:
    lines = ["# newdoc id = one", "# text = x"]
    for number, (word, lemma, upos, tag, head, label, misc) in enumerate(ROWS, start=1):
        lines.append(f"{number}\t{word}\t{lemma}\t{upos}\t{tag}\t_\t{head}\t{label}\t_\t{misc}")
    lines.insert(5, "3-4\tJae's\t_\t_\t_\t_\t_\t_\t_\t_")
    second = ["# newdoc id = two", "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_", "1.1\tgone\tgo\tVERB\tVBN\t_\t_\t_\t_\t_"]
    file = folder / "a.conllu"
    file.write_text("\n".join([*lines, "", *second, "", ""]), encoding="utf-8")
    return file


def test_sentences_by_document(tmp_path: Path) -> None:
    first, second = read_conllu(write(tmp_path), names=True)
    assert [s.words for s in second] == [("Yes",)]
    (sentence,) = first
    assert sentence.words == tuple(row[0] for row in ROWS)
    assert sentence.heads == tuple(row[4] for row in ROWS)
    assert sentence.labels is not None
    assert sentence.labels[:2] == ("nmod:desc", "nsubj")


def test_names_are_the_proper_nouns_of_a_mention_whose_head_is_one(tmp_path: Path) -> None:
    (sentence,) = next(read_conllu(write(tmp_path), names=True))
    expected = "O B-PERSON I-PERSON O O B-LOC I-LOC O O O B-ORG"
    assert sentence.names == tuple(expected.split())


def test_without_names_they_stay_open(tmp_path: Path) -> None:
    (sentence,) = next(read_conllu(write(tmp_path), names=False))
    assert sentence.names is None
