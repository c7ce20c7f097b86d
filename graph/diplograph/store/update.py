"""Changes as the text of SPARQL updates, which a store carries out one by one, each as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from rdflib import URIRef
from rdflib.term import Node

from diplograph.store.protocol import Changes, Triple

__all__ = ["update_text", "update_texts"]


def update_text(changes: Changes, term: Callable[[Node], object], default: URIRef | None = None) -> str:
    """The operations in their order, empty where nothing changes; ``str(term(node))`` is how the store writes a term.

    ``default`` is the named graph that stands for the default graph in a store that has none of its own.
    """

    def lines(triples: Iterable[Triple]) -> str:
        return "".join(f"{' '.join(str(term(node)) for node in triple)} .\n" for triple in triples)

    def merged(triples: Iterable[Triple]) -> str:
        return lines(triples) if default is None else f"GRAPH {term(default)} {{\n{lines(triples)}}}\n"

    def named(graphs: Mapping[URIRef, frozenset[Triple]]) -> str:
        return "".join(f"GRAPH {term(name)} {{\n{lines(triples)}}}\n" for name, triples in sorted(graphs.items()))

    operations = [f"DROP SILENT GRAPH {term(name)}" for name in sorted(changes.dropped)]
    for operation, triples, graphs in (
        ("DELETE", changes.delete, changes.withdrawn),
        ("INSERT", changes.insert, changes.graphs),
    ):
        if triples or graphs:
            operations.append(f"{operation} DATA {{\n{merged(triples) if triples else ''}{named(graphs)}}}")
    return ";\n".join(operations)


def update_texts(
    changes: Changes, term: Callable[[Node], object], default: URIRef | None = None, *, limit: int
) -> list[str]:
    """The changes as updates of at most ``limit`` triples each, to be carried out in this order; one where they fit."""
    named = (*changes.graphs.values(), *changes.withdrawn.values())
    size = len(changes.delete) + len(changes.insert) + sum(map(len, named))
    if size <= limit:
        text = update_text(changes, term, default)
        return [text] if text else []
    parts = [Changes(dropped=changes.dropped)] if changes.dropped else []
    parts += [Changes(delete=some) for some in _portions(changes.delete, limit)]
    for name, triples in sorted(changes.withdrawn.items()):
        parts += [Changes(withdrawn={name: some}) for some in _portions(triples, limit)]
    for name, triples in sorted(changes.graphs.items()):
        parts += [Changes({name: some}) for some in _portions(triples, limit)]
    parts += [Changes(insert=some) for some in _portions(changes.insert, limit)]
    return [update_text(part, term, default) for part in parts]


def _portions(triples: Iterable[Triple], size: int) -> Iterator[frozenset[Triple]]:
    remaining = iter(triples)
    while some := frozenset(islice(remaining, size)):
        yield some
