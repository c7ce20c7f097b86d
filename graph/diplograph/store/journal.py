"""Changes that take several requests, carried out to their end even if the process that began them is gone.

The requests are written into a named graph of the endpoint first, then the number of them, then they are carried out, then
the graph is dropped. Whoever opens the graph for writing next and finds all of them there carries them out once more:
each adds and takes away data as given, so that doing it twice is doing it once. Where some are missing nothing has been
changed yet, and they are forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rdflib import RDF, Literal, URIRef
from rdflib.term import Identifier

from diplograph.record import ID_NAMESPACE
from diplograph.store.terms import n3

__all__ = ["JOURNAL", "Journal"]

JOURNAL = URIRef(f"{ID_NAMESPACE}journal")


class Journal:
    """Requests written down before they are carried out.

    ``update`` carries out the text of one, ``rows`` gives the solutions of a SELECT.
    """

    def __init__(self, update: Callable[[str], None], rows: Callable[[str], list[tuple[Identifier, ...]]]) -> None:
        self._update = update
        self._rows = rows

    def carry_out(self, texts: Sequence[str]) -> None:
        """Carry out all of the updates, in their order."""
        for number, text in enumerate(texts):
            self._note(f"{JOURNAL}#{number:06}", text)
        self._note(str(JOURNAL), str(len(texts)))
        self._finish(texts)

    def recover(self) -> None:
        """Carry out to its end what an earlier process left unfinished."""
        found = self._rows(f"SELECT ?s ?o WHERE {{ GRAPH {n3(JOURNAL)} {{ ?s {n3(RDF.value)} ?o }} }}")
        if found:
            noted = {str(subject): str(value) for subject, value in found}
            count = noted.pop(str(JOURNAL), None)
            self._finish([text for _, text in sorted(noted.items())] if count == str(len(noted)) else [])

    def _finish(self, texts: Sequence[str]) -> None:
        for text in texts:
            self._update(text)
        self._update(f"DROP SILENT GRAPH {n3(JOURNAL)}")

    def _note(self, subject: str, value: str) -> None:
        triple = f"{n3(URIRef(subject))} {n3(RDF.value)} {n3(Literal(value))}"
        self._update(f"INSERT DATA {{ GRAPH {n3(JOURNAL)} {{ {triple} }} }}")
