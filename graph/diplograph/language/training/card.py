"""The model's card and licence note, written beside its weights: the reader's part first, then that of its names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from string import Template

from diplograph.language.reader import WINDOW_WORDS
from diplograph.language.training.examples import Inventory
from diplograph.language.training.loop import Recipe
from diplograph.language.training.naming import DEPTH, NamingRecipe
from diplograph.language.training.network import Sizes

_HERE = Path(__file__).parent


def write_card(out: Path, recipe: Recipe, inventory: Inventory, scores: str) -> None:
    """Write `MODEL_CARD.md` and `LICENSE.md` to `out`; `scores` is what `evaluate` said last."""
    classes = ", ".join(
        f"{len(getattr(inventory, field))} {field}" for field in ("tags", "upos", "rules", "labels", "names")
    )
    told = {
        "recipe": f"{min(recipe.stop_after, recipe.epochs)} epochs of a schedule of {recipe.epochs}, weights of the last "
        f"{recipe.averaged} averaged, AdamW, linear decay from {recipe.encoder_rate:g} (encoder) and {recipe.head_rate:g} "
        f"(heads), batches of {recipe.pieces} word pieces, {recipe.names_a_epoch} sentences of GMB an epoch, names of EWT by "
        f"self-training from epoch {recipe.self_training + 1}, {'bfloat16' if recipe.bfloat16 else 'float32'}, seed {recipe.seed}",
        "classes": classes,
        "scores": scores,
        "window": str(WINDOW_WORDS),
    }
    card = Template((_HERE / "card.template.md").read_text(encoding="utf-8"))
    (out / "MODEL_CARD.md").write_text(card.substitute(told), encoding="utf-8")
    (out / "LICENSE.md").write_text((_HERE / "license.template.md").read_text(encoding="utf-8"), encoding="utf-8")


def write_names(out: Path, recipe: NamingRecipe, scores: Mapping[str, float]) -> None:
    """Fill in how names were trained, and their F1 on what was held out, in the card that :func:`write_card` wrote."""
    told = (
        f"{DEPTH} layers above the reader's layer {Sizes.layers - DEPTH}, the rest kept; {recipe.epochs} epochs of a "
        f"{_ordinal(recipe.parts)} of GMB, all of GUM, {recipe.repeats} times UNER and, from epoch {recipe.self_training + 1}, "
        f"EWT by self-training, weights of the last {recipe.averaged} averaged, AdamW, linear decay from {recipe.rate:g} "
        f"(layers) and {recipe.head_rate:g} (classes), batches of {recipe.pieces} word pieces, seed {recipe.seed}"
    )
    listed = ", ".join(f"{name} {score:.4f}" for name, score in scores.items())
    card = out / "MODEL_CARD.md"
    text = re.sub(r"(?m)^\| names \|.*$", lambda _: f"| names | {told} |", card.read_text(encoding="utf-8"))
    text = re.sub(r"(?m)^Names of PERSON.*$", lambda _: f"Names of PERSON, ORG and LOC held out, F1: {listed}.", text)
    card.write_text(text, encoding="utf-8")


def _ordinal(part: int) -> str:
    return {1: "whole", 2: "half", 3: "third", 4: "quarter"}.get(part, f"{part}th part")
