"""Answers in the forms of the W3C, cut off where they grow too long."""

from __future__ import annotations

import json

import pytest

from diplograph.errors import QueryError
from diplograph.store import EmbeddedStore
from diplograph.store.answers import answer, description
from tests.view.samples import KIM, korea

NUMBERS = "SELECT ?n { VALUES ?n { 1 2 3 } } ORDER BY ?n"


@pytest.fixture(scope="module")
def store() -> EmbeddedStore:
    store = korea().store
    assert isinstance(store, EmbeddedStore)
    return store


@pytest.mark.parametrize(
    ("rows", "kept", "cut"), [(2, ["1", "2"], True), (3, ["1", "2", "3"], False), (9, ["1", "2", "3"], False)]
)
def test_rows_are_cut_off_at_the_limit(store: EmbeddedStore, rows: int, kept: list[str], cut: bool) -> None:
    text, was_cut = answer(store, NUMBERS).write("json", rows=rows, size=1000)
    assert [row["n"]["value"] for row in json.loads(text)["results"]["bindings"]] == kept
    assert was_cut is cut
    assert answer(store, NUMBERS).write("csv", rows=rows, size=1000) == (
        "".join(f"{n}\r\n" for n in ["n", *kept]).encode(),
        cut,
    )


def test_an_answer_is_cut_off_at_its_size(store: EmbeddedStore) -> None:
    query = 'SELECT (CONCAT("0123456789", STR(?n)) AS ?x) { VALUES ?n { 1 2 3 4 } }'
    text, cut = answer(store, query).write("json", rows=9, size=60)
    assert [row["x"]["value"] for row in json.loads(text)["results"]["bindings"]] == ["01234567891", "01234567892"]
    assert cut


def test_triples_are_cut_off_at_the_limit(store: EmbeddedStore) -> None:
    query = "CONSTRUCT { <x:s> <x:p> ?n } WHERE { VALUES ?n { 1 2 3 } }"
    text, cut = answer(store, query).write("nt", rows=2, size=1000)
    assert (len(text.splitlines()), cut) == (2, True)
    text, cut = answer(store, query).write("nt", rows=3, size=1000)
    assert (len(text.splitlines()), cut) == (3, False)


def test_every_kind_of_term_is_written(store: EmbeddedStore) -> None:
    query = 'SELECT ?a ?b ?c ?d ?e ?f { VALUES (?a ?b ?c ?d ?e) { (<x:i> "t" "l"@en 5 UNDEF) } BIND(<<( ?a ?a ?d )>> AS ?f) }'
    text, _ = answer(store, query).write("json", rows=9, size=1000)
    [row] = json.loads(text)["results"]["bindings"]
    five = {"type": "literal", "value": "5", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    iri = {"type": "uri", "value": "x:i"}
    assert row == {
        "a": iri,
        "b": {"type": "literal", "value": "t"},
        "c": {"type": "literal", "value": "l", "xml:lang": "en"},
        "d": five,
        "f": {"type": "triple", "value": {"subject": iri, "predicate": iri, "object": five}},
    }
    assert answer(store, query).write("tsv", rows=9, size=1000)[0].decode() == (
        '?a\t?b\t?c\t?d\t?e\t?f\n<x:i>\t"t"\t"l"@en\t5\t\t<<( <x:i> <x:i> 5 )>>\n'
    )


@pytest.mark.parametrize(
    "text", ["SELECT", "INSERT DATA { <x:a> <x:b> 1 }", "SELECT * { SERVICE <http://x/> {} }", "\ud800"]
)
def test_what_is_no_question_to_this_store_is_an_error(store: EmbeddedStore, text: str) -> None:
    with pytest.raises(QueryError):
        answer(store, text)


def test_a_graph_name_that_is_no_iri_is_an_error(store: EmbeddedStore) -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        answer(store, "ASK {}", ["not an iri"])


def test_a_thing_is_described_with_the_places_that_name_it(store: EmbeddedStore) -> None:
    [event] = store.query(f"SELECT ?e {{ ?e dg:actor <{KIM}> ; dg:sourceCount 2 }}").bindings
    text, cut = description(store, str(next(iter(event.values()))), "nt", rows=1000)
    assert not cut
    assert b"<http://www.w3.org/ns/oa#hasSource> <https://w3id.org/diplograph/id/article/han-river>" in text
    assert description(store, "https://example.org/none", "nt", rows=1000) == (b"", False)
    assert description(store, KIM, "nt", rows=1)[1]
