"""Changes as the text of SPARQL updates, which a store carries out one by one, each as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from rdflib import URIRef
from rdflib.term import Node

from diplograph.store.protocol import Changes, Triple

__all__ = ["update_text", "update_texts"]


def update_text(changes: Changes, term: Callable[[Node], object], default: URIRef | None = None) -> str:
    """The operations in their order, empty where nothing changes; ``str(term(node))`` is how the store writes a term.

    Triples are sorted: Oxigraph takes those of one subject together a sixth quicker than the same in any order.

    ``default`` is the named graph that stands for the default graph in a store that has none of its own.
    """

    texts: dict[Node, str] = {}

    def lines(triples: Iterable[Triple]) -> str:
        return "".join(sorted(f"{written(s)} {written(p)} {written(o)} .\n" for s, p, o in triples))

    def written(node: Node) -> str:
        found = texts.get(node)
        if found is None:
            found = texts[node] = str(term(node))
        return found

    def merged(triples: Iterable[Triple]) -> str:
        return lines(triples) if default is None else f"GRAPH {term(default)} {{\n{lines(triples)}}}\n"

    def named(name: URIRef, triples: Iterable[Triple]) -> str:
        return f"GRAPH {term(name)} {{\n{lines(triples)}}}\n"

    operations = [f"DROP SILENT GRAPH {term(name)}" for name in sorted(changes.dropped)]
    if changes.delete:
        operations.append(f"DELETE DATA {{\n{merged(changes.delete)}}}")
    for name, triples in sorted(
        changes.withdrawn.items()
    ):  # by itself: Virtuoso takes no text with a language out of two graphs
        operations.append(f"DELETE DATA {{\n{named(name, triples)}}}")
    graphs = "".join(named(name, triples) for name, triples in sorted(changes.graphs.items()))
    if graphs or changes.insert:
        operations.append(f"INSERT DATA {{\n{merged(changes.insert) if changes.insert else ''}{graphs}}}")
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
