"""Changes as the text of one SPARQL update, which a store carries out as a whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rdflib.term import Node

from diplograph.store.protocol import Changes, Triple

__all__ = ["update_text"]


def update_text(changes: Changes, term: Callable[[Node], object]) -> str:
    """The operations in their order, empty where nothing changes; ``str(term(node))`` is how the store writes a term."""

    def lines(triples: Iterable[Triple]) -> str:
        return "".join(f"{' '.join(str(term(node)) for node in triple)} .\n" for triple in triples)

    operations = [f"DROP SILENT GRAPH {term(name)}" for name in sorted(changes.dropped)]
    if changes.delete:
        operations.append(f"DELETE DATA {{\n{lines(changes.delete)}}}")
    graphs = "".join(f"GRAPH {term(name)} {{\n{lines(triples)}}}\n" for name, triples in sorted(changes.graphs.items()))
    if graphs or changes.insert:
        operations.append(f"INSERT DATA {{\n{lines(changes.insert)}{graphs}}}")
    return ";\n".join(operations)
