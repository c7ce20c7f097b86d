"""Universal features from a Penn tag and the form of a word, as `morphology.toml` tells them."""

from __future__ import annotations

from pathlib import Path

from diplograph.errors import KnowledgeError
from diplograph.language.tables import load_table

_FILE = Path(__file__).with_name("morphology.toml")


class Morphology:
    """Looks features up; see https://universaldependencies.org/u/feat/."""

    def __init__(self, file: Path = _FILE) -> None:
        """Read the table. Raises KnowledgeError where it is malformed."""
        data = load_table(file, ("tags", "words"))
        self._tags: dict[str, str] = data["tags"]
        self._words: dict[str, dict[str, str]] = data["words"]
        for table in (self._tags, *self._words.values()):
            for key, features in table.items():
                if not isinstance(features, str) or not all("=" in feature for feature in features.split("|")):
                    raise KnowledgeError(f"{key}: features are written Name=Value, joined by |", path=file)

    def depends_on_form(self, tag: str) -> bool:
        """Whether words of this tag have features of their own."""
        return tag in self._words

    def features(self, tag: str, form: str) -> str:
        """The features of a word; `form` is in lower case. Empty where nothing follows from the tag."""
        return self._words.get(tag, {}).get(form) or self._tags.get(tag, "")
