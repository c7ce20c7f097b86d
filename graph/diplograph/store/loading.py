"""Very many quads at once into a store of Oxigraph that nobody else sees yet, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from rdflib import URIRef

from diplograph.store.protocol import Changes
from diplograph.store.terms import to_ox
from diplograph.store.update import update_text

__all__ = ["fill", "portions"]

_PORTION = 32_000_000  # bytes of N-Quads: Oxigraph takes ten times as many while it sorts them


def fill(place: Path, lines: Iterable[bytes], steps: Callable[[], Iterable[Changes]]) -> None:
    """Load quads and then changes into the store in a folder, none of which is undone if that fails.

    The lock of the folder is given back however it ends: a traceback holds the frames that it leads through, so each lets go of
    the store.
    """
    store = ox.Store(place)
    try:
        for portion in portions(lines, _PORTION):
            store.bulk_load(portion, format=ox.RdfFormat.N_QUADS)
        for changes in steps():
            for name in changes.dropped:
                _drop(store, name)
            store.update(update_text(changes, to_ox))
        store.flush()
    finally:
        del store


def portions(pieces: Iterable[bytes], size: int) -> Iterator[bytes]:
    """Pieces of whole lines, put together until there are ``size`` bytes or more."""
    held: list[bytes] = []
    length = 0
    for piece in pieces:
        held.append(piece)
        length += len(piece)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    if held:
        yield b"".join(held)


def _drop(store: ox.Store, name: URIRef) -> None:
    """Quad by quad: an update that drops a graph keeps all of it in memory."""
    try:
        for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(name)):
            store.remove(quad)
    finally:
        del store
