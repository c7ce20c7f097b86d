"""Every error that diplograph raises on purpose, as one tree.

    DiplographError
    ├── SourceError            an article that cannot be read (names file and line)
    ├── KnowledgeError         a vocabulary, lexicon, actor or query file that is malformed (names file and line)
    ├── LanguageModelError     a language model that is missing, damaged or lacks a parser
    ├── StoreError             a knowledge graph that cannot be opened, read or written
    │   └── UnknownThingError  an article, actor, event or statement that is not in the graph
    ├── QueryError             a query that does not parse, or a named query used wrongly
    ├── ExportError            a graph that cannot be written in the form asked for
    ├── FetchError             an address on the web that cannot be read, or must not be
    │   └── PrivateAddressError  one that leads to a private network
    ├── MissingExtraError      a part of the package that is not installed (names the extra)
    └── ServeError             a site that cannot be served

Each message says what is wrong, where, and what to do about it: the command line prints it as it is.
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "DiplographError",
    "ExportError",
    "FetchError",
    "KnowledgeError",
    "LanguageModelError",
    "MissingExtraError",
    "PrivateAddressError",
    "QueryError",
    "ServeError",
    "SourceError",
    "StoreError",
    "UnknownThingError",
]


class DiplographError(Exception):
    """The base of all errors below: catch it to catch whatever diplograph complains about."""


class _LocatedError(DiplographError):
    """A complaint about a place in a file: ``where: what is wrong; what to do``."""

    def __init__(self, problem: str, *, path: str | Path | None = None, line: int | None = None) -> None:
        self.problem = problem
        self.path = None if path is None else str(path)
        self.line = line
        where = "".join(part for part in (self.path, None if line is None else f":{line}") if part)
        super().__init__(f"{where}: {problem}" if where else problem)


class SourceError(_LocatedError):
    """An article, or a file of articles, that cannot be read; the rest of the batch is not affected."""


class KnowledgeError(_LocatedError):
    """A data file of the package or the user (ontology, lexicon, actors, named query) that is malformed."""


class LanguageModelError(DiplographError):
    """A language pipeline that is not installed, damaged, or lacks what extraction needs."""


class StoreError(DiplographError):
    """A knowledge graph that cannot be opened, read or written; what it held before is unharmed."""


class UnknownThingError(StoreError):
    """Something asked for by id or IRI that the graph does not hold."""


class QueryError(DiplographError):
    """A SPARQL query that does not parse, or a named query with unknown, missing or ill-formed parameters."""


class ExportError(DiplographError):
    """A file format that is not known, or a file that cannot be written."""


class FetchError(DiplographError):
    """An address on the web that cannot be read, or must not be: a private one, or one that robots.txt closes.

    ``transient`` says that it may be another time, ``retry_after`` in how many seconds, if the server says so.
    """

    def __init__(self, problem: str, *, transient: bool = False, retry_after: float | None = None) -> None:
        self.transient = transient
        self.retry_after = retry_after
        super().__init__(problem)


class PrivateAddressError(FetchError):
    """An address that leads to a private network, and was not named by the user but by a feed, a page or a redirect."""


class MissingExtraError(DiplographError):
    """Something that needs an optional part of the package; ``extra`` is the name to install it by."""

    def __init__(self, problem: str, extra: str) -> None:
        self.extra = extra
        super().__init__(problem)


class ServeError(DiplographError):
    """A site that cannot be served: its address is taken, or the system is not able."""
