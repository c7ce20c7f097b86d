"""A request of the SPARQL 1.1 Protocol (https://www.w3.org/TR/sparql11-protocol/) read into the question it asks."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl

from diplograph.serve.media import GRAPH_FORMS, TABLE_FORMS
from diplograph.serve.reply import RefusedError

__all__ = ["Operation", "read_operation"]

_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_MOST_FIELDS = 1000
_FORMS = frozenset((*TABLE_FORMS, *GRAPH_FORMS))


@dataclass(frozen=True, slots=True)
class Operation:
    """A query with the dataset that the request names for it. ``form`` overrides the Accept header where it is not empty."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    form: str = ""


def read_operation(method: str, query_string: bytes, content_type: str, body: bytes) -> Operation | None:
    """The query that a request asks, by GET, by POST of a form, or by POST of the query itself.

    ``None`` is a GET of the endpoint without parameters, which asks for its description. Raises :class:`RefusedError` for an
    update, for what is no query of the protocol, and for what cannot be read.
    """
    fields = _fields(query_string)
    if method in ("GET", "HEAD"):
        if not fields:
            return None
        return _operation(fields)
    kind, charset = _content_type(content_type)
    if kind == _FORM:
        return _operation(fields + _fields(body))
    if kind == _UPDATE:
        raise RefusedError(403, "this endpoint only answers queries; articles are added with: diplograph build")
    if kind != _QUERY:
        raise RefusedError(415, f"send the query as {_QUERY}, or as the field query of {_FORM}")
    if charset not in ("", "utf-8", "utf8"):
        raise RefusedError(415, "send the query in UTF-8")
    if any(name == "query" for name, _ in fields):
        raise RefusedError(400, "the query stands in the body and in the URL; send it once")
    return _operation([*fields, ("query", _text(body))])


def _operation(fields: list[tuple[str, str]]) -> Operation:
    names = [name for name, _ in fields]
    if "update" in names:
        raise RefusedError(403, "this endpoint only answers queries; articles are added with: diplograph build")
    if names.count("query") != 1:
        raise RefusedError(400, f"a request asks one query; this one has {names.count('query') or 'none'}")
    found = dict(fields)
    form = found.get("format", "")
    if form and form not in _FORMS:
        raise RefusedError(400, f"{form!r} is no format of an answer; there are {', '.join(sorted(_FORMS))}")
    return Operation(
        query=found["query"],
        default_graphs=tuple(value for name, value in fields if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in fields if name == "named-graph-uri"),
        form=form,
    )


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            _text(encoded), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS, separator="&"
        )
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not in UTF-8") from None
    except ValueError:
        raise RefusedError(400, f"the request has more than {_MOST_FIELDS} fields") from None


def _text(encoded: bytes) -> str:
    try:
        return encoded.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not in UTF-8") from None


def _content_type(value: str) -> tuple[str, str]:
    kind, *parameters = (part.strip().lower() for part in value.split(";"))
    charset = next(
        (p.partition("=")[2].strip('" ') for p in parameters if p.partition("=")[0].strip() == "charset"), ""
    )
    return kind, charset
