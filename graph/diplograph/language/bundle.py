"""The files of the bundled model: found, checked against their checksums, opened.

`SHA256SUMS` names every file that the run time reads; a file that is missing or differs is refused, for a damaged model would read
articles wrongly without saying so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from diplograph.errors import LanguageModelError

FOLDER = Path(__file__).parent / "model"
SUMS = "SHA256SUMS"
FILES = ("reader.onnx", "labels.onnx", "names.onnx", "tokenizer.json", "classes.json")
REINSTALL = "install diplograph again, or train the model: pip install 'diplograph[train]' and make train"


@dataclass(frozen=True)
class Classes:
    """What the outputs of the network stand for, in their order."""

    tags: tuple[str, ...]
    upos: tuple[str, ...]
    rules: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class Bundle:
    """A model whose files have been checked."""

    reader: bytes
    labels: bytes
    names: bytes
    tokenizer: Path
    classes: Classes


def open_bundle(folder: Path = FOLDER) -> Bundle:
    """The model in `folder`. Raises LanguageModelError where a file is missing or not the one that was shipped."""
    content = checked_files(folder, FILES)
    try:
        data = json.loads(content["classes.json"])
        classes = Classes(*(tuple(data[field]) for field in ("tags", "upos", "rules", "labels", "names")))
    except (ValueError, KeyError, TypeError) as error:
        raise LanguageModelError(
            f"{folder / 'classes.json'}: not the classes of a model ({error}); {REINSTALL}"
        ) from error
    return Bundle(
        reader=content["reader.onnx"],
        labels=content["labels.onnx"],
        names=content["names.onnx"],
        tokenizer=folder / "tokenizer.json",
        classes=classes,
    )


def checked_files(folder: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The content of these files of a model. Raises LanguageModelError where one is missing or differs from its checksum."""
    content = {}
    sums = _sums(folder)
    for name in names:
        file = folder / name
        try:
            content[name] = file.read_bytes()
        except OSError as error:
            raise LanguageModelError(
                f"{file}: the language model cannot be read ({error.strerror}); {REINSTALL}"
            ) from error
        if hashlib.sha256(content[name]).hexdigest() != sums.get(name):
            raise LanguageModelError(f"{file}: the language model is damaged (wrong checksum); {REINSTALL}")
    return content


def _sums(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LanguageModelError(f"{folder}: there is no language model here; {REINSTALL}") from error
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
