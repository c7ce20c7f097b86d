"""The graph as a file for other programs: RDF, networks, tables.

Each file is written beside its place and moved there when it is whole, so that a file that was there stays until then.
"""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from diplograph.errors import ExportError
from diplograph.results import rows
from diplograph.store import Store
from diplograph.store.writing import FORMS, rewrite

if TYPE_CHECKING:
    from diplograph.graph import KnowledgeGraph

__all__ = ["SUFFIXES", "TABLES", "export", "serialize"]

SUFFIXES = (".nq", ".trig", ".jsonld", ".nt", ".ttl", ".graphml", ".gexf", ".csv")
"""The last of them is a folder of tables; .nt and .ttl hold the merged graph only, for they know no named graphs."""

TABLES = {
    "actors": """SELECT ?actor ?label ?kind ?country ?wikidata ?articles WHERE {
        VALUES (?class ?kind) { (dg:Person "person") (dg:Country "country") (dg:Organisation "organisation") (dg:Group "group") }
        ?actor a ?class ; rdfs:label ?label ; dg:sourceCount ?articles
        OPTIONAL { ?actor dg:country ?country } OPTIONAL { ?actor owl:sameAs ?wikidata } }
        ORDER BY ?actor ?kind ?country ?wikidata""",
    "events": """SELECT ?event ?label ?type ?mode ?role ?actor ?date ?place ?latitude ?longitude ?modality ?articles ?confidence
        WHERE { ?event a dg:Event ; rdfs:label ?label ; dg:eventType ?code ; dg:sourceCount ?articles
        OPTIONAL { ?event dg:confidence ?confidence } OPTIONAL { ?event dg:mode ?how } OPTIONAL { ?event dg:date ?date }
        OPTIONAL { ?event dg:place ?where . ?where rdfs:label ?place OPTIONAL { ?where geo:lat ?latitude ; geo:long ?longitude } }
        OPTIONAL { ?event dg:modality ?aux }
        OPTIONAL { VALUES (?party ?role) { (dg:actor "actor") (dg:recipient "recipient") } ?event ?party ?actor }
        BIND(STRAFTER(STR(?code), "#") AS ?type) BIND(STRAFTER(STR(?how), "#") AS ?mode)
        BIND(STRAFTER(STR(?aux), "#") AS ?modality) } ORDER BY ?event ?role ?actor ?place ?modality""",
    "statements": """SELECT ?statement ?speaker ?about ?kind ?date ?modality ?articles ?confidence ?text WHERE {
        ?statement a dg:Statement ; dg:text ?text ; dg:sourceCount ?articles
        OPTIONAL { ?statement dg:confidence ?confidence } OPTIONAL { ?statement dg:speaker ?speaker }
        OPTIONAL { ?statement dg:about ?about } OPTIONAL { ?statement dg:kind ?kind } OPTIONAL { ?statement dg:date ?date }
        OPTIONAL { ?statement dg:modality ?aux } BIND(STRAFTER(STR(?aux), "#") AS ?modality) }
        ORDER BY ?statement ?speaker ?about ?kind ?modality""",
    "articles": """SELECT ?article ?title ?published ?publisher ?url WHERE { ?article a dg:Article ; rdfs:label ?title
        OPTIONAL { ?article schema:datePublished ?published } OPTIONAL { ?article schema:publisher ?publisher }
        OPTIONAL { ?article schema:url ?url } } ORDER BY ?article ?published ?publisher ?url""",
    "evidence": """SELECT ?thing ?article ?start ?end ?quote WHERE { ?thing dg:evidence ?words . ?words oa:hasSource
    ?article ;
        oa:hasSelector/oa:start ?start ; oa:hasSelector/oa:end ?end ; oa:hasSelector/oa:exact ?quote }
        ORDER BY ?thing ?article ?start ?end""",
}
"""The tables of a .csv export and the queries that fill them: a row for each party of an event, and each actor that a
statement is about.

Cells hold exactly what the graph holds. A cell of an article's words may begin with ``=``, which a spreadsheet program
takes for a formula: import such files as text there.
"""


def export(graph: KnowledgeGraph, path: Path) -> None:
    """Write the graph in the form that the suffix of ``path`` names; one of :data:`SUFFIXES`, or no suffix for a folder
    of tables.

    Raises :class:`ExportError` for any other suffix, and where the file cannot be written.
    """
    suffix = path.suffix.lower() or ".csv"
    if suffix not in SUFFIXES:
        raise ExportError(
            f"{path}: nothing is written as {suffix}; there are {', '.join(SUFFIXES)} (a folder of tables)"
        )
    if suffix == ".csv":
        _tables(graph.store, path)
    elif suffix in (".graphml", ".gexf"):
        _network(graph, path, suffix)
    else:
        content = serialize(graph.store, suffix)
        with _whole(path) as file:
            file.write(content)


def serialize(store: Store, suffix: str = ".nq") -> bytes:
    """The graph in one of the RDF forms, in UTF-8; the same graph gives the same bytes, and N-Quads and N-Triples are
    sorted.

    Raises :class:`ExportError` for a suffix that is none of .nq, .nt, .trig, .ttl, .jsonld.
    """
    if suffix not in (".nq", ".nt", *FORMS):
        raise ExportError(f"nothing is written as {suffix}; there are .nq, .nt, {', '.join(FORMS)}")
    lines = sorted(store.lines(merged=suffix in (".nt", ".ttl")))
    return rewrite(lines, suffix) if suffix in FORMS else b"".join(line + b"\n" for line in lines)


def _network(graph: KnowledgeGraph, path: Path, suffix: str) -> None:
    import networkx

    network = _flat(graph.network())
    with _whole(path) as file:
        if suffix == ".graphml":
            networkx.write_graphml(network, file)
        else:
            written = io.BytesIO()
            networkx.write_gexf(network, written)
            file.write(_DAY_WRITTEN.sub(b"<meta>", written.getvalue(), count=1))


_DAY_WRITTEN = re.compile(rb'<meta lastmodifieddate="[\d-]+">')  # the same graph gives the same bytes, whatever the day


def _flat(network: Any) -> Any:
    """The network with attributes that GraphML and GEXF can hold: no ``None``, and lists as text."""
    for attributes in (*(a for _, a in network.nodes(data=True)), *(a for _, _, a in network.edges(data=True))):
        for name, value in list(attributes.items()):
            if value is None:
                del attributes[name]
            elif isinstance(value, list | tuple | set | frozenset):
                attributes[name] = " ".join(sorted(map(str, value)))
    return network


def _tables(store: Store, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            f"{folder}: no folder of tables can be made there ({error.strerror}); name another place"
        ) from error
    for name, query in TABLES.items():
        columns, values = rows(store.query(query))
        text = io.StringIO(newline="")
        table = csv.writer(text, lineterminator="\n")
        table.writerow(columns)
        table.writerows([["" if cell is None else str(cell) for cell in row] for row in values])
        with _whole(folder / f"{name}.csv") as file:
            file.write(text.getvalue().encode("utf-8"))


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that takes its place when it is written to the end, and leaves nothing behind where that fails."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            unfinished = Path(file.name)
            try:
                yield file
                file.flush()
                umask = os.umask(0)
                os.umask(umask)
                unfinished.chmod(0o666 & ~umask)  # temporary files are made for their owner only
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise ExportError(
            f"{path} cannot be written: {error.strerror or error}; "
            "check that its folder is there and has space, and that you may write there"
        ) from error
