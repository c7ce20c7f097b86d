"""Events told twice in an article: by two words of a sentence, or by a headline and the text under it."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.actors.mention import Resolution
from diplograph.record import Event, Role

__all__ = ["merge_events"]


def merge_events(
    found: Iterable[tuple[Event, int]], headings: Iterable[tuple[int, int]], resolution: Resolution
) -> tuple[Event, ...]:
    """The events without doubles, by offset and id. Each comes with the number of its sentence.

    One stays of several with the same type and parties in one sentence (the surest), and the event of a heading goes
    where the text under it tells the same one: headlines say "US bans …" of what "the Department of Transportation" did.
    """
    spans = tuple(headings)
    kept: dict[tuple[object, ...], Event] = {}
    for event, sentence in found:
        key = (sentence, *_kind(event), frozenset(role.actor or role.text.lower() for role in _parties(event)))
        other = kept.get(key)
        if other is None or (event.confidence, -event.trigger.start) > (other.confidence, -other.trigger.start):
            kept[key] = event
    body = [event for event in kept.values() if not _in_heading(event, spans)]
    events = [
        event
        for event in kept.values()
        if not (_in_heading(event, spans) and any(_is_told_by(event, other, resolution) for other in body))
    ]
    return tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)))


def _kind(event: Event) -> tuple[object, ...]:
    return event.type, "negation" in event.modality, "hypothetical" in event.modality


def _parties(event: Event) -> tuple[Role, ...]:
    return (*event.actor, *event.recipient)


def _is_told_by(headline: Event, other: Event, resolution: Resolution) -> bool:
    """Whether an event is of the same kind as a headline's, and has each of its parties on the same side."""
    if _kind(headline) != _kind(other):
        return False
    if not headline.recipient:
        return _are_among(headline.actor, _parties(other), resolution)
    return _are_among(headline.actor, other.actor, resolution) and _are_among(
        headline.recipient, other.recipient, resolution
    )


def _are_among(roles: tuple[Role, ...], others: tuple[Role, ...], resolution: Resolution) -> bool:
    return all(any(_stand_for_the_same(one, other, resolution) for other in others) for one in roles)


def _stand_for_the_same(one: Role, other: Role, resolution: Resolution) -> bool:
    """Whether two roles are one actor, or one is the country that the other acts for."""
    if one.actor is None or other.actor is None:
        return one.text.lower() == other.text.lower()
    if one.actor == other.actor:
        return True
    a, b = resolution.actor(one.actor), resolution.actor(other.actor)
    if a.label == b.label:
        return True
    return a.country is not None and a.country == b.country and "country" in {a.kind, b.kind}


def _in_heading(event: Event, headings: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= event.trigger.start < end for start, end in headings)
