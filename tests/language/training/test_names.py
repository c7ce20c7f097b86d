"""GMB's names, brought to the common convention."""

from __future__ import annotations

import zipfile
from pathlib import Path

from diplograph.language.tokenizer import blank
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.names import (
    cleaned,
    gmb_split,
    harmonised,
    iob2_rows,
    places,
    read_gmb,
    read_uner,
    spans,
    titled,
    uner_split,
)

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


UNER = """# sent_id = 1
1\tPresident\tO\t-\tx
2\tBush\tB-PER\t-\tx
3\tleft\tO\t-\tx
4\tNorth\tB-LOC\t-\tx
5\tCarolina\tI-LOC\t-\tx

# sent_id = 2
1\tUnix\tB-OTH\t-\tx
2\tSwedish\tO\t-\tx
"""


def test_uner_leaves_titles_and_nationalities_open(tmp_path: Path) -> None:
    file = tmp_path / "uner.iob2"
    file.write_text(UNER, encoding="utf-8")
    treebank = [
        Sentence(words=("President", "Bush", "left", "North", "Carolina"), tags=("NNP", "NNP", "VBD", "NNP", "NNP")),
        Sentence(words=("Unix", "Swedish"), tags=("NNP", "JJ")),
    ]
    assert [s.names for s in read_uner(file, treebank)] == [("?", "B-PERSON", "O", "B-LOC", "I-LOC"), ("O", "?")]
    assert [s.names for s in read_uner(file, [])] == [("O", "B-PERSON", "O", "B-LOC", "I-LOC"), ("O", "O")]
    assert [words for words, _ in iob2_rows(file)] == [s.words for s in treebank]


def test_every_third_block_of_uner_is_held_out() -> None:
    train, held_out = uner_split(range(320))
    assert held_out == [*range(100, 150), *range(250, 300)]
    assert train == [*range(100), *range(150, 250), *range(300, 320)]


def test_gmb_is_cleaned_of_what_it_contradicts_itself() -> None:
    usual = [Sentence(words=("In", "Gaza"), names=("O", "B-LOC"))] * 8
    wrong = Sentence(words=("Gaza", "wins"), names=("B-ORG", "O"))
    missed = Sentence(words=("Gaza", "gaza"), names=("O", "O"))
    titled_place = Sentence(words=("Mr.", "Bush", "in", "Gaza"), names=("B-TITLE", "B-LOC", "O", "B-LOC"))
    found = [s.names for s in cleaned([*usual, wrong, missed, titled_place])]
    assert found == [
        *[("O", "B-LOC")] * 8,
        ("B-LOC", "O"),
        ("?", "O"),
        ("B-TITLE", "B-PERSON", "O", "B-LOC"),
    ]


def test_a_name_of_two_kinds_keeps_both() -> None:
    both = [Sentence(words=("Jordan",), names=(f"B-{kind}",)) for kind in ("LOC", "PERSON")] * 4
    assert cleaned(both) == both
