"""Why the graph says something: the sentences behind it, by article and date, with the rule that found each, the reasons
for which several are held to be one, and what their sources disagree on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SDO, SKOS, Graph, URIRef
from rdflib.term import Node

from diplograph.errors import UnknownThingError
from diplograph.merge.nodes import SAYS_MOST
from diplograph.store import PREFIXES, Store
from diplograph.vocab import DG

__all__ = ["Disagreement", "Explanation", "Source", "Telling", "explain"]

_KINDS: dict[Node, str] = {
    DG.Event: "event",
    DG.Statement: "statement",
    DG.Article: "article",
    DG.Person: "person",
    DG.Country: "country",
    DG.Organisation: "organisation",
    DG.Group: "group",
    DG.Relationship: "relationship",
}
_OA = PREFIXES["oa"]
_OWN = (
    RDF.type,
    RDFS.label,
    DG.modality,
    DG.mergedFrom,
    DG.source,
    DG.originCount,
    DG.match,
    DG.disagreesWith,
    DG.disagreement,
)
_FACTS = {
    "type": DG.eventType,
    "mode": DG.mode,
    "context": DG.context,
    "relation": DG.relation,
    "by": DG.actor,
    "to": DG.recipient,
    "speaker": DG.speaker,
    "addressee": DG.addressee,
    "about": DG.about,
    "kind": DG.kind,
    "date": DG.date,
    "place": DG.place,
    "CAMEO": DG.cameo,
    "country": DG.country,
    "office": DG.office,
    "shortens": DG.shortens,
    "also called": SKOS.altLabel,
    "same as": OWL.sameAs,
    "published": SDO.datePublished,
    "publisher": SDO.publisher,
    "address": SDO.url,
    "imported from": DG.importedFrom,
}


_DISAGREE = "But sources disagree"
_OTHERWISE = {"held or planned": "Some articles tell it as having taken place, others as still to come"}


@dataclass(frozen=True, slots=True)
class Telling:
    """One place where an article tells it: the words, at which code points they stand, and how they were found.

    ``label`` is what was read out of them, ``trigger`` the words that evoke the event or report the statement,
    ``attribution`` whom the article credits, outermost first. ``score`` and ``reasons`` say how well it fits the telling
    that says most, where several are one. For an actor, the words are those that name it, and the rest is empty.
    """

    label: str
    quote: str
    start: int
    end: int
    trigger: str = ""
    rule: str = ""
    confidence: float | None = None
    attribution: tuple[str, ...] = ()
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """An article with all its tellings, in the order of the text. ``published`` and ``publisher`` are empty where
    unknown. ``reprints`` is the title of the article that printed this text first, empty where it is this one.
    """

    article: str
    title: str
    published: str
    publisher: str
    tellings: tuple[Telling, ...]
    reprints: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Another event that sources seem to tell as this one, but not alike: the ``point`` at issue, the other event, and
    the articles that tell it, as title, publisher and day.
    """

    point: str
    label: str
    iri: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the graph says of a thing, and the articles that it has this from, the oldest first; ``str()`` of it reads
    as text. ``origins`` counts the articles without reprints of one another.
    """

    iri: str
    kind: str
    label: str
    modality: tuple[str, ...]
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Source, ...]
    origins: int = 0
    disagreements: tuple[Disagreement, ...] = ()

    def __str__(self) -> str:
        lines = [self.label, f"  {self.iri}", *(f"  {name}: {', '.join(values)}" for name, values in self.facts)]
        lines.append(f"  {self._standing()}")
        for source in self.sources:
            lines += ["", _titled(source.title, source.publisher, source.published), f"  {source.article}"]
            if source.reprints:
                lines.append(f"  prints the text of: {source.reprints}")
            for telling in source.tellings:
                lines += _told(telling, self)
        for disagreement in self.disagreements:
            lines += [
                "",
                f"{_OTHERWISE.get(disagreement.point, _DISAGREE)} ({disagreement.point}): {disagreement.label}",
            ]
            lines += [f"  {disagreement.iri}", *(f"    {source}" for source in disagreement.sources)]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        from diplograph.display import explanation_html

        return explanation_html(self)

    def _standing(self) -> str:
        if "imported from" in dict(self.facts):
            return "took place, as this event data codes it; no article's words stand behind it"
        articles = "1 article" if len(self.sources) == 1 else f"{len(self.sources)} articles"
        if 0 < self.origins < len(self.sources):
            articles += f" of {'one origin' if self.origins == 1 else f'{self.origins} origins'}"
        if self.kind == "article":
            found = len(self.sources[0].tellings) if self.sources else 0
            return (
                "One event or statement was found in it:"
                if found == 1
                else f"{found} events and statements were found in it:"
            )
        if self.kind == "relationship":
            return f"as {articles} {_tell(self.sources)}:"
        if self.kind not in ("event", "statement"):
            return f"named in {articles}:"
        if not self.modality:
            return f"{'took place' if self.kind == 'event' else 'was said'}, as {articles} {_tell(self.sources)}:"
        meant = {
            "negation": "denied",
            "future": "still to come",
            "hypothetical": "supposed",
            "historical": "in the past",
        }
        return f"{' and '.join(meant.get(m, m) for m in self.modality)}, as {articles} {_tell(self.sources)}:"


def explain(store: Store, iri: URIRef) -> Explanation:
    """What is behind an event, statement, relationship, actor or article, of the merged graph or of one article's.

    Raises :class:`UnknownThingError` where the graph has no such thing.
    """
    merged = Graph()
    for triple in store.values([iri], [*_OWN, *_FACTS.values()]):
        merged.add(triple)
    told = sorted(_iris(merged.objects(iri, DG.mergedFrom)))
    if not merged:  # perhaps an article's own event or statement
        told = [iri]
        for found in store.described(told).values():
            for triple in found.triples:
                merged.add(triple)
    kinds = sorted(_KINDS[kind] for kind in merged.objects(iri, RDF.type) if kind in _KINDS)
    if not kinds:
        raise UnknownThingError(
            f"{iri} is no event, statement, relationship, actor or article of this graph; take the IRI from a query's answer"
        )
    imports = [(graph, iri) for graph in _iris(merged.objects(iri, DG.importedFrom))]
    for triples in store.told(imports, [SDO.publisher, SDO.url]).values():
        for triple in triples:
            merged.add(triple)
    kind = kinds[0]
    if kind in ("event", "statement"):
        graphs = {described.graph for described in store.described(told).values()}
        reasons = _matches(store, merged, iri)
        sources = [
            _source(store, graph, lambda g: _tellings(g, set(told) & set(g.subjects(DG.evidence)), reasons))
            for graph in graphs
        ]
    elif kind == "article":
        sources = [
            _source(store, iri, lambda g: _tellings(g, set(g.subjects(DG.evidence)) - set(g.subjects(RDF.subject))))
        ]
    elif kind == "relationship":
        graphs = set(_iris(merged.objects(iri, DG.source)))
        sources = [_source(store, graph, lambda g: _tellings(g, {iri})) for graph in graphs]
    else:
        graphs = set(_iris(merged.objects(iri, DG.source)))
        sources = [_source(store, graph, lambda g: _mentions(g, iri)) for graph in graphs]
    names = _labels(store, [value for _, p, value in merged if p in _FACTS.values() and isinstance(value, URIRef)])
    facts = ((name, tuple(sorted(_name(v, names) for v in merged.objects(iri, p)))) for name, p in _FACTS.items())
    return Explanation(
        iri=str(iri),
        kind=kind,
        label=_text(merged, iri, RDFS.label, iri),
        modality=tuple(sorted(_name(value, {}) for value in merged.objects(iri, DG.modality))),
        facts=tuple((name, values) for name, values in facts if values),
        sources=tuple(sorted(sources, key=lambda source: (source.published or "9", source.title, source.article))),
        origins=int(_text(merged, iri, DG.originCount, "0")),
        disagreements=tuple(_disagreements(store, merged, iri)),
    )


def _matches(store: Store, merged: Graph, iri: URIRef) -> dict[Node, tuple[float, tuple[str, ...]]]:
    """Score and reasons by the articles' own events or statements."""
    matches = Graph()
    for triple in store.values(sorted(_iris(merged.objects(iri, DG.match))), [DG.matched, DG.score, DG.reason]):
        matches.add(triple)
    return {
        node: (float(_text(matches, match, DG.score)), tuple(sorted(map(str, matches.objects(match, DG.reason)))))
        for match, node in matches.subject_objects(DG.matched)
    }


def _disagreements(store: Store, merged: Graph, iri: URIRef) -> Iterator[Disagreement]:
    found = Graph()
    nodes = sorted(_iris(merged.objects(iri, DG.disagreement)))
    others = sorted(_iris(merged.objects(iri, DG.disagreesWith)))
    for triple in store.values(nodes, [DG.between, DG.point]) | store.values(others, [RDFS.label, DG.source]):
        found.add(triple)
    articles = sorted(set(_iris(found.objects(None, DG.source))))
    for triple in store.values(articles, [RDFS.label, SDO.publisher, SDO.datePublished]):
        found.add(triple)
    for node in nodes:
        for other in sorted(_iris(set(found.objects(node, DG.between)) - {iri})):
            titles = [
                (_text(found, a, SDO.datePublished)[:10], _text(found, a, RDFS.label), _text(found, a, SDO.publisher))
                for a in found.objects(other, DG.source)
            ]
            yield Disagreement(
                point=_text(found, node, DG.point),
                label=_text(found, other, RDFS.label),
                iri=str(other),
                sources=tuple(_titled(title, publisher, day) for day, title, publisher in sorted(titles)),
            )


def _titled(title: str, publisher: str, published: str) -> str:
    return f"{title} ({', '.join(filter(None, (publisher, published or 'no date')))})"


def _source(store: Store, name: URIRef, read: Callable[[Graph], Iterable[Telling]]) -> Source:
    graph = Graph()
    for triple in store.graph(name):
        graph.add(triple)
    return Source(
        article=str(name),
        title=_text(graph, name, RDFS.label, name),
        published=_text(graph, name, SDO.datePublished)[:10],
        publisher=_text(graph, name, SDO.publisher),
        reprints=_reprinted(store, name),
        tellings=tuple(sorted(read(graph), key=lambda telling: (telling.start, telling.end, telling.label))),
    )


def _reprinted(store: Store, article: URIRef) -> str:
    """The title of the article that printed the text of this one first, if another did."""
    origins = [URIRef(str(origin)) for _, _, origin in store.values([article], [DG.origin]) if origin != article]
    return next((str(label) for _, _, label in store.values(origins, [RDFS.label])), "")


def _tellings(
    graph: Graph, nodes: Iterable[Node], reasons: Mapping[Node, tuple[float, tuple[str, ...]]] | None = None
) -> Iterable[Telling]:
    for node in nodes:
        score, why = (reasons or {}).get(node, (None, ()))
        triggers = [*graph.objects(node, DG.trigger), *graph.objects(node, DG.cue)]
        confidence = graph.value(node, DG.confidence)
        steps = sorted(graph.objects(node, DG.qualifiedAttribution), key=lambda s: int(_text(graph, s, DG.depth, "0")))
        for where in graph.objects(node, DG.evidence):
            start, end, quote = _stretch(graph, where)
            yield Telling(
                label=_text(graph, node, RDFS.label),
                quote=quote,
                start=start,
                end=end,
                trigger=" … ".join(_stretch(graph, trigger)[2] for trigger in sorted(triggers, key=str)),
                rule=_text(graph, node, DG.rule),
                confidence=None if confidence is None else float(str(confidence)),
                attribution=tuple(
                    _stretch(graph, mention)[2] for step in steps for mention in graph.objects(step, DG.mention)
                ),
                score=score,
                reasons=why,
            )


def _mentions(graph: Graph, actor: Node) -> Iterable[Telling]:
    for where in graph.objects(actor, DG.mention):
        start, end, quote = _stretch(graph, where)
        yield Telling("", quote, start, end)


def _stretch(graph: Graph, where: Node) -> tuple[int, int, str]:
    """Start, end and words of a stretch of the text."""
    found = {
        str(p): str(o)
        for selector in graph.objects(where, URIRef(f"{_OA}hasSelector"))
        for p, o in graph.predicate_objects(selector)
    }
    return int(found[f"{_OA}start"]), int(found[f"{_OA}end"]), found[f"{_OA}exact"]


def _iris(nodes: Iterable[Node]) -> Iterable[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))


def _text(graph: Graph, subject: Node, predicate: Node, default: str = "") -> str:
    found = graph.value(subject, predicate)
    return str(default if found is None else found)


def _labels(store: Store, things: list[URIRef]) -> dict[Node, str]:
    return {thing: str(label) for thing, _, label in sorted(store.values(sorted(set(things)), [RDFS.label]))}


def _name(value: Node, labels: dict[Node, str]) -> str:
    """The label, or the local name of a term of the vocabularies, or the value itself."""
    if value in labels:
        return labels[value]
    local = str(value).startswith((PREFIXES["dg"], PREFIXES["plover"]))
    return str(value).rpartition("#")[2] if local else str(value)


def _told(telling: Telling, explanation: Explanation) -> list[str]:
    quote = " ".join(telling.quote.split())
    where = f"characters {telling.start} to {telling.end}"
    if not telling.rule:
        return [f"    “{quote}”, {where}"]
    details = [f"“{' '.join(telling.trigger.split())}”"] if telling.trigger else []
    if telling.attribution:
        details.append(
            f"according to {', who has it from '.join(' '.join(words.split()) for words in telling.attribution)}"
        )
    details.append(f"rule {telling.rule}")
    if telling.confidence is not None:
        details.append(f"confidence {telling.confidence:.2f}")
    head = [f"    {telling.label}"] if telling.label != explanation.label else []
    lines = [*head, f"    “{quote}”", f"      {'; '.join([*details, where])}"]
    if telling.score is not None:
        why = ", ".join(telling.reasons)
        same = f"the same {explanation.kind}: {why} (score {telling.score:.2f})"
        lines.append(f"      {why if telling.reasons == SAYS_MOST.reasons else same}")
    return lines


def _tell(sources: tuple[Source, ...]) -> str:
    return "tells" if len(sources) == 1 else "tell"
