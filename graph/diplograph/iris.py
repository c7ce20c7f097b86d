"""IRIs and literals out of text that nobody has checked: ids, addresses and words of articles."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from urllib.parse import quote

from rdflib import XSD, Literal, URIRef

__all__ = ["moment", "number", "partial_date", "plain", "safe_iri", "safe_text", "web_address"]

# RFC 3987; private-use characters are allowed in a query only, so not here.
_UCSCHAR = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16 if plane != 14 else 0xE1000)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 15)
)
_CHARACTER = rf"[A-Za-z0-9\-._~!$&'()*+,;=:@{_UCSCHAR}]|%[0-9A-Fa-f]{{2}}"
_WEB_ADDRESS = re.compile(
    rf"(?i:https?)://(?:[A-Za-z0-9\-._~!$&'()*+,;={_UCSCHAR}]|%[0-9A-Fa-f]{{2}})+(?::[0-9]{{1,5}})?"
    rf"(?:/(?:{_CHARACTER}|/)*)?(?:\?(?:{_CHARACTER}|[/?])*)?(?:\#(?:{_CHARACTER}|[/?])*)?"
)
_NOT_IN_IRI = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/?#%{_UCSCHAR}]")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:(-[0-9]{2})(-[0-9]{2})?)?")


def safe_text(text: str) -> str:
    """The text without what not every store and format can hold: lone surrogates and control characters that XML does not allow.

    One character stands for one, so offsets stay: a space for a form feed and its like, U+FFFD for any other.
    """
    return _NOT_IN_XML.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def safe_iri(iri: str) -> URIRef:
    """The IRI with whatever is not allowed in one percent-encoded."""
    return URIRef(_NOT_IN_IRI.sub(lambda found: quote(found[0], safe="", errors="replace"), iri))


def web_address(text: str) -> URIRef | Literal:
    """An absolute http or https IRI as such; anything else, which no browser should be led to, as a literal."""
    return URIRef(text) if _WEB_ADDRESS.fullmatch(text) else Literal(safe_text(text))


def plain(text: str, language: str | None = None) -> Literal:
    """A string, safe to store; see :func:`safe_text`."""
    return Literal(safe_text(text), lang=language)


@lru_cache(maxsize=10_000, typed=True)  # counts, offsets and confidences are the same few over and over
def number(value: float) -> Literal:
    """A whole number as xsd:integer, any other as xsd:decimal with four places at most, written as stores write it back."""
    if isinstance(value, int):
        return Literal(str(value), datatype=XSD.integer, normalize=False)
    return Literal(f"{value:.4f}".rstrip("0").rstrip("."), datatype=XSD.decimal, normalize=False)


def partial_date(text: str) -> Literal:
    """A day, month or year (``2018-02-12``, ``2018-02``, ``2018``) with its datatype; anything else as a string."""
    found = _PARTIAL_DATE.fullmatch(text)
    if not found:
        return plain(text)
    datatype = XSD.date if found[2] else XSD.gYearMonth if found[1] else XSD.gYear
    return Literal(text, datatype=datatype, normalize=False)


def moment(text: str) -> Literal:
    """An ISO 8601 date as xsd:date, a date-time as xsd:dateTime, in the form in which stores write it back.

    Raises :class:`ValueError` where it is neither.
    """
    text = text.strip()
    try:
        return Literal(datetime.date.fromisoformat(text).isoformat(), datatype=XSD.date, normalize=False)
    except ValueError:
        given = datetime.datetime.fromisoformat(text)
    offset = given.utcoffset()
    if offset is not None and offset % datetime.timedelta(
        minutes=1
    ):  # ISO 8601 has offsets of seconds, XML Schema has not
        given = given.astimezone(datetime.UTC)
    written = given.isoformat()[:19]
    fraction = f".{given.microsecond:06d}".rstrip("0").rstrip(".")
    zone = "" if offset is None else given.isoformat()[-6:]
    return Literal(f"{written}{fraction}{'Z' if zone == '+00:00' else zone}", datatype=XSD.dateTime, normalize=False)
