"""What programs ask: SPARQL, the RDF of one thing, the description of the service, and the index that the site makes for itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rdflib import DCTERMS, RDF, RDFS, VOID, Graph, Literal, Namespace, URIRef

from diplograph import __version__
from diplograph.errors import UnknownThingError
from diplograph.serve.index import build_index
from diplograph.serve.media import GRAPH_TYPES, TABLE_TYPES, choose
from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.site import Site
from diplograph.serve.reply import RefusedError, Reply
from diplograph.store import bind_prefixes
from diplograph.store.answers import answer, description

__all__ = ["describe", "index", "rdf", "sparql"]

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
_FORMATS = Namespace("http://www.w3.org/ns/formats/")
_RESULT_FORMATS = [
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
]
_RDFLIB = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}


def sparql(site: Site, ask: Ask) -> Reply:
    """The answer to a query in the form that the client prefers."""
    found = answer(site.store, ask.fields["query"], ask.default_graphs, ask.named_graphs)
    media, form = _form(ask, GRAPH_TYPES if found.is_graph else TABLE_TYPES)
    body, cut = found.write(form, rows=ask.rows, size=ask.size)
    return _data(body, media, cut, ask)


def rdf(site: Site, ask: Ask, iri: str) -> Reply:
    """What the graph says of a thing. Raises :class:`UnknownThingError` where it says nothing."""
    media, form = _form(ask, GRAPH_TYPES)
    body, cut = description(site.store, iri, form, rows=ask.rows)
    if not body:
        raise UnknownThingError(f"this graph has no {iri}")
    return _data(body, media, cut, ask)


def describe(_site: Site, ask: Ask) -> Reply:
    """The description of the endpoint in the vocabulary of SPARQL 1.1 Service Description."""
    media, form = _form(ask, GRAPH_TYPES)
    graph = bind_prefixes(Graph())
    graph.bind("sd", _SD)
    service = URIRef(ask.base + "sparql")
    dataset, default = URIRef(f"{service}#dataset"), URIRef(f"{service}#merged")
    graph += [
        (service, RDF.type, _SD.Service),
        (service, _SD.endpoint, service),
        (service, _SD.supportedLanguage, _SD.SPARQL11Query),
        (service, _SD.feature, _SD.EmptyGraphs),
        (service, _SD.defaultDataset, dataset),
        (service, RDFS.label, Literal("diplograph, for reading only", lang="en")),
        (service, DCTERMS.hasVersion, Literal(__version__)),
        (dataset, RDF.type, _SD.Dataset),
        (
            dataset,
            RDFS.comment,
            Literal("Each article has a named graph, its IRI; the default graph is what they say together.", lang="en"),
        ),
        (dataset, _SD.defaultGraph, default),
        (default, RDF.type, _SD.Graph),
        (default, RDF.type, VOID.Dataset),
        *((service, _SD.resultFormat, _FORMATS[name]) for name in _RESULT_FORMATS),
    ]
    return _data(graph.serialize(format=_RDFLIB[form], encoding="utf-8"), media, False, ask)


def index(site: Site, ask: Ask) -> Reply:
    """Make the index, in the file that the question names."""
    build_index(site.kg, Path(ask.name))
    return Reply(b"")


def _form(ask: Ask, types: Mapping[str, str]) -> tuple[str, str]:
    """Media type and form of the answer. Raises :class:`RefusedError` where the client takes none of those there are."""
    if ask.form:
        media = next((media for media, form in types.items() if form == ask.form), None)
    else:
        media = choose(ask.accept, tuple(types))
    if media is None:
        raise RefusedError(406, f"this answer comes as {', '.join(types)}")
    return media, types[media]


def _data(body: bytes, media: str, cut: bool, ask: Ask) -> Reply:
    headers = {
        "content-type": media if media.endswith(("json", "xml")) else f"{media}; charset=utf-8",
        "vary": "Accept",
    }
    if cut:
        headers["x-sparql-maxrows"] = str(ask.rows)
    return Reply(body, 200, headers)
