"""Content negotiation as RFC 9110 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.serve.media import GRAPH_TYPES, HTML, TABLE_TYPES, choose

TABLES = tuple(TABLE_TYPES)


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.8", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0.1, text/tab-separated-values; q=0.2", "text/tab-separated-values"),
        ("application/json", "application/json"),
        ("text/csv;q=0, */*;q=0.1", "application/sparql-results+json"),
        ("application/*;q=0.5, application/sparql-results+json;q=0", "application/sparql-results+xml"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("text/csv;q=2", None),
        ("text/csv;q=x, application/xml", "application/xml"),
        (",,; ,/,a/b/c", None),
    ],
)
def test_the_form_of_a_table(accept: str, chosen: str | None) -> None:
    assert choose(accept, TABLES) == chosen


def test_a_browser_prefers_a_page() -> None:
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
    assert choose(accept, (*TABLE_TYPES, *GRAPH_TYPES, HTML)) == HTML
    assert choose("*/*", (*TABLE_TYPES, HTML)) == "application/sparql-results+json"


@given(st.text())
def test_any_header_chooses_something_offered_or_nothing(accept: str) -> None:
    assert choose(accept, TABLES) in (*TABLES, None)
