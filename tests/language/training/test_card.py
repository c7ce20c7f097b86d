"""The card names data, licences and scores. Skipped where the `train` extra is not installed."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch")

from diplograph.language.training.card import write_card, write_names
from diplograph.language.training.examples import Inventory
from diplograph.language.training.loop import Recipe
from diplograph.language.training.naming import NamingRecipe


def test_card(tmp_path: Path) -> None:
    write_card(tmp_path, Recipe(epochs=3), Inventory(("NN",), ("NOUN",), (), ("root",)), "las 0.9000")
    write_names(tmp_path, NamingRecipe(), {"UNER": 0.75})
    card = (tmp_path / "MODEL_CARD.md").read_text(encoding="utf-8")
    for part in (
        "3 epochs of a schedule of 3",
        "last 5 averaged",
        "1 tags",
        "las 0.9000",
        "| names | 2 layers above the reader's layer 4, the rest kept; 5 epochs of a third of GMB",
        "held out, F1: UNER 0.7500.",
        "CC BY-SA 4.0",
        "ODbL",
        "Apache-2.0",
    ):
        assert part in card
    assert "$" not in card
    assert "Groningen Meaning Bank" in (tmp_path / "LICENSE.md").read_text(encoding="utf-8")
