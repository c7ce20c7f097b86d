"""All corpora that the bundled model learns from, under one convention, apart from what is held out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from diplograph.language.tokenizer import blank
from diplograph.language.training.corpora import Sentence, read_conllu
from diplograph.language.training.names import (
    cleaned,
    gmb_split,
    harmonised,
    places,
    read_gmb,
    read_uner,
    uner_split,
)

SEED = 7


@dataclass(frozen=True)
class Corpora:
    """The corpora as documents of sentences, brought to one convention; names of what is held out are only scored on."""

    ewt: list[list[Sentence]]
    gum: list[list[Sentence]]
    gum_dev: list[list[Sentence]]
    gmb: list[list[Sentence]]
    gmb_held_out: list[Sentence]
    uner: list[Sentence]
    uner_held_out: list[Sentence]

    @classmethod
    def read(cls, folder: Path) -> Corpora:
        """Read them all."""
        ewt, gum = folder / "ud-english-ewt", folder / "ud-english-gum"
        gmb, gmb_held_out = gmb_split(read_gmb(folder / "gmb-ner" / "ner_dataset.csv.zip", blank().tokenizer))
        known_places = places(gmb)

        def with_gum_names(file: str) -> list[list[Sentence]]:
            documents = read_conllu(gum / file, names=True)
            return [[harmonised(sentence, known_places) for sentence in document] for document in documents]

        gmb = cleaned(gmb)
        # Neighbouring sentences of GMB mostly follow each other in their article, so three at a time serve as a document.
        named = [gmb[at : at + 3] for at in range(0, len(gmb), 3)]
        random.Random(SEED).shuffle(named)
        treebank = (s for document in read_conllu(ewt / "en_ewt-ud-dev.conllu", names=False) for s in document)
        uner, uner_held_out = uner_split(read_uner(folder / "uner-english-ewt" / "en_ewt-ud-dev.iob2", treebank))
        return cls(
            ewt=list(read_conllu(ewt / "en_ewt-ud-train.conllu", names=False)),
            gum=with_gum_names("en_gum-ud-train.conllu"),
            gum_dev=with_gum_names("en_gum-ud-dev.conllu"),
            gmb=named,
            gmb_held_out=gmb_held_out,
            uner=uner,
            uner_held_out=uner_held_out,
        )
