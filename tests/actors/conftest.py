"""What the tests of the actors stage share: the reader, the authority, and short ways to say what was found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from diplograph.actors import Authority, Resolution, load_authority, resolve
from diplograph.article import Article
from diplograph.language import load

Found = list[tuple[str, list[str]]]


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The bundled reader."""
    return load()


@pytest.fixture(scope="session")
def authority() -> Authority:
    """The built-in authority."""
    return load_authority()


@pytest.fixture(scope="session")
def resolved(nlp: Language, authority: Authority) -> Callable[..., Resolution]:
    """Resolve a text as an article of a day."""

    def run(text: str, published: str | None = "2018-02-13", id: str = "a") -> Resolution:
        return resolve(nlp(text), Article.make(text, id=id, published=published), authority)

    return run


@pytest.fixture(scope="session")
def told(resolved: Callable[..., Resolution]) -> Callable[..., Found]:
    """The mentions of a text, each with the labels of its actors."""

    def run(text: str, published: str | None = "2018-02-13") -> Found:
        found = resolved(text, published)
        return [(m.text, [found.actor(iri).label for iri in m.actors]) for m in found.mentions]

    return run
