"""The model's card and licence note, written beside its weights."""

from __future__ import annotations

from pathlib import Path
from string import Template

from diplograph.language.reader import WINDOW_WORDS
from diplograph.language.training.examples import Inventory
from diplograph.language.training.loop import Recipe

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
