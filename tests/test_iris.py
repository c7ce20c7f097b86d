"""Text that nobody has checked, as IRIs and literals."""

from __future__ import annotations

import datetime

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, Literal, URIRef

from diplograph.iris import moment, number, partial_date, safe_iri, safe_text, web_address

ANY_TEXT = st.text(st.characters(codec=None, categories=None))


@settings(deadline=None)
@given(ANY_TEXT)
def test_safe_text_keeps_offsets_and_can_be_encoded(text: str) -> None:
    safe = safe_text(text)
    assert len(safe) == len(text)
    safe.encode()
    assert safe_text(safe) == safe


def test_safe_text_touches_nothing_but_what_xml_forbids() -> None:
    assert safe_text("a\x00b\x0cc\ud800d\ufffee\r\n\t é€😀") == "a\ufffdb c\ufffdd\ufffde\r\n\t é€😀"


@settings(deadline=None)
@given(ANY_TEXT)
def test_safe_iris_are_iris(text: str) -> None:
    assert pyoxigraph.NamedNode(safe_iri(f"https://w3id.org/x/{text}"))


def test_a_safe_iri_stays_as_it_is() -> None:
    iri = "https://w3id.org/diplograph/id/article/a%201#char=0,5&quote"
    assert safe_iri(iri) == URIRef(iri)
    assert safe_iri("https://x/a b%zz<>\ud800") == URIRef("https://x/a%20b%25zz%3C%3E%3F")


@pytest.mark.parametrize(
    "address",
    ["https://example.org/a?b=c&d#e", "HTTP://example.org:8080", "http://例え.jp/ニュース", "https://x.org/%20(1)"],
)
def test_web_addresses(address: str) -> None:
    assert web_address(address) == URIRef(address)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "http://",
        "http:///x",
        "https://a b",
        "javascript:alert(1)",
        "https://x/<script>",
        "ftp://x",
        "https://x/%zz",
        "http://x/\ud800",
        "http://x/\n",
    ],
)
def test_anything_else_is_no_address(text: str) -> None:
    assert web_address(text) == Literal(safe_text(text))


@settings(deadline=None)
@given(st.one_of(ANY_TEXT, st.from_regex(r"https?://[^\s<>]+", fullmatch=True)))
def test_every_address_is_an_iri(text: str) -> None:
    address = web_address(text)
    if isinstance(address, URIRef):
        assert pyoxigraph.NamedNode(address).value == text


def test_dates_keep_their_precision() -> None:
    assert partial_date("2018-02-12") == Literal("2018-02-12", datatype=XSD.date)
    assert partial_date("2018-02") == Literal("2018-02", datatype=XSD.gYearMonth, normalize=False)
    assert partial_date("2018") == Literal("2018", datatype=XSD.gYear, normalize=False)
    assert partial_date("spring") == Literal("spring")


@pytest.mark.parametrize(
    ("text", "lexical", "datatype"),
    [
        ("2018-02-13", "2018-02-13", XSD.date),
        (" 20180213 ", "2018-02-13", XSD.date),
        ("2018-02-13T09:30:00Z", "2018-02-13T09:30:00Z", XSD.dateTime),
        ("2018-02-13 09:30", "2018-02-13T09:30:00", XSD.dateTime),
        ("2018-02-13T09:30:00.500+09:00", "2018-02-13T09:30:00.5+09:00", XSD.dateTime),
        ("2018-02-13T09:30:00+05:30:15", "2018-02-13T03:59:45Z", XSD.dateTime),
    ],
)
def test_moments(text: str, lexical: str, datatype: URIRef) -> None:
    assert moment(text) == Literal(lexical, datatype=datatype, normalize=False)


def test_a_moment_that_is_none() -> None:
    with pytest.raises(ValueError, match="Invalid isoformat"):
        moment("yesterday")


def stored(literal: Literal) -> str:
    """The literal's form when a store gives it back."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("https://example.org/x")
    store.add(
        pyoxigraph.Quad(
            node, node, pyoxigraph.Literal(str(literal), datatype=pyoxigraph.NamedNode(str(literal.datatype)))
        )
    )
    (quad,) = store
    assert isinstance(quad.object, pyoxigraph.Literal)
    return quad.object.value


@settings(deadline=None)
@given(st.one_of(st.integers(-(10**12), 10**12), st.floats(0, 1)))
def test_numbers_are_written_as_stores_write_them(value: float) -> None:
    assert stored(number(value)) == str(number(value))


@settings(deadline=None)
@given(
    st.datetimes(
        timezones=st.one_of(st.none(), st.timezones(), st.just(datetime.UTC)),
        min_value=datetime.datetime(2, 1, 1),  # noqa: DTZ001 (hypothesis adds the zone)
    )
)
def test_moments_are_written_as_stores_write_them(given_moment: datetime.datetime) -> None:
    literal = moment(given_moment.isoformat())
    assert stored(literal) == str(literal)


def test_numbers() -> None:
    assert number(12) == Literal("12", datatype=XSD.integer)
    assert number(1.0) == Literal("1", datatype=XSD.decimal, normalize=False)
    assert number(0.85) == Literal("0.85", datatype=XSD.decimal)
    assert number(0.12345678) == Literal("0.1235", datatype=XSD.decimal)
