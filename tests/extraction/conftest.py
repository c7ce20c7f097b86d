"""The bundled reader and the authority of actors, loaded once for all tests of extraction."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from diplograph.actors import load_authority, resolve
from diplograph.article import Article
from diplograph.extraction.statements import find_statements
from diplograph.language import load
from diplograph.record import Role, Span, Statement

Find = Callable[..., tuple[Statement, ...]]


@pytest.fixture(scope="session")
def nlp() -> Any:
    return load(threads=1)


@pytest.fixture(scope="session")
def find(nlp: Any) -> Find:
    """The statements of a text, read and resolved as the pipeline does it; every span is checked against the text."""
    authority = load_authority()

    def run(text: str, *, published: str = "2018-02-13", attitudes: bool = False) -> tuple[Statement, ...]:
        doc = nlp(text)
        article = Article.make(text, id="test", published=published)
        found = find_statements(doc, article, resolve(doc, article, authority), attitudes=attitudes)
        for statement in found:
            spans: list[Span] = [*statement.content, *([statement.cue] if statement.cue else [])]
            roles: list[Role] = [
                *statement.addressee,
                *statement.attribution,
                *([statement.speaker] if statement.speaker else []),
            ]
            for part in [*((s.start, s.end, s.text) for s in spans), *((r.start, r.end, r.text) for r in roles)]:
                assert text[part[0] : part[1]] == part[2]
                assert part[0] < part[1]
        return found

    return run
