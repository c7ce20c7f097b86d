from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.store.tsv import tsv_rows


def _answer(query: str, *quads: ox.Quad) -> bytes:
    store = ox.Store()
    store.extend(quads)
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    return found.serialize(format=ox.QueryResultsFormat.TSV) or b""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    subject, predicate = ox.NamedNode("http://x/a"), ox.NamedNode("http://x/p")
    content = _answer("SELECT ?s ?v { ?s ?p ?v }", ox.Quad(subject, predicate, ox.Literal(text)))
    assert tsv_rows(content) == [("http://x/a", text)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("<http://x/a?b=c#d>", "http://x/a?b=c#d"),
        ('"a \\"b\\" @en"@de', 'a "b" @en'),
        ('"2018-02"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>', "2018-02"),
        ("12", "12"),
        ("0.25", "0.25"),
        ("true", "true"),
        ('"012"', "012"),
        ('""', ""),
        ("?unbound", None),
    ],
)
def test_each_kind_of_term_is_its_text(term: str, text: str | None) -> None:
    content = _answer(f"SELECT ?a ?v {{ BIND(1 AS ?a) BIND({term} AS ?v) }}")
    assert tsv_rows(content) == [("1", text)]


def test_no_rows() -> None:
    assert tsv_rows(_answer("SELECT ?a ?b { ?a <x:p> ?b }")) == []


def test_a_single_column_that_is_unbound() -> None:
    assert tsv_rows(_answer("SELECT ?a { VALUES ?a { UNDEF 1 } }")) == [(None,), ("1",)]


@pytest.mark.parametrize("row", ["UNDEF <x:b> <x:c>", "<x:a> UNDEF <x:c>", "<x:a> <x:b> UNDEF", "UNDEF UNDEF UNDEF"])
@pytest.mark.parametrize("before", [True, False])
def test_iris_alone_of_which_some_are_unbound(row: str, before: bool) -> None:
    whole = "(<x:1> <x:2> <x:3>)"
    rows = f"{whole} ({row})" if before else f"({row}) {whole}"
    expected = [tuple(None if cell == "UNDEF" else cell[1:-1] for cell in row.split()), ("x:1", "x:2", "x:3")]
    found = tsv_rows(_answer(f"SELECT ?a ?b ?c {{ VALUES (?a ?b ?c) {{ {rows} }} }}"))
    assert found == (expected[::-1] if before else expected)
