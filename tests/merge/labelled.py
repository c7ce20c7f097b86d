"""The stories of tests/gold/merging.toml: who tells what of which event, and how well clusters agree with that."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rdflib import RDF, Literal, URIRef

from diplograph.article import Article
from diplograph.merge import ArticleGraph, merged
from diplograph.record import Extraction
from diplograph.store import Triple
from diplograph.triples import article_triples
from diplograph.vocab import DG

__all__ = ["Telling", "b_cubed", "clusters_of", "contradictions", "pairs", "tellings"]

FILE = Path(__file__).parent.parent / "gold" / "merging.toml"


@dataclass(frozen=True)
class Telling:
    """One short article: the event it is labelled with, and where the word that evokes that event stands."""

    article: Article
    event: str
    split: str
    trigger: tuple[int, int]

    @property
    def story(self) -> str:
        return self.event.partition("/")[0]


def tellings() -> tuple[Telling, ...]:
    """All tellings in the order of the file."""
    found = []
    for story in tomllib.loads(FILE.read_text(encoding="utf-8"))["story"]:
        for number, told in enumerate(story["tellings"], 1):
            text, word = told["text"].strip(), told["trigger"]
            id = f"{story['name']}-{number}"
            article = Article.make(text, id=id, title=id, published=told["published"], publisher="The Wire")
            start = text.index(word)
            found.append(
                Telling(article, f"{story['name']}/{told['event']}", story["split"], (start, start + len(word)))
            )
    return tuple(found)


def pairs(found: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Every two tellings of one story: they are labelled as the same event or as different ones."""
    by_story: dict[str, list[Telling]] = defaultdict(list)
    for telling in found:
        by_story[telling.story].append(telling)
    for group in by_story.values():
        yield from combinations(group, 2)


def clusters_of(found: Iterable[Telling], extractions: Mapping[str, Extraction]) -> dict[Telling, str]:
    """The merged event of each telling, all of them in one graph; where its event was not found, one of its own."""
    graphs = [
        ArticleGraph(URIRef(e.article.iri), frozenset(article_triples(e))) for e in sorted_by_id(extractions.values())
    ]
    of = {str(part): str(event) for event, p, part in merged(graphs) if p == DG.mergedFrom}
    clusters = {}
    for telling in found:
        start, end = telling.trigger
        own = [
            event
            for event in extractions[str(telling.article.id)].events
            if event.trigger.start < end and start < event.trigger.end
        ]
        clusters[telling] = of[own[0].id] if own else f"not found: {telling.article.id}"
    return clusters


def sorted_by_id(extractions: Iterable[Extraction]) -> list[Extraction]:
    return sorted(extractions, key=lambda e: str(e.article.id))


def b_cubed(clusters: Mapping[Telling, str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of clusters (Bagga and Baldwin 1998), each telling counting as one."""
    by_cluster, by_event = defaultdict(set), defaultdict(set)
    for telling, cluster in clusters.items():
        by_cluster[cluster].add(telling)
        by_event[telling.event].add(telling)
    right = {t: len(by_cluster[c] & by_event[t.event]) for t, c in clusters.items()}
    precision = sum(right[t] / len(by_cluster[c]) for t, c in clusters.items()) / len(clusters)
    recall = sum(right[t] / len(by_event[t.event]) for t in clusters) / len(clusters)
    return precision, recall, 2 * precision * recall / (precision + recall)


def contradictions(graphs: Iterable[ArticleGraph], merged_graph: Iterable[Triple]) -> list[str]:
    """Merged events of which two tellings give different days, months or years, or have no state or other party in common,
    found without any of the program's own comparisons.
    """
    facts: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    states: dict[str, str] = {}
    for graph in graphs:
        states |= {str(s): str(o) for s, p, o in graph.triples if p == DG.country and str(o) != "IGO"}
        for s, p, o in graph.triples:
            if p in (DG.date, DG.actor, DG.recipient):
                facts[str(s)]["date" if isinstance(o, Literal) else "party"].add(str(o))
    parts: dict[str, list[str]] = defaultdict(list)
    events = {s for s, p, o in merged_graph if p == RDF.type and o == DG.Event}
    for s, p, o in merged_graph:
        if p == DG.mergedFrom and s in events:
            parts[str(s)].append(str(o))
    wrong = []
    for event, members in parts.items():
        for a, b in combinations(sorted(members), 2):
            one, other = (next(iter(facts[x]["date"]), "") for x in (a, b))
            if not (one.startswith(other) or other.startswith(one)):
                wrong.append(f"{event}: {one} and {other}")
            mine, others = ({states.get(party, party) for party in facts[x]["party"]} for x in (a, b))
            if not (mine <= others or others <= mine):
                wrong.append(f"{event}: {sorted(mine)} and {sorted(others)}")
    return wrong
