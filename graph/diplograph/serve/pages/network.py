"""The network of the graph: the picture that `diplograph view` makes, in a frame of its own."""

from __future__ import annotations

from urllib.parse import urlencode

from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import Reply

__all__ = ["network", "picture"]

_POLICY = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'"
"""The picture's own policy names the only scripts that may run in it; this one keeps them from the rest of the site."""


def network(site: Site, ask: Ask) -> Reply:
    """The page around the picture, with the form that chooses its part of the graph."""
    chosen = {name: ask.text(name) for name in ("actor", "relation")} | {
        name: ask.date(name) for name in ("since", "until")
    }
    return site.page(
        "network.html", chosen=chosen, source="/network/picture?" + urlencode({k: v for k, v in chosen.items() if v})
    )


def picture(site: Site, ask: Ask) -> Reply:
    """The picture. Raises :class:`~diplograph.errors.DiplographError` where the graph has no such actor or relation."""
    view = site.kg.view(
        actor=ask.text("actor") or None,
        relation=ask.text("relation") or None,
        since=ask.date("since") or None,
        until=ask.date("until") or None,
    )
    return Reply(
        view.html.encode("utf-8", "replace"),
        200,
        {"content-type": "text/html; charset=utf-8", "content-security-policy": _POLICY},
    )
