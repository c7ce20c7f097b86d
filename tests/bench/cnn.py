"""A spaCy CNN trained on the same treebanks, to stand beside the bundled model: `python -m tests.bench.cnn SHARED`.

It takes the better part of an hour on two cores; the result stays under build/cnn, and the benchmark uses it where it is there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from diplograph.language.training.corpora import Sentence, read_conllu

FOLDER = Path(__file__).resolve().parents[2] / "build" / "cnn"
MODEL = FOLDER / "model" / "model-last"
STEPS = 12_000


def build(shared: Path, steps: int = STEPS) -> Path:
    """Train the CNN on UD English EWT and GUM; returns its folder."""
    nlp = spacy.blank("en")
    FOLDER.mkdir(parents=True, exist_ok=True)
    corpora = shared / "corpora"
    for split in ("train", "dev"):
        files = [corpora / f"ud-english-{name}" / f"en_{name}-ud-{split}.conllu" for name in ("ewt", "gum")]
        docs = (
            doc for file in files for document in read_conllu(file, names=False) for doc in _docs(nlp.vocab, document)
        )
        DocBin(docs=docs).to_disk(FOLDER / f"{split}.spacy")
    config = init_config(lang="en", pipeline=["tagger", "parser"], optimize="efficiency", gpu=False)
    config.to_disk(FOLDER / "config.cfg")
    overrides = {
        "paths.train": str(FOLDER / "train.spacy"),
        "paths.dev": str(FOLDER / "dev.spacy"),
        "training.max_steps": steps,
        "training.patience": 0,
        "training.eval_frequency": 1000,
    }
    train(FOLDER / "config.cfg", FOLDER / "model", overrides=overrides)
    return MODEL


def _docs(vocab: Vocab, document: list[Sentence]) -> Iterator[Doc]:
    """Six consecutive sentences a Doc."""
    sentences = iter(document)
    while part := list(islice(sentences, 6)):
        words: list[str] = []
        tags: list[str] = []
        labels: list[str] = []
        heads: list[int] = []
        for sentence in part:
            base = len(words)
            heads += [base + (head - 1 if head else at) for at, head in enumerate(sentence.heads or ())]
            words += sentence.words
            tags += sentence.tags or ()
            labels += ["ROOT" if label == "root" else label for label in sentence.labels or ()]
        yield Doc(vocab, words=words, tags=tags, heads=heads, deps=labels)


if __name__ == "__main__":
    build(Path(sys.argv[1]), *(int(steps) for steps in sys.argv[2:3]))
