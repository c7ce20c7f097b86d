"""Answers to queries in the forms that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rdflib import XSD, Literal
from rdflib.query import Result
from rdflib.term import Node

from diplograph.errors import ExportError, QueryError
from diplograph.store.namespaces import bind_prefixes

if TYPE_CHECKING:
    import pandas

__all__ = ["FORMATS", "Answer", "format_result", "rows", "to_frame"]

FORMATS = ("csv", "json", "xml", "ttl")
_NUMBERS = frozenset({XSD.integer, XSD.decimal, XSD.double, XSD.float, XSD.boolean})


class Answer(Result):
    """rdflib's result of a query, which shows itself as a table in a notebook."""

    @classmethod
    def of(cls, result: Result) -> Answer:
        """The same answer, as one that shows itself."""
        answer = cls(result.type)
        answer.__dict__.update(result.__dict__)
        return answer

    def _repr_html_(self) -> str:
        from diplograph.display import answer_html

        return answer_html(self)


def format_result(result: Result, format: str) -> str:
    """A query's answer as text: ``csv``, ``json`` or ``xml`` (the W3C formats) for SELECT and ASK, ``ttl`` for
    CONSTRUCT and DESCRIBE.

    Lines end in ``\\n``. Raises :class:`QueryError` where the format does not suit the kind of answer, or is none of
    :data:`FORMATS`.
    """
    if format not in FORMATS:
        raise QueryError(f"{format!r} is no format for answers; there are {', '.join(FORMATS)}")
    if result.graph is not None:
        if format != "ttl":
            raise QueryError(
                f"CONSTRUCT and DESCRIBE answer with a graph, which cannot be written as {format}; ask for ttl"
            )
        return str(bind_prefixes(result.graph).serialize(format="turtle"))
    if format == "ttl":
        raise QueryError(
            f"{result.type} answers with a table, which cannot be written as ttl; ask for csv, json or xml"
        )
    if format == "csv" and result.type == "ASK":
        return f"{str(bool(result.askAnswer)).lower()}\n"
    text = result.serialize(format=format)
    if text is None:
        raise QueryError(f"the answer cannot be written as {format}")
    return text.decode("utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"


def rows(result: Result) -> tuple[tuple[str, ...], list[tuple[Node | None, ...]]]:
    """The columns of a table of answers and its rows, ``None`` where a column has no value.

    An ASK has the one column ``answer``; a graph has ``subject``, ``predicate`` and ``object``, sorted.
    """
    if result.graph is not None:
        return ("subject", "predicate", "object"), sorted(result.graph)
    if result.type == "ASK":
        return ("answer",), [(Literal(bool(result.askAnswer)),)]
    variables = tuple(result.vars or ())
    return tuple(map(str, variables)), [tuple(binding.get(v) for v in variables) for binding in result.bindings]


def to_frame(result: Result) -> pandas.DataFrame:
    """The answer as a pandas table: numbers and booleans as such, all else as text, ``None`` where a column has no
    value.

    Raises :class:`ExportError` where pandas is not installed.
    """
    try:
        import pandas
    except ImportError:
        raise ExportError("tables need pandas; install it with: pip install 'diplograph[notebook]'") from None
    columns, values = rows(result)
    table: dict[str, list[Any]] = {name: [_plain(row[i]) for row in values] for i, name in enumerate(columns)}
    return pandas.DataFrame(table, columns=list(columns))


def _plain(term: Node | None) -> Any:
    if term is None:
        return None
    if isinstance(term, Literal) and term.datatype in _NUMBERS and term.value is not None:
        return float(term.value) if term.datatype == XSD.decimal else term.value
    return str(term)
