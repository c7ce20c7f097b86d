"""GMB's names, brought to the common convention."""

from __future__ import annotations

import zipfile
from pathlib import Path

from diplograph.language.tokenizer import blank
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.names import gmb_split, harmonised, places, read_gmb, spans, titled

ROWS = """Sentence #,Word,POS,Tag
Sentence: 1,Prime,NNP,B-per
,Minister,NNP,I-per
,Moon,NNP,I-per
,Jae-in,NNP,I-per
,met,VBD,O
,South,JJ,O
,Korean,JJ,B-gpe
,troops,NNS,O
,in,IN,O
,Nepal,NNP,B-gpe
,on,IN,O
,Monday,NNP,B-tim
Sentence: 2,Yes,UH,O
"""


def archive(folder: Path) -> Path:
    file = folder / "gmb.zip"
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("ner_dataset.csv", ROWS)
    return file


def test_gmb(tmp_path: Path) -> None:
    first, second = read_gmb(archive(tmp_path), blank().tokenizer)
    assert second == Sentence(words=("Yes",), names=("O",))
    assert first.names is not None
    found = [(" ".join(first.words[a:b]), kind) for a, b, kind in spans(first.names)]
    assert found == [
        ("Prime Minister", "TITLE"),
        ("Moon Jae - in", "PERSON"),
        ("South Korean", "NORP"),
        ("Nepal", "LOC"),
    ]


def test_a_name_that_is_only_a_title() -> None:
    assert titled(("President", "left"), ("B-PERSON", "O")) == ("B-TITLE", "O")


def test_the_last_tenth_is_held_out_with_its_repeats() -> None:
    sentences = [Sentence(words=(str(i),)) for i in range(9)] + [Sentence(words=("3",))]
    train, held_out = gmb_split(sentences)
    assert [s.words[0] for s in held_out] == ["3"]
    assert [s.words[0] for s in train] == ["0", "1", "2", "4", "5", "6", "7", "8"]


def test_gum_is_harmonised() -> None:
    known = places([Sentence(words=("Sweden",), names=("B-LOC",))])
    sentence = Sentence(
        words=("The", "Thais", "beat", "Sweden", "in", "a", "Swedish", "town"),
        tags=("DT", "NNPS", "VBD", "NNP", "IN", "DT", "JJ", "NN"),
        names=("O", "B-PERSON", "O", "B-ORG", "O", "O", "O", "O"),
    )
    assert harmonised(sentence, known).names == ("O", "B-NORP", "O", "B-LOC", "O", "O", "?", "O")
