"""Events told twice in an article: by two words of a sentence, or by a headline and the sentence under it."""

from __future__ import annotations

from collections.abc import Iterable

from diplograph.record import Event

__all__ = ["merge_events"]


def merge_events(found: Iterable[tuple[Event, int]], headings: Iterable[tuple[int, int]]) -> tuple[Event, ...]:
    """The events without doubles, by offset and id. Each comes with the number of its sentence.

    One stays of several with the same type and parties in one sentence (the surest), and the event of a heading goes
    where the text under it tells the same one.
    """
    spans = tuple(headings)
    kept: dict[tuple[object, ...], Event] = {}
    for event, sentence in found:
        key = (sentence, *_key(event))
        other = kept.get(key)
        if other is None or (event.confidence, -event.trigger.start) > (other.confidence, -other.trigger.start):
            kept[key] = event
    body = {_key(event) for event in kept.values() if not _in_heading(event, spans)}
    events = [event for event in kept.values() if not (_in_heading(event, spans) and _key(event) in body)]
    return tuple(sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.id)))


def _key(event: Event) -> tuple[object, ...]:
    """Type, polarity and who takes part: what makes two tellings the same event."""
    parties = frozenset(role.actor or role.text.lower() for role in (*event.actor, *event.recipient))
    return event.type, "negation" in event.modality, "hypothetical" in event.modality, parties


def _in_heading(event: Event, headings: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= event.trigger.start < end for start, end in headings)
