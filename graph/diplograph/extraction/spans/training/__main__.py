"""`python -m diplograph.extraction.spans.training POLNEAR --out DIR`: train, export and describe the span model."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from string import Template

import torch

from diplograph.extraction.pipeline import Extractor
from diplograph.extraction.spans.training.evaluate import evaluate
from diplograph.extraction.spans.training.examples import Inventory, examples
from diplograph.extraction.spans.training.export import export
from diplograph.extraction.spans.training.loop import Recipe, train
from diplograph.extraction.spans.training.network import Sizes, SpanNetwork
from diplograph.extraction.spans.training.polnear import read_polnear

THRESHOLDS = {"new": 0.55, "keep": 0.5, "inside": 0.5}
"""Chosen on the development split and on the annotated seeds, in steps of a twentieth."""

_HERE = Path(__file__).parent


def main() -> None:
    """Train the span model from PolNeAR's training split; the development split is only scored on."""
    parser = argparse.ArgumentParser(prog="diplograph.extraction.spans.training", description=__doc__)
    parser.add_argument("polnear", type=Path, help="folder with train/ and dev/, each with text/ and attributions/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--cache", type=Path, help="keep the examples in this file, or take them from it")
    args = parser.parse_args()
    recipe = Recipe(epochs=args.epochs)
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(args.threads)

    def report(line: str) -> None:
        sys.stderr.write(line + "\n")

    if args.cache and args.cache.exists():
        inventory, training, held_out = torch.load(args.cache, weights_only=False)
    else:
        extractor, inventory = Extractor(threads=args.threads), Inventory({}, {})
        training = list(examples(read_polnear(args.polnear / "train"), extractor, inventory, learn=True))
        held_out = list(examples(read_polnear(args.polnear / "dev"), extractor, inventory, learn=False))
        if args.cache:
            torch.save((inventory, training, held_out), args.cache)
    report(f"{len(training)} sentences, {sum(len(example.cues) for example in training)} attributions")
    sizes = Sizes()
    network = SpanNetwork(len(inventory.labels), len(inventory.tags), sizes)
    scores = ""
    for epoch in train(network, training, recipe, report):
        scores = evaluate(network, held_out, THRESHOLDS["new"])
        report(f"after epoch {epoch}: {scores}")
    export(network, inventory, sizes, THRESHOLDS, args.out)
    told = {
        "recipe": f"{recipe.epochs} epochs, AdamW, one-cycle schedule up to {recipe.rate:g}, batches of {recipe.cue_words} words "
        f"(cues) and {recipe.span_words} (spans), float32, seed {recipe.seed}",
        "parameters": f"{sum(parameter.numel() for parameter in network.parameters()):,}",
        "scores": scores,
    }
    for name, template in (("MODEL_CARD.md", "card.template.md"), ("LICENSE.md", "license.template.md")):
        text = Template((_HERE / template).read_text(encoding="utf-8")).substitute(told)
        (args.out / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
