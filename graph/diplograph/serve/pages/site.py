"""The graph and the templates that the pages are made from."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from markupsafe import Markup

from diplograph.errors import StoreError
from diplograph.graph import KnowledgeGraph
from diplograph.serve.index import open_index
from diplograph.serve.pages.asking import Ask
from diplograph.serve.reply import RefusedError, Reply
from diplograph.store import EmbeddedStore
from diplograph.view.text import link, shown

__all__ = ["IDS", "Site", "local", "plain", "problem"]

IDS = "https://w3id.org/diplograph/id/"
"""What the IRIs of all things begin with; the site has the page of each under ``/id/``."""

_TEMPLATES = files("diplograph.serve") / "templates"
_HTML = {"content-type": "text/html; charset=utf-8"}
_MODALITIES = {"negation": "denied", "future": "still to come", "hypothetical": "supposed", "historical": "in the past"}


def local(iri: str) -> str:
    """The path of a thing's page on this site."""
    rest = iri.removeprefix(IDS)
    path, hash, fragment = rest.partition("#")
    if rest == iri or path.rpartition("/")[2] in ("", ".", ".."):
        return "/resource?" + urlencode({"iri": iri})
    return f"/id/{quote(path, safe='/%:@,;=+!*()~')}" + (hash + quote(fragment, safe="%=,&") if hash else "")


class Site:
    """The graph of a folder as it is now, open for reading only, and what its pages have in common."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kg: KnowledgeGraph | None = None
        self._generation = -1
        self._index: tuple[str, sqlite3.Connection] | None = None
        self._environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(lambda name: (_TEMPLATES / name).read_text(encoding="utf-8")),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_fit,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"local": local, "web": link, "told": _told, "plain": plain, "n": "{:,}".format}
        self._environment.globals["graph_name"] = folder.name

    @property
    def kg(self) -> KnowledgeGraph:
        """The graph. Raises :class:`StoreError` where it cannot be opened."""
        if self._kg is None:
            raise StoreError(f"{self._folder.name} is not open")
        return self._kg

    @property
    def store(self) -> EmbeddedStore:
        """The store under the graph."""
        store = self.kg.store
        assert isinstance(store, EmbeddedStore)
        return store

    def refresh(self, generation: int) -> None:
        """Open the folder anew where it has changed since. Where it cannot be opened just now the graph stays as it was."""
        if generation == self._generation and self._kg is not None:
            return
        try:
            kg = KnowledgeGraph(EmbeddedStore.open(self._folder, create=False, read_only=True))
        except StoreError:
            if self._kg is None:
                raise
            return
        if self._kg is not None:
            self._kg.close()
        self._kg = kg
        self._generation = generation

    def index(self, ask: Ask) -> sqlite3.Connection:
        """The index. Raises :class:`RefusedError` while it is being made."""
        if not ask.index:
            raise RefusedError(503, "The graph is being read; this page is there in a moment.")
        if self._index is None or self._index[0] != ask.index:
            try:
                connection = open_index(Path(ask.index))
            except sqlite3.Error:
                raise RefusedError(503, "The graph is being read; this page is there in a moment.") from None
            if self._index is not None:
                self._index[1].close()
            self._index = (ask.index, connection)
        return self._index[1]

    def page(self, template: str, *, status: int = 200, **context: Any) -> Reply:
        """A page as a response. Every value put into a template is escaped and made fit to be shown."""
        text = self._environment.get_template(template).render(**context)
        return Reply(text.encode("utf-8", "replace"), status, _HTML)


def problem(site: Site, status: int, told: str) -> Reply:
    """A page that says why there is no other."""
    reply = site.page("problem.html", status=status, code=status, told=told)
    return Reply(reply.body, status, {**reply.headers, "retry-after": "1"} if status == 503 else reply.headers)


def _fit(value: Any) -> Any:
    """Text of articles without characters that turn the reading direction; what is markup of ours already stays."""
    return shown(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def plain(label: str, modality: str, day: str = "") -> str:
    """The label of an event without its modality, and without its day, where these are shown beside it."""
    told, bracket, rest = label.rpartition(" (")
    if bracket and modality and sorted(rest.removesuffix(")").split(", ")) == sorted(modality.split()):
        label = told
    return label.removesuffix(f", {day}") if day else label


def _told(modality: str) -> list[str]:
    """How something stands that did not simply take place, in words."""
    return [_MODALITIES.get(name, name) for name in modality.split()]
