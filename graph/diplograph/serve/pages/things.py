"""The pages of actors, events, statements and articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urlencode

from rdflib import OWL, RDF, RDFS, SDO, SKOS, URIRef
from rdflib.term import Node

from diplograph.errors import UnknownThingError
from diplograph.explain import explain
from diplograph.serve.marking import Mark, segments
from diplograph.serve.media import GRAPH_FORMS, GRAPH_TYPES, HTML, choose
from diplograph.serve.pages.asking import Ask
from diplograph.serve.pages.data import rdf
from diplograph.serve.pages.site import IDS, Site, local
from diplograph.serve.reply import RefusedError, Reply
from diplograph.things import local_name
from diplograph.view.articles import details, sources
from diplograph.vocab import DG

__all__ = ["thing"]

_IRI = re.compile(r"https?://[^\x00-\x20<>\"{}|^`\\]+")
_CODE = re.compile(r"[A-Z]{3}")
_PLACE = re.compile(r"^(?P<article>[^#]*)#char=(?P<start>\d{1,9}),(?P<end>\d{1,9})$")
_KINDS: dict[Node, str] = {
    DG.Event: "event",
    DG.Statement: "statement",
    DG.Article: "article",
    DG.Person: "person",
    DG.Country: "country",
    DG.Organisation: "organisation",
    DG.Group: "group",
}
_FACTS = {
    "type": DG.eventType,
    "mode": DG.mode,
    "context": DG.context,
    "actor": DG.actor,
    "recipient": DG.recipient,
    "speaker": DG.speaker,
    "addressee": DG.addressee,
    "about": DG.about,
    "form": DG.kind,
    "date": DG.date,
    "place": DG.place,
    "relation": DG.relation,
    "attributed to": DG.attribution,
    "CAMEO code": DG.cameo,
    "country": DG.country,
    "office": DG.office,
    "also called": SKOS.altLabel,
    "same as": OWL.sameAs,
}
_PAGE = 25
_TURNS = ("events", "said", "about", "articles")
_LISTS = {
    "events": "FROM party JOIN thing ON thing.id = party.thing WHERE party.actor = ? AND kind = 'event'",
    "said": "FROM party JOIN thing ON thing.id = party.thing WHERE party.actor = ? AND kind = 'statement' AND role = 'by'",
    "about": "FROM party JOIN thing ON thing.id = party.thing WHERE party.actor = ? AND kind = 'statement' AND role = 'to'",
}
_WITH = """SELECT other.iri, other.label, count(DISTINCT mine.thing) AS number FROM party AS mine JOIN party AS theirs
    ON theirs.thing = mine.thing AND theirs.actor != mine.actor JOIN thing AS other ON other.id = theirs.actor
    WHERE mine.actor = ? GROUP BY theirs.actor ORDER BY number DESC, other.label LIMIT 12"""


def thing(site: Site, ask: Ask) -> Reply:
    """The page of what an IRI names, or its RDF where the client or a suffix (``.ttl``, ``.nt``, …) asks for that."""
    iri = ask.name
    if not _IRI.fullmatch(iri):
        raise RefusedError(404, f"{iri!r} is no IRI")
    kinds, merged = _find(site, iri)
    if not kinds:
        whole, _, suffix = iri.rpartition(".")
        if suffix in GRAPH_FORMS and any(_find(site, whole)):
            return rdf(site, Ask(form=suffix, rows=ask.rows), whole)
    if choose(ask.accept, (HTML, *GRAPH_TYPES)) != HTML:
        return rdf(site, ask, iri)
    if not kinds and merged:  # what one article alone has: the page of what it became
        return Reply(b"", 303, {"location": local(merged)})
    if not kinds:
        raise UnknownThingError(f"this graph has no {iri}")
    kind = kinds[0]
    if kind == "article":
        reply = _article(site, iri)
    elif kind in ("event", "statement"):
        reply = _told(site, iri, kind)
    else:
        reply = _actor(site, ask, iri, kind)
    return Reply(reply.body, reply.status, {**reply.headers, "vary": "Accept"})


def _find(site: Site, iri: str) -> tuple[list[str], str]:
    """What kinds of thing an IRI is in the merged graph, and else what the thing was merged into."""
    node = URIRef(iri)
    kinds = sorted(_KINDS[o] for _, _, o in site.store.values([node], [RDF.type]) if o in _KINDS)
    if kinds:
        return kinds, iri
    return [], min(_merged(site, [node]).values(), default="")


def _told(site: Site, iri: str, kind: str) -> Reply:
    about = details(site.kg, [iri])[iri]
    articles = sources(site.kg, {quote.article for quote in about.quotes})
    found = site.store.values([URIRef(iri)], [RDFS.label, DG.modality, DG.rule, DG.confidence, DG.sourceCount])
    values: dict[Node, list[str]] = defaultdict(list)
    for _, predicate, value in sorted(found):
        values[predicate].append(str(value))
    why = explain(site.store, URIRef(iri))
    quotes = [
        {
            "parts": quote.parts,
            "source": articles[quote.article],
            "href": f"{quote.article}#char={quote.start},{quote.start + len(''.join(quote.parts))}",
        }
        for quote in about.quotes
    ]
    return site.page(
        "told.html",
        iri=iri,
        kind=kind,
        label=next(iter(values[RDFS.label]), iri),
        modality=" ".join(map(local_name, values[DG.modality])),
        text=about.text,
        facts=_facts(site, iri),
        rules=values[DG.rule],
        confidence=values[DG.confidence],
        sources=next(iter(values[DG.sourceCount]), ""),
        origins=why.origins,
        disagreements=why.disagreements,
        quotes=sorted(quotes, key=lambda quote: (quote["source"].date or "9", quote["href"])),
    )


def _actor(site: Site, ask: Ask, iri: str, kind: str) -> Reply:
    index = site.index(ask)
    row = index.execute("SELECT id, label FROM thing WHERE iri = ?", (iri,)).fetchone()
    if row is None:
        raise RefusedError(503, "The graph is being read again; this page is there in a moment.")
    turn = ask.text("show") or _TURNS[0]
    if turn not in _TURNS:
        raise RefusedError(400, f"show is {turn!r}; there are {', '.join(_TURNS)}")
    page = ask.page()
    counts = {
        name: index.execute(f"SELECT count(DISTINCT thing.id) {body}", (row["id"],)).fetchone()[0]
        for name, body in _LISTS.items()
    }
    found = sorted({str(o) for _, _, o in site.store.values([URIRef(iri)], [DG.source])})
    counts["articles"] = len(found)
    start = (page - 1) * _PAGE
    if turn == "articles":
        about = sources(site.kg, found)
        everything = sorted(about.values(), key=lambda source: (source.date or "9", source.iri))
        listed: list[object] = [
            {"iri": source.iri, "label": source.title, "day": source.date, "modality": "", "note": source.publisher}
            for source in everything[start : start + _PAGE]
        ]
    else:
        text = f"SELECT DISTINCT iri, label, day, modality, '' AS note {_LISTS[turn]} ORDER BY day = '', day, iri LIMIT ? OFFSET ?"
        listed = [*index.execute(text, (row["id"], _PAGE, start))]
    return site.page(
        "actor.html",
        iri=iri,
        kind=kind,
        label=row["label"],
        facts=_facts(site, iri),
        turn=turn,
        turns=[(name, counts[name]) for name in _TURNS],
        listed=listed,
        page=page,
        more=counts[turn] > start + _PAGE,
        others=index.execute(_WITH, (row["id"],)).fetchall(),
        network="/network?" + urlencode({"actor": iri}),
        timeline="/timeline?" + urlencode({"actor": iri}),
    )


def _article(site: Site, iri: str) -> Reply:
    values: dict[Node, dict[Node, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in sorted(site.store.graph(URIRef(iri))):
        values[subject][predicate].append(value)
    own = values[URIRef(iri)]
    text = str(next(iter(own[SDO.articleBody]), ""))
    things = {
        s: kind
        for s, found in values.items()
        for kind in map(_KINDS.get, found[RDF.type])
        if kind and kind != "article"
    }
    became = _merged(site, [s for s, kind in things.items() if kind in ("event", "statement")])
    marks: list[Mark] = []
    listed: dict[str, list[dict[str, str | int]]] = {"event": [], "statement": [], "actor": []}
    roles = {
        "event": {DG.evidence: "event", DG.trigger: "trigger"},
        "statement": {DG.evidence: "statement", DG.cue: "cue"},
    }
    for node, kind in things.items():
        name, label = became.get(str(node), str(node)), str(next(iter(values[node][RDFS.label]), node))
        places = [
            Mark(start, end, role, name, label)
            for predicate, role in roles.get(kind, {DG.mention: "actor"}).items()
            for mention in values[node][predicate]
            for start, end in _place(mention, iri)
        ]
        marks += places
        first = min((mark for mark in places if mark.kind in ("event", "statement", "actor")), default=None)
        listed[kind if kind in listed else "actor"].append(
            {
                "iri": name,
                "label": label,
                "day": str(next(iter(values[node][DG.date]), "")),
                "modality": " ".join(map(local_name, map(str, values[node][DG.modality]))),
                "start": first.start if first else 0,
                "end": first.end if first else 0,
                "number": len(places),
            }
        )
    for items in listed.values():
        items.sort(key=lambda item: (item["start"], item["end"], item["iri"]))
    return site.page(
        "article.html",
        iri=iri,
        label=str(next(iter(own[RDFS.label]), iri)),
        publisher=str(next(iter(own[SDO.publisher]), "")),
        published=str(next(iter(own[SDO.datePublished]), "")),
        url=str(next(iter(own[SDO.url]), "")),
        segments=list(segments(text, marks)),
        listed=listed,
    )


def _merged(site: Site, nodes: Iterable[Node]) -> dict[str, str]:
    """What each event or statement of an article became in the merged graph."""
    found: dict[str, str] = {}
    named = [node.n3() for node in nodes if isinstance(node, URIRef)]
    queries = [
        (f"SELECT ?m ?n {{ VALUES ?n {{ {' '.join(named[start : start + 200])} }} ?m dg:mergedFrom ?n }}", "?n ?m")
        for start in range(0, len(named), 200)
    ]
    for table in site.store.tables(queries):
        for merged, node in table:
            if merged and node:
                found[node] = min(merged, found.get(node, merged))
    return found


def _place(mention: Node, article: str) -> list[tuple[int, int]]:
    found = _PLACE.match(str(mention))
    return [(int(found["start"]), int(found["end"]))] if found and found["article"] == article else []


def _facts(site: Site, iri: str) -> list[tuple[str, list[dict[str, str]]]]:
    """What the merged graph says of a thing, with the names of what it refers to."""
    found: dict[Node, list[Node]] = defaultdict(list)
    for _, predicate, value in sorted(site.store.values([URIRef(iri)], _FACTS.values())):
        found[predicate].append(value)
    states = {code: URIRef(f"{IDS}actor/{code}") for code in found[DG.country] if _CODE.fullmatch(str(code))}
    referred = sorted({v for values in (*found.values(), states.values()) for v in values if isinstance(v, URIRef)})
    labels = {s: str(o) for s, _, o in sorted(site.store.values(referred, [RDFS.label]), reverse=True)}
    found[DG.country] = [states[code] if states.get(code) in labels else code for code in found[DG.country]]
    return [
        (name, [_fact(value, labels) for value in found[predicate]])
        for name, predicate in _FACTS.items()
        if found[predicate]
    ]


def _fact(value: Node, labels: dict[Node, str]) -> dict[str, str]:
    text = str(value)
    if not isinstance(value, URIRef):
        return {"text": text, "iri": "", "web": ""}
    if "/id/actor/" in text or "/id/event/" in text or "/id/statement/" in text:
        return {"text": labels.get(value, text), "iri": text, "web": ""}
    if text.startswith("http://www.wikidata.org/entity/"):
        return {"text": "Wikidata " + local_name(text), "iri": "", "web": text}
    return {"text": labels.get(value, local_name(text)), "iri": "", "web": ""}
