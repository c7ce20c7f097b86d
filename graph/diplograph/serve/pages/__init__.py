"""What can be asked of a site: each job is a function of the site and the question that gives a whole response."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.data import describe, index, sparql
from diplograph.serve.pages.home import editor, home
from diplograph.serve.pages.network import network, picture
from diplograph.serve.pages.queries import queries, query
from diplograph.serve.pages.search import search
from diplograph.serve.pages.site import Site, problem
from diplograph.serve.pages.things import thing
from diplograph.serve.pages.timeline import timeline
from diplograph.serve.reply import Reply

__all__ = ["JOBS", "PAGES", "Ask", "Site", "problem"]

_PAGES: dict[str, Callable[[Site, Ask], Reply]] = {
    "editor": editor,
    "home": home,
    "network": network,
    "picture": picture,
    "queries": queries,
    "query": query,
    "search": search,
    "thing": thing,
    "timeline": timeline,
}
PAGES = frozenset(_PAGES)
"""The jobs that people look at: where they fail, a page says so."""

JOBS: Mapping[str, Callable[[Site, Ask], Reply]] = MappingProxyType(
    _PAGES | {"describe": describe, "index": index, "sparql": sparql}
)
