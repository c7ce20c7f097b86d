"""Files of coded events into a graph and out of it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from rdflib import PROV, RDF, RDFS, SDO, URIRef

from diplograph.errors import SourceError
from diplograph.importers.coded import CodedEvent
from diplograph.importers.files import Complain, digest, first_line
from diplograph.importers.gdelt import COLUMNS, read_gdelt
from diplograph.importers.icews import NEEDED as ICEWS
from diplograph.importers.icews import read_icews
from diplograph.importers.names import names_with
from diplograph.importers.parties import Parties
from diplograph.importers.polecat import NEEDED as POLECAT
from diplograph.importers.polecat import read_polecat, read_polecat_jsonl
from diplograph.importers.quads import Writer
from diplograph.iris import number, plain
from diplograph.record import content_iri
from diplograph.store import Changes, Triple
from diplograph.vocab import DG

if TYPE_CHECKING:
    from diplograph.graph import KnowledgeGraph

__all__ = ["FORMATS", "Format", "ImportReport", "format_of", "import_events"]

Format = Literal["icews", "polecat", "gdelt"]
FORMATS: tuple[Format, ...] = get_args(Format)
_READERS = {"icews": read_icews, "polecat": read_polecat, "gdelt": read_gdelt}
_DATA_SETS = {
    "icews": URIRef("https://doi.org/10.7910/DVN/28075"),
    "polecat": URIRef("https://doi.org/10.7910/DVN/AJGVIT"),
    "gdelt": URIRef("http://data.gdeltproject.org/gdeltv2/"),
}
_NAMED = 20  # bad rows of a file that are named one by one


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of one file: the IRI of its graph, how many events came in, how many rows are no event in PLOVER's terms
    (statements), and how many are malformed.

    ``unchanged`` says that this very file was there already, so that nothing was done.
    """

    path: Path
    format: Format
    iri: str
    events: int
    skipped: int
    rejected: int
    unchanged: bool = False


def format_of(path: Path) -> Format:
    """Which data set a file is of, by its first line. Raises :class:`SourceError` where it is none that is known."""
    line = first_line(path)
    cells = [cell.strip('" ') for cell in line.split("\t")]
    if line.lstrip().startswith("{") or set(POLECAT) <= set(cells):
        return "polecat"
    if set(ICEWS) <= set(cells):
        return "icews"
    if len(cells) == len(COLUMNS) and cells[0].isdecimal():
        return "gdelt"
    raise SourceError(
        "is no file of events that is known: ICEWS and POLECAT have a header with tabs, GDELT 2 has "
        f"{len(COLUMNS)} columns with tabs and no header, NGEC writes one JSON object a line; is it unpacked?",
        path=path,
        line=1,
    )


def import_events(
    graph: KnowledgeGraph,
    *paths: str | Path,
    format: Format | None = None,
    on_error: Callable[[SourceError], object] | None = None,
) -> tuple[ImportReport, ...]:
    """Bring the events of files into a graph: each file as a whole or not at all, in a named graph of its own.

    The events are in the merged graph too, marked by ``dg:importedFrom``; they are never merged with what articles tell.
    Which data set a file is of shows by its first line, or is given as ``format``. Rows that are malformed are left out:
    ``on_error`` gets the first few of a file one by one, and then their number. A file that cannot be read at all goes to
    ``on_error`` as well, and the rest goes on. Raises :class:`~diplograph.errors.StoreError` where the graph cannot be written.
    """
    reports = []
    parties = Parties()
    for path in map(Path, paths):
        try:
            reports.append(_import_file(graph, path, format or format_of(path), parties, on_error or (lambda _: None)))
        except SourceError as error:
            if on_error is not None:
                on_error(error)
    return tuple(reports)


def _import_file(
    graph: KnowledgeGraph,
    path: Path,
    form: Format,
    parties: Parties,
    on_error: Callable[[SourceError], object],
) -> ImportReport:
    sha256 = digest(path)
    name = URIRef(content_iri("import", form, sha256))
    store = graph.store
    held = {p: str(o) for s, p, o in store.values([name], [DG.eventCount, DG.skippedCount, DG.rejectedCount])}
    if held:
        events, skipped, rejected = (int(held.get(p, "0")) for p in (DG.eventCount, DG.skippedCount, DG.rejectedCount))
        return ImportReport(path, form, str(name), events, skipped, rejected, unchanged=True)
    counts: Counter[str] = Counter()

    def complain(line: int, problem: str) -> None:
        counts["rejected"] += 1
        if counts["rejected"] <= _NAMED:
            on_error(SourceError(f"{problem}; the row is left out", path=path, line=line))

    def skip(line: int, code: str) -> None:  # noqa: ARG001
        counts["skipped"] += 1

    writer = Writer(form, name, parties)

    def lines() -> Iterator[bytes]:
        for event in _events(path, form, complain, skip):
            counts["events"] += 1
            yield "".join(writer.lines(event)).encode("utf-8")
        if not counts["events"]:
            raise SourceError("has no row that is an event", path=path)

    def rest() -> Iterator[Changes]:
        facts = frozenset(_about(name, path, form, sha256, counts))
        given = {URIRef(iri): frozenset({plain(label, "en")}) for iri, label in writer.labels.items()}
        before, after = names_with(store, given)
        yield Changes({name: facts}, insert=facts | (after - before), delete=before - after)

    store.bulk(lines(), rest)
    if counts["rejected"] > _NAMED:
        on_error(SourceError(f"{counts['rejected']:,} rows are left out in all", path=path))
    return ImportReport(path, form, str(name), counts["events"], counts["skipped"], counts["rejected"])


def _events(path: Path, form: Format, complain: Complain, skip: Complain) -> Iterator[CodedEvent]:
    if form == "polecat" and first_line(path).lstrip().startswith("{"):
        return read_polecat_jsonl(path, complain, skip)
    return _READERS[form](path, complain, skip)


def _about(name: URIRef, path: Path, form: Format, sha256: str, counts: Counter[str]) -> Iterable[Triple]:
    """The provenance of a file's graph (PROV). The file is known by its content; of its path the name alone is kept."""
    yield name, RDF.type, DG.EventData
    yield name, RDFS.label, plain(f"{form.upper()}: {path.name}", "en")
    yield name, PROV.wasDerivedFrom, _DATA_SETS[form]
    yield name, SDO.sha256, plain(sha256)
    yield name, DG.eventCount, number(counts["events"])
    yield name, DG.skippedCount, number(counts["skipped"])
    yield name, DG.rejectedCount, number(counts["rejected"])
