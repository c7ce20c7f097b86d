"""Where the data files are: inside the wheel, or beside the source in a checkout."""

from __future__ import annotations

from pathlib import Path

from diplograph.errors import DiplographError

__all__ = ["ontology_path", "seeds_path"]

_PACKAGE = Path(__file__).resolve().parent


def ontology_path(*parts: str) -> Path:
    """The path of a file or folder of the ontology, such as ``ontology_path("lexicon", "events.toml")``."""
    return _data_path("ontology", *parts)


def seeds_path() -> Path:
    """The folder of the articles that come with the package."""
    return _data_path("seeds")


def _data_path(*parts: str) -> Path:
    for root in (_PACKAGE, _PACKAGE.parents[1]):  # the wheel holds the data in the package, a checkout two folders up
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise DiplographError(f"{'/'.join(parts)} is missing from this installation of diplograph; install it again")
