"""Features that follow from a tag, or from a form."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import KnowledgeError
from diplograph.language.morphology import Morphology


@pytest.mark.parametrize(
    ("tag", "form", "features"),
    [
        ("VBD", "met", "Mood=Ind|Tense=Past|VerbForm=Fin"),
        ("PRP", "she", "Case=Nom|Gender=Fem|Number=Sing|Person=3|PronType=Prs"),
        ("DT", "the", "Definite=Def|PronType=Art"),
        ("NNS", "", "Number=Plur"),
        ("IN", "of", ""),
    ],
)
def test_features(tag: str, form: str, features: str) -> None:
    assert Morphology().features(tag, form) == features


def test_a_malformed_table_is_named(tmp_path: Path) -> None:
    file = tmp_path / "m.toml"
    file.write_text('[tags]\nVB = "Inf"\n[words]\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"m\.toml: VB: features are written Name=Value"):
        Morphology(file)
    other = tmp_path / "other.toml"
    other.write_text('[tags]\nVB = "VerbForm=Inf"\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="the key 'words' is missing"):
        Morphology(other)
