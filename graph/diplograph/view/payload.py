"""What the page knows: actors, ties, events, statements, sentences and articles as one JSON value with numbers for names.

Everything that comes from an article is made fit to be shown here, so the page has only to put it in as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from diplograph.selection import Selection
from diplograph.things import Party, Thing
from diplograph.view.articles import Details, Quote, Source
from diplograph.view.portion import Portion, communities
from diplograph.view.text import link, shown

__all__ = ["edge_id", "node_id", "payload"]

_QUOTES = 6  # sentences shown of one event: what more articles say is counted


def node_id(number: int) -> str:
    """The name of an actor in the page: it says nothing, so it can do nothing."""
    return f"n{number}"


def edge_id(number: int) -> str:
    """The name of a tie in the page."""
    return f"e{number}"


def payload(
    selection: Selection, part: Portion, details: Mapping[str, Details], articles: Mapping[str, Source]
) -> dict[str, Any]:
    """The JSON value. Actors, things, quotes and articles refer to each other by their place in the lists.

    An actor that is not drawn has no ``node``, and the ``community`` -1.
    """
    drawn = set(part.drawn)
    others = {iri for thing in part.things for iri in (*thing.by, *thing.to)}
    others |= {iri for detail in details.values() for iri in detail.addressees if iri in selection.actors}
    order = [*part.drawn, *sorted(others - drawn)]
    actor = {iri: i for i, iri in enumerate(order)}
    thing = {item.iri: i for i, item in enumerate(part.things)}
    quotes: dict[Quote, int] = {}
    article: dict[str, int] = {}
    things = [_thing(item, details[item.iri], selection, actor, quotes) for item in part.things]
    for item, shown_thing in zip(part.things, things, strict=True):
        shown_thing["told"] = [article.setdefault(iri, len(article)) for iri in details[item.iri].told]
        shown_thing["against"] = [thing[iri] for iri in item.against if iri in thing]
    community = communities(part)
    origin: dict[str, int] = {}
    listed = [
        {"article": article.setdefault(quote.article, len(article)), "parts": [shown(text) for text in quote.parts]}
        for quote in quotes
    ]
    return {
        "actors": [
            _actor(selection.actors[iri], node_id(i) if iri in drawn else "", community.get(iri, -1))
            for i, iri in enumerate(order)
        ],
        "ties": [
            {
                "id": edge_id(i),
                "a": actor[tie.a],
                "b": actor[tie.b],
                "family": tie.family,
                "things": [thing[iri] for iri in tie.things],
                "ways": list(tie.ways),
            }
            for i, tie in enumerate(part.ties)
        ],
        "things": things,
        "quotes": listed,
        "articles": [_article(iri, origin, articles.get(iri), actor) for iri in article],
    }


def _actor(party: Party, node: str, community: int) -> dict[str, Any]:
    return {
        "node": node,
        "community": community,
        "label": shown(party.label),
        "names": [shown(name) for name in party.names[1:]],
        "kind": party.kind,
        "country": shown(party.country),
        "office": shown(party.office),
    }


def _thing(
    thing: Thing, detail: Details, selection: Selection, actor: Mapping[str, int], quotes: dict[Quote, int]
) -> dict[str, Any]:
    kept = detail.quotes[:_QUOTES]
    attributed = (selection.actors[iri].label if iri in selection.actors else iri for iri in detail.attributions)
    return {
        "iri": shown(thing.iri),
        "statement": thing.is_statement,
        "relation": thing.relations[0],
        "relations": list(thing.relations),
        "type": thing.type,
        "mode": thing.mode,
        "family": thing.quad_class,
        "date": thing.date,
        "reported": thing.reported,
        "modality": list(thing.modality),
        "sources": thing.sources,
        "origins": thing.origins,
        "disputed": bool(thing.against),
        "points": [shown(point) for point in detail.points],
        "by": [actor[iri] for iri in thing.by],
        "to": [actor[iri] for iri in thing.to],
        "text": shown(detail.text),
        "form": shown(detail.form),
        "place": shown(detail.place),
        "addressees": [actor[iri] for iri in detail.addressees if iri in actor],
        "according": [shown(name) for name in attributed],
        "quotes": [quotes.setdefault(quote, len(quotes)) for quote in kept],
        "more": len(detail.quotes) - len(kept),
    }


def _article(iri: str, origins: dict[str, int], source: Source | None, actor: Mapping[str, int]) -> dict[str, Any]:
    first = source.origin or iri if source is not None else iri
    number = origins.setdefault(first, len(origins))
    if source is None:
        return {"title": shown(iri), "publisher": "", "date": "", "url": "", "offices": [], "origin": number}
    return {
        "origin": number,
        "title": shown(source.title or iri),
        "publisher": shown(source.publisher),
        "date": shown(source.date),
        "url": link(source.url),
        "offices": [[actor[who], shown(label)] for who, label in source.offices if who in actor],
    }
