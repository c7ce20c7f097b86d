"""The network as a picture to look at: one HTML file with everything in it, made with pyvis.

A click on a tie shows its events with their sentences, articles and dates; a click on an actor shows what it did and said. The
file asks no host for anything, and runs no script but its own: an article that holds one shows it as text.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from diplograph.collector import collector_paused
from diplograph.predicates import DIRECT_PREDICATES
from diplograph.selection import select
from diplograph.things import Queryable
from diplograph.view.articles import details, sources
from diplograph.view.document import View, document
from diplograph.view.payload import payload
from diplograph.view.picture import COLOURS, scripts
from diplograph.view.portion import Portion, portion
from diplograph.view.text import shown

__all__ = ["View", "render"]


@collector_paused()
def render(
    graph: Queryable,
    *,
    actor: str | None = None,
    relation: str | None = None,
    since: str | None = None,
    until: str | None = None,
    title: str | None = None,
) -> View:
    """A picture of the merged graph, or of the part that concerns an actor, a relation, a time.

    The arguments and errors are those of :func:`diplograph.network.network`, ``actor`` being a single one. Of a network of
    more than 400 actors or 1,000 ties the most connected actors are shown, and a line in the page says so.
    """
    selection = select(graph, relation=relation, actors=None if actor is None else [actor], since=since, until=until)
    part = portion(selection)
    with ThreadPoolExecutor(1) as thread:  # the picture is drawn while the store answers
        drawn = thread.submit(scripts, selection, part)
        about = details(graph, (thing.iri for thing in part.things))
        articles = sources(graph, {article for detail in about.values() for article in detail.told})
    whose = [selection.actors[iri].label for iri in sorted(selection.focus or ())]
    name = title or (f"The network of {whose[0]}" if whose else "Who did what to whom")
    data = payload(selection, part, about, articles) | {
        "title": shown(name),
        "note": _note(part),
        "colours": COLOURS,
        "words": {predicate.name: predicate.label for predicate in DIRECT_PREDICATES},
    }
    library, drawing = drawn.result()
    return View(document(shown(name), data, library, drawing))


def _note(part: Portion) -> str:
    """What was left out and how to see it; nothing where the picture is whole."""
    if part.is_whole:
        return ""
    return (
        f"Shown are the {len(part.drawn):,} most connected of {part.all_actors:,} actors, with {len(part.ties):,} of "
        f"{part.all_ties:,} ties and {len(part.things):,} of {part.all_things:,} events and statements. "
        "To see others, make the view for one actor, one relation or a shorter time."
    )
