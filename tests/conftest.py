"""Property tests look at the same examples on every run, so that a failure is about the change at hand."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import settings

from diplograph.extraction.pipeline import extract
from diplograph.reading import read_articles
from diplograph.record import Extraction
from diplograph.resources import seeds_path

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture(scope="session")
def seeds() -> Sequence[Extraction]:
    """What the seed articles say, read once for all tests that make graphs of them."""
    return tuple(extract(read_articles(seeds_path())))
